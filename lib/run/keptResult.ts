import { isFrozen } from "../dataflow/cellOptions.ts";
import type { CellId } from "../notebook/document.ts";
import { viewOf } from "../store/appStore.ts";
import { cellById } from "../store/selectors.ts";
import type { AppState } from "../store/state.ts";

/** Whether a frozen cell has a result to keep: it ran, the engine still has its rows, and under the name it has now. */
export function keepsResult(state: AppState, id: CellId): boolean {
  const cell = cellById(state, id);
  if (!cell || !isFrozen(cell) || viewOf(state, id).run.status !== "done") return false;
  const made = state.relations.find((relation) => relation.cellId === id);
  return made === undefined || made.name === cell.name;
}
