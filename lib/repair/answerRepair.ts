import { tableFromIPC } from "apache-arrow";
import type { CountedValue } from "../cluster/clusterMethod.ts";
import { clusterValues } from "../cluster/clusterValues.ts";
import type { AskRows } from "../propose/askRows.ts";
import { findProposals } from "../propose/findProposals.ts";
import { type FromRepairThread, mostClusters, type RepairQuestion } from "./repairMessages.ts";

/** Works out the answer of one question, in the thread that was started for it. */
export async function answerRepair(
  question: RepairQuestion,
  ask: AskRows,
  tell: (message: FromRepairThread) => void,
): Promise<void> {
  try {
    if (question.task === "clusters") {
      const search = clusterValues(countedValues(question.ipc), question.method);
      let step = search.next();
      for (; !step.done; step = search.next()) tell({ tell: "progress", fraction: step.value, about: "" });
      tell({ tell: "clusters", clusters: step.value.slice(0, mostClusters), total: step.value.length });
    } else {
      const { from, columns } = question;
      const onProgress = (fraction: number, about: string) => tell({ tell: "progress", fraction, about });
      tell({ tell: "proposals", found: await findProposals({ ask, from, columns, onProgress }) });
    }
  } catch (error) {
    tell({ tell: "failed", message: error instanceof Error ? error.message : String(error) });
  }
}

function countedValues(ipc: Uint8Array): CountedValue[] {
  const table = tableFromIPC(ipc);
  const values = table.getChild("v");
  const rows = table.getChild("n");
  return Array.from({ length: table.numRows }, (_, at) => ({
    value: String(values?.get(at) ?? ""),
    rows: Number(rows?.get(at) ?? 0),
  }));
}

/** Rows of Arrow IPC by the names of their columns, whole numbers as numbers. */
export function rowsOf(ipc: Uint8Array): Record<string, unknown>[] {
  const table = tableFromIPC(ipc);
  const columns = table.schema.fields.map(({ name }, at) => ({ name, values: table.getChildAt(at) }));
  return Array.from({ length: table.numRows }, (_, row) =>
    Object.fromEntries(
      columns.map(({ name, values }) => {
        const value: unknown = values?.get(row);
        return [name, typeof value === "bigint" ? Number(value) : (value ?? null)];
      }),
    ),
  );
}
