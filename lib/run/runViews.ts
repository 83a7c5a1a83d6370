import type { Cell, CellId } from "../notebook/document.ts";
import { type AppStore, setView, viewOf } from "../store/appStore.ts";
import type { CellOutput, CellRun, CellView } from "./cellRun.ts";
import { keepsResult } from "./keptResult.ts";
import type { QueuedRun } from "./runQueue.ts";

/** Writes into the store how runs stand and what they made. */
export class RunViews {
  constructor(private readonly store: AppStore) {}

  settle(id: CellId, run: Exclude<CellRun, { status: "idle" }>): void {
    setView(this.store, id, (view) => {
      // The end of an older run must never overwrite a newer one.
      const isOlder = view.run.status !== "idle" && run.runId < view.run.runId;
      return isOlder ? view : withRun(view, run);
    });
  }

  /** A cell that was done shows rows of an older text or result; a frozen one keeps them, and says that they are older. */
  makeStale(id: CellId): void {
    const state = this.store.getState();
    const { run, outdated } = viewOf(state, id);
    if (run.status !== "done") return;
    if (!keepsResult(state, id)) this.forget(id);
    else if (!outdated) setView(this.store, id, (view) => ({ ...view, outdated: true }));
  }

  /** What a cell that was done had made is gone, frozen or not. */
  forget(id: CellId): void {
    const { run } = viewOf(this.store.getState(), id);
    if (run.status === "done")
      this.settle(id, { status: "stale", runId: run.runId, elapsedMs: run.elapsedMs });
  }

  /** As `forget`, of all cells; answers those that had results. */
  forgetAll(): CellId[] {
    const { document, cells } = this.store.getState();
    const had = document.cells.flatMap(({ id }) => {
      const status = cells[id]?.run.status;
      return status === "done" || status === "stale" ? [id] : [];
    });
    for (const id of had) this.forget(id);
    return had;
  }

  /** Takes back a run that did not come to its end: the cell stands as before it, but not as up to date. */
  restore({ cell, runId, before }: QueuedRun): void {
    setView(this.store, cell, (view) => {
      if (view.run.status === "idle" || view.run.runId !== runId) return view;
      const wasWaiting = before.status === "queued" || before.status === "running";
      if (wasWaiting) return withRun(view, { status: "cancelled", runId, elapsedMs: 0 });
      return withRun(view, before.status === "done" ? { ...before, status: "stale" } : before);
    });
  }

  setRelation(cell: Cell, output: CellOutput): void {
    this.store.setState((state) => {
      const others = state.relations.filter((relation) => relation.cellId !== cell.id);
      if (!output.result) return others.length === state.relations.length ? {} : { relations: others };
      const { columns, rowCount } = output.result;
      return { relations: [...others, { name: cell.name, cellId: cell.id, columns, rowCount }] };
    });
  }
}

/** What was said of the run before does not hold for this one. */
function withRun(view: CellView, run: CellRun): CellView {
  const { left: _left, outdated: _outdated, ...rest } = view;
  return { ...rest, run };
}
