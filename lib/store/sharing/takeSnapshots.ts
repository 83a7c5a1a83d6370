import type { EngineApi } from "../../engine/protocol.ts";
import { removeSecrets } from "../../share/removeSecrets.ts";
import { type CellSnapshot, cutText, snapshotLimits } from "../../share/snapshots.ts";
import { decodeTextPage } from "../../table/textPage.ts";
import { viewOf } from "../appStore.ts";
import type { AppState } from "../state.ts";

/** Whether there are rows that a snapshot could be taken of. */
export function hasResults(state: AppState): boolean {
  return resultsOf(state).length > 0;
}

/** The first rows of what the cells show now, as texts; what looks like a secret among them is taken out. */
export async function takeSnapshots(
  state: AppState,
  engine: Pick<EngineApi, "page">,
): Promise<CellSnapshot[]> {
  const snapshots: CellSnapshot[] = [];
  for (const { name, result } of resultsOf(state).slice(0, snapshotLimits.cells)) {
    const answer = await engine.page(result.resultKey, 0, snapshotLimits.rows);
    // A result that is gone meanwhile is none that is shown.
    if (!answer.ok) continue;
    const page = decodeTextPage(answer.value);
    const columns = page.columns.slice(0, snapshotLimits.columns);
    const rows = Array.from({ length: page.rows }, (_, row) =>
      columns.map((_name, column) => shown(page.cell(row, column))),
    );
    snapshots.push({
      name,
      columns: columns.map((column) => shown(column) ?? ""),
      rows,
      rowCount: result.rowCount,
    });
  }
  return snapshots;
}

function shown(text: string | null): string | null {
  // Looked through before it is cut: half a secret would not be known as one.
  return text === null ? null : cutText(removeSecrets(text));
}

function resultsOf(state: AppState) {
  return state.document.cells.flatMap(({ id, name }) => {
    const { output, run } = viewOf(state, id);
    return name !== "" && run.status === "done" && output?.result && output.result.columns.length > 0
      ? [{ name, result: output.result }]
      : [];
  });
}
