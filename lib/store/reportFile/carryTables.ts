import type { Column, EngineApi, Outcome } from "../../engine/protocol.ts";
import type { Cell } from "../../notebook/document.ts";
import { embeddedColumn, isEmbeddedAsText } from "../../reportFile/embeddedColumn.ts";
import type { CarriedTable } from "../../reportFile/liveParts.ts";
import { readTable } from "../../reportFile/readTable.ts";
import { runIdBeside } from "../../run/runIdBeside.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { viewOf } from "../appStore.ts";
import type { AppState } from "../state.ts";
import { secretsAmong } from "./secretsAmong.ts";

/** How much data may go into a file: rows of each relation, and bytes of all of them as Parquet. */
export interface CarryLimits {
  readonly rows: number;
  readonly bytes: number;
}

/** Kinds of cells that are shown by themselves. */
const withoutOutput = new Set(["md", "input"]);

type Engine = Pick<EngineApi, "run" | "exportRelation">;

/** What the rows to be written are called in the engine while they are. */
const partName = "eider_report_part";

/** The relations that cells show now, as Parquet, in the notebook's order; what did not go in whole is said in `notes`. */
export async function carryTables(
  state: AppState,
  engine: Engine,
  limits: CarryLimits,
): Promise<{ tables: CarriedTable[]; notes: string[] }> {
  const tables: CarriedTable[] = [];
  const notes: string[] = [];
  let left = limits.bytes;
  for (const cell of state.document.cells) {
    const { run, output } = viewOf(state, cell.id);
    const result = output?.result;
    if (run.status !== "done") {
      const why = run.status === "idle" ? "it has not run" : "it is not up to date";
      if (!withoutOutput.has(cell.kind)) notes.push(`${cell.name}: its output, for ${why}.`);
      continue;
    }
    if (!result || result.columns.length === 0) continue;
    const carried = await carryTable(cell, result, engine, { rows: limits.rows, bytes: left });
    if (typeof carried === "string") {
      notes.push(`${cell.name}: ${carried}`);
      continue;
    }
    left -= carried.parquet.length;
    tables.push(carried);
    if (carried.rows < result.rowCount) {
      const [rows, all] = [carried.rows.toLocaleString("en"), result.rowCount.toLocaleString("en")];
      notes.push(`${cell.name}: rows beyond the first ${rows} of ${all}.`);
    }
    const asText = result.columns.filter(isEmbeddedAsText).map(({ name, type }) => `${name} (${type})`);
    if (asText.length > 0)
      notes.push(`${cell.name}: the types of ${asText.join(", ")}, which are text in it.`);
  }
  // The file in private storage that the rows went through stays there: empty.
  if (tables.length > 0) await asParquet("select 1 as nothing limit 0", engine);
  return { tables, notes };
}

/** One relation, or why it is left out. */
async function carryTable(
  { id, name }: Cell,
  { columns, rowCount }: { columns: Column[]; rowCount: number },
  engine: Engine,
  limits: CarryLimits,
): Promise<CarriedTable | string> {
  let rows = Math.min(rowCount, limits.rows);
  for (;;) {
    const select = columns.map(embeddedColumn).join(", ");
    const sql = `select ${select} from ${quoteIdentifier(name)} limit ${rows}`;
    const written = await asParquet(sql, engine);
    if (!written.ok) return `its rows, which could not be written (${written.error.message})`;
    const parquet = written.value;
    if (parquet.length > limits.bytes) {
      // Bytes grow with rows; a little less than what would fit ends this soon.
      rows = Math.floor((rows * limits.bytes * 0.9) / parquet.length);
      if (rows < 1) return "its rows, for which there is no room below the limit.";
      continue;
    }
    const types = columns.map(({ type }) => type);
    const [secret] = await secretsAmong(await readTable(parquet.buffer, types));
    if (secret) return `its rows, among which there seems to be a secret (${secret}).`;
    return { cellId: id, name, types, parquet, rows, rowsInAll: rowCount };
  }
}

async function asParquet(sql: string, engine: Engine): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  const told = () => undefined;
  const request = { name: partName, params: {}, keep: "table" as const };
  try {
    const made = await engine.run({ ...request, runId: runIdBeside(), sql }, told);
    if (!made.ok) return made;
    const target = { kind: "opfs" as const, fileName: `${partName}.parquet` };
    const written = await engine.exportRelation(partName, "parquet", target, {}, told, runIdBeside());
    if (!written.ok) return written;
    return {
      ok: true,
      value: new Uint8Array((await written.value.file?.arrayBuffer()) ?? new ArrayBuffer(0)),
    };
  } finally {
    // A run without statements lets go of what the one before made.
    await engine.run({ ...request, runId: runIdBeside(), sql: "" }, told);
  }
}
