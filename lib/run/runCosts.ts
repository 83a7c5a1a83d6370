import type { CellId } from "../notebook/document.ts";
import { type AppStore, viewOf } from "../store/appStore.ts";

/** How long cells took to run, in milliseconds. */
export class RunCosts {
  private readonly took = new Map<CellId, number>();

  constructor(private readonly store: AppStore) {}

  /** 0 for a cell of which nothing is known. */
  of(id: CellId): number {
    const { run } = viewOf(this.store.getState(), id);
    return this.took.get(id) ?? ("elapsedMs" in run ? run.elapsedMs : 0);
  }

  /** A run that did not come to its end would have taken longer, so it never makes a cell cheaper. */
  set(id: CellId, elapsedMs: number, isComplete: boolean): void {
    this.took.set(id, isComplete ? elapsedMs : Math.max(elapsedMs, this.took.get(id) ?? 0));
  }
}
