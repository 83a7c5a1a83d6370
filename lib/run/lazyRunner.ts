import { type LazyModule, lazyModule } from "../lazy/lazyModule.ts";
import type { CellId } from "../notebook/document.ts";
import type { Runner } from "./runner.ts";
import type { RunnerDeps } from "./runnerDeps.ts";

/** Running cells and keeping track of what is stale. */
export interface CellRuns extends Pick<Runner, "run" | "stop" | "markReadersOfStale" | "forgetResults"> {
  /** After an edit. One that was made elsewhere, by another tab or program, runs nothing by itself. */
  markStale(ids: readonly CellId[], isElsewhere?: boolean): void;
}

/**
 * A runner whose code (it reads SQL and knows the graph) is fetched with the first run.
 * Until then nothing has run, so nothing can be stale, running or forgotten.
 */
export class LazyRunner implements CellRuns {
  private readonly code: LazyModule<Runner>;

  constructor(private readonly deps: RunnerDeps) {
    this.code = lazyModule(async () => new (await import("./runner.ts")).Runner(deps));
  }

  /** Fetches the runner's code ahead of a run that waits for something else. */
  async prepare(): Promise<void> {
    // A failed fetch is told by the run itself.
    await this.code.load().catch(() => null);
  }

  /** What the notebook's cells gave in their latest runs, for `{{…}}`. */
  async valuesNow(): Promise<ReturnType<Runner["values"]["of"]>> {
    return (await this.code.load()).values.of(this.deps.store.getState().document.cells);
  }

  async run(...asked: Parameters<Runner["run"]>): Promise<void> {
    await (await this.code.load()).run(...asked);
  }

  async stop(id?: CellId): Promise<void> {
    await this.code.ifLoaded()?.stop(id);
  }

  markStale(ids: readonly CellId[], isElsewhere = false): void {
    this.code.ifLoaded()?.markStale(ids);
    if (isElsewhere) return;
    const state = this.deps.store.getState();
    // Where it cannot be fetched, the next edit tries again.
    if (state.document.run)
      void this.code.load().then(
        (runner) => runner.noteEdit(state, ids),
        () => null,
      );
  }

  markReadersOfStale(relations: readonly string[]): void {
    this.code.ifLoaded()?.markReadersOfStale(relations);
  }

  forgetResults(): CellId[] {
    return this.code.ifLoaded()?.forgetResults() ?? [];
  }
}
