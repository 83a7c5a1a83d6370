import type { Cell, CellId } from "../../notebook/document.ts";
import type { CellRun } from "../../run/cellRun.ts";
import type { AppStore } from "../appStore.ts";
import type { AppState } from "../state.ts";

/** A run that is over, with the cell as it ran. */
export interface EndedRun {
  readonly cell: Cell;
  readonly run: Extract<CellRun, { status: "done" | "stale" | "failed" | "cancelled" }>;
  /** When it was over, in milliseconds since 1970. */
  readonly at: number;
}

/**
 * Calls back once for each run that ends, after its output is in the store, and with `onStart` for each that begins. A
 * run that ended before anybody looked is told of with the cell as it is now.
 */
export function observeRuns(
  store: AppStore,
  onEnd: (ended: EndedRun) => void,
  onStart: (cell: Cell) => void,
): void {
  /** Cells as they were when their present run began. */
  const running = new Map<CellId, { runId: number; cell: Cell }>();
  const told = new Map<CellId, number>();

  function look(state: AppState, cell: Cell): void {
    const run = state.cells[cell.id]?.run;
    if (!run || run.status === "idle" || told.get(cell.id) === run.runId) return;
    const began = running.get(cell.id);
    if (run.status === "running") {
      if (began?.runId === run.runId) return;
      running.set(cell.id, { runId: run.runId, cell });
      onStart(cell);
      return;
    }
    if (run.status === "queued" || run.status === "blocked") return;
    told.set(cell.id, run.runId);
    // Stopped before it began: nothing ran.
    if (run.status === "cancelled" && began?.runId !== run.runId) return;
    const ran = began?.runId === run.runId ? began.cell : cell;
    running.delete(cell.id);
    const at = Date.now();
    // Its output comes into the store in the same turn, behind its end.
    queueMicrotask(() => onEnd({ cell: ran, run, at }));
  }

  for (const cell of store.getState().document.cells) look(store.getState(), cell);
  store.subscribe((state, before) => {
    if (state.notebookId !== before.notebookId) {
      running.clear();
      told.clear();
    }
    if (state.cells === before.cells) return;
    for (const cell of state.document.cells)
      if (state.cells[cell.id] !== before.cells[cell.id]) look(state, cell);
  });
}
