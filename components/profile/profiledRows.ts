import type { KeptResult } from "../../lib/engine/protocol.ts";
import { cellById, cellView } from "../../lib/store/selectors.ts";
import type { AppState, SourceView } from "../../lib/store/state.ts";
import { isProfiled } from "./isProfiled.ts";

/** The relation on the profile page: the chosen one, else that of the selected cell; "" for none. */
export function profiledName(state: AppState, chosen: string | null): string {
  if (chosen !== null) return chosen;
  const { cellId } = state.selection;
  return cellId === null ? "" : (cellById(state, cellId)?.name ?? "");
}

/** The rows that a relation shows now: of a cell its result, of a source what was loaded; null where there are none. */
export function profiledRows(state: AppState, name: string): KeptResult | SourceView | null {
  const wanted = name.toLowerCase();
  const cell = state.document.cells.find((candidate) => candidate.name.toLowerCase() === wanted);
  if (name !== "" && cell) return cellView(state, cell.id).output?.result ?? null;
  return (
    state.sources.find(({ relation, status }) => relation.toLowerCase() === wanted && status === "ready") ??
    null
  );
}

/** Whether nothing has to be computed or fetched again to look at the rows. */
export function isCheap(rows: KeptResult | SourceView): boolean {
  if ("resultKey" in rows) return rows.rowCount < 2 || isProfiled(rows);
  return rows.receipt !== null && rows.receipt.uncounted !== true;
}
