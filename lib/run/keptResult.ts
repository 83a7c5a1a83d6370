import { isFrozen } from "../dataflow/cellOptions.ts";
import type { CellId } from "../notebook/document.ts";
import { viewOf } from "../store/appStore.ts";
import { cellById } from "../store/selectors.ts";
import type { AppState } from "../store/state.ts";
import type { CellView } from "./cellRun.ts";

/** Rows that are computed again whenever they are read follow what they are made of: there is nothing to freeze. */
export function holdsNoRows({ output }: Pick<CellView, "output">): boolean {
  const kept = output?.result?.kept;
  return kept === "computed" || kept === "too-large";
}

/** Whether a frozen cell has a result to keep: it ran, the engine still has its rows, and under the name it has now. */
export function keepsResult(state: AppState, id: CellId): boolean {
  const cell = cellById(state, id);
  const view = viewOf(state, id);
  if (!cell || !isFrozen(cell) || view.run.status !== "done" || holdsNoRows(view)) return false;
  const made = state.relations.find((relation) => relation.cellId === id);
  return made === undefined || made.name === cell.name;
}
