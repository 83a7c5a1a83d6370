import type { Graph } from "../dataflow/graph.ts";
import { readersOf, readersOfSources } from "../dataflow/readersOf.ts";
import { runOrder } from "../dataflow/runOrder.ts";
import type { EngineApi, EngineError, Outcome, RunId } from "../engine/protocol.ts";
import type { Cell, CellId } from "../notebook/document.ts";
import { type Sandbox, stoppedRun } from "../sandbox/sandbox.ts";
import { setView, viewOf } from "../store/appStore.ts";
import { loadTypeScript } from "../typescript/lazyTypeScript.ts";
import { absentSource } from "./absentSource.ts";
import { CellReach, type ReachDeps } from "./CellReach.ts";
import type { CellOutput, CellRun } from "./cellRun.ts";
import type { Execution, ExecutionContext, Executor } from "./executor.ts";
import { ExportedValues } from "./exportedValues.ts";
import { factsOf } from "./factsOf.ts";
import { NotebookGraph } from "./notebookGraph.ts";
import { relationOfFile } from "./relationOfFile.ts";
import { runChart } from "./runChart.ts";
import { isRunnable, type RunnableKind } from "./runnableKinds.ts";
import { runningView } from "./runningView.ts";
import { runSql } from "./runSql.ts";
import { runTs } from "./runTs.ts";

const executors: Record<RunnableKind, Executor> = { sql: runSql, ts: runTs, chart: runChart };

/** How long a stop may take before the engine is replaced. */
const unstoppableAfterMs = 2000;

export interface RunnerDeps extends ReachDeps {
  engine: () => EngineApi;
  /** The sandbox, made when first asked for. */
  sandbox: () => Promise<Sandbox>;
  /** Stops a run in the sandbox, if there is one. */
  stopSandboxed: (runId: RunId) => Promise<void>;
  /** Called when a running cell did not stop in time: the engine must be replaced. */
  onUnstoppable: () => void;
  /** Called when a call came back as crashed, so that the engine's state is shown. */
  onCrash: (error: EngineError) => void;
}

/** Runs cells in the order their reads ask for, one at a time, and writes what happens into the store. */
export class Runner {
  private nextRun: RunId = 1;
  private queue: { cell: CellId; runId: RunId }[] = [];
  private active: { cell: CellId; runId: RunId; ended: Promise<void> } | null = null;
  /** Whether what the active cell is made of was changed since it began. */
  private isOutdated = false;
  private draining: Promise<void> | null = null;
  /** Runs that somebody asked to stop: however they end after that, they were stopped. */
  private readonly stopped = new Set<RunId>();
  private readonly values = new ExportedValues();
  private readonly graphs = new NotebookGraph();
  private readonly elsewhere: CellReach;

  constructor(private readonly deps: RunnerDeps) {
    this.elsewhere = new CellReach(deps);
  }

  /** Runs all cells, or the given ones with the stale cells they need. Settles when nothing is queued or running. */
  async run(targets?: readonly CellId[]): Promise<void> {
    const { store } = this.deps;
    // Where the tools cannot be fetched, the cells that need them fail and say so; the others run.
    if (store.getState().document.cells.some((cell) => cell.kind === "ts"))
      await loadTypeScript().catch(() => null);
    const wanted = targets && new Set(targets);
    const isFresh = (id: CellId) => !wanted?.has(id) && viewOf(store.getState(), id).run.status === "done";
    const { order, blocked } = runOrder(this.graph(), targets && [...targets], targets ? isFresh : undefined);
    for (const { id, error } of blocked) this.block(id, error);
    for (const id of order) this.enqueue(id);
    this.sortQueue();
    store.setState({ busy: this.active !== null || this.queue.length > 0 });
    if (this.queue.length > 0) this.draining ??= this.drain();
    await this.draining;
  }

  /** Stops everything, or one cell: running ones are cancelled, queued ones never start. Settles when they have ended. */
  async stop(id?: CellId): Promise<void> {
    const { engine, stopSandboxed, onUnstoppable } = this.deps;
    this.cancelQueued(id);
    const active = this.active;
    if (active && (id === undefined || active.cell === id)) {
      this.stopped.add(active.runId);
      this.elsewhere.stop();
      // DuckDB looks for a cancel between its tasks, and a task can be long: then only a new engine helps.
      const timer = setTimeout(onUnstoppable, unstoppableAfterMs);
      // Not waited for: an engine that hangs does not answer this either, and then the timer has the last word.
      void Promise.allSettled([engine().cancel(active.runId), stopSandboxed(active.runId)]);
      await active.ended;
      clearTimeout(timer);
    }
    if (id === undefined) await this.draining;
  }

  /** After an edit: a cell that was done, and all that read it, are stale. Nothing runs. */
  markStale(ids: readonly CellId[]): void {
    for (const id of [...ids, ...readersOf(this.graph(), ids)]) {
      if (this.active?.cell === id) this.isOutdated = true;
      this.makeStale(id);
    }
  }

  /** After sources came, went or changed: cells that read them are stale. */
  markReadersOfStale(relations: readonly string[]): void {
    this.markStale(readersOfSources(this.graph(), relations));
  }

  /** After the engine was replaced: what had run is to be run again, and nothing goes on. Answers the cells that had results. */
  forgetResults(): CellId[] {
    this.values.clear();
    this.cancelQueued();
    if (this.active) {
      this.stopped.add(this.active.runId);
      this.elsewhere.stop();
      // A TypeScript cell would wait for rows of the old engine for ever.
      void this.deps.stopSandboxed(this.active.runId);
    }
    const had: CellId[] = [];
    for (const cell of this.deps.store.getState().document.cells) {
      const { run } = viewOf(this.deps.store.getState(), cell.id);
      if (run.status !== "done" && run.status !== "stale") continue;
      had.push(cell.id);
      this.makeStale(cell.id);
    }
    return had;
  }

  private graph(): Graph {
    return this.graphs.of(this.deps.store.getState());
  }

  private enqueue(id: CellId): void {
    if (this.queue.some((entry) => entry.cell === id)) return;
    const { active } = this;
    // What is running now will do, unless it is of an older text or about to be stopped.
    if (active?.cell === id && !this.isOutdated && !this.stopped.has(active.runId)) return;
    const runId = this.nextRun++;
    this.queue.push({ cell: id, runId });
    this.settle(id, { status: "queued", runId });
  }

  /** What has been waiting may read what was queued just now. */
  private sortQueue(): void {
    const place = new Map(runOrder(this.graph()).order.map((id, index) => [id, index]));
    this.queue.sort((a, b) => (place.get(a.cell) ?? 0) - (place.get(b.cell) ?? 0));
  }

  private cancelQueued(id?: CellId): void {
    const isMeant = (entry: { cell: CellId }) => id === undefined || entry.cell === id;
    for (const { cell, runId } of this.queue.filter(isMeant)) {
      this.settle(cell, { status: "cancelled", runId, elapsedMs: 0 });
    }
    this.queue = this.queue.filter((entry) => !isMeant(entry));
  }

  private async drain(): Promise<void> {
    // A turn later, so that `draining` is set before it is taken back.
    await Promise.resolve();
    for (let next = this.queue.shift(); next; next = this.queue.shift()) {
      const { cell: id, runId } = next;
      this.active = { ...next, ended: Promise.resolve() };
      this.isOutdated = false;
      const cell = this.deps.store.getState().document.cells.find((candidate) => candidate.id === id);
      // An edit made while the cell waited may have taken away what it reads.
      const problem = this.graph().problems.get(id);
      if (cell && problem) {
        this.settle(id, { status: "blocked", runId, error: problem });
        this.blockReaders(cell, "cannot run");
      } else if (cell && isRunnable(cell.kind)) {
        this.active.ended = this.runOne(cell, cell.kind, runId);
        await this.active.ended;
      }
      this.active = null;
    }
    // In the same turn as the last look at the queue: what is queued from here on needs a new drain.
    this.draining = null;
    this.deps.store.setState({ busy: false });
  }

  private async runOne(cell: Cell, kind: RunnableKind, runId: RunId): Promise<void> {
    const { store } = this.deps;
    const startedAt = performance.now();
    this.settle(cell.id, { status: "running", runId, startedAt, fraction: null, rowsDone: null });
    let outcome: Outcome<Execution>;
    let endReach: (() => Promise<void>) | null = null;
    try {
      const reached = this.elsewhere.concerns(cell) ? await this.elsewhere.begin(cell) : null;
      if (reached) endReach = reached.end;
      const error = reached?.error ?? absentSource(factsOf(cell).reads, store.getState().sources);
      outcome = error ? { ok: false, error } : await executors[kind](cell, this.context(cell, runId));
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      outcome = { ok: false, error: { code: "internal", message } };
    }
    const elapsedMs = performance.now() - startedAt;
    this.values.forget(cell.id);
    if (outcome.ok) this.succeed(cell, runId, outcome.value, elapsedMs);
    else this.fail(cell, runId, outcome.error, elapsedMs);
    this.stopped.delete(runId);
    this.markReadersStale(cell.id);
    // Its rows are on their way to the screen; what it fetched is counted before the next cell begins to fetch.
    await endReach?.();
  }

  private succeed(cell: Cell, runId: RunId, { output, values }: Execution, elapsedMs: number): void {
    const { store } = this.deps;
    // What it was made of may have been changed while it ran: then the result is of the older text.
    this.settle(cell.id, { status: this.isOutdated ? "stale" : "done", runId, elapsedMs });
    setView(store, cell.id, (view) => ({ ...view, output, runCount: view.runCount + 1 }));
    // A cell that was deleted meanwhile leaves nothing to read or draw.
    if (!store.getState().document.cells.some((other) => other.id === cell.id)) return;
    this.values.set(cell.id, values ?? {});
    this.setRelation(cell, output);
    if (output.chart) store.setState((state) => ({ drawing: [...state.drawing, cell.id] }));
  }

  private fail(cell: Cell, runId: RunId, failure: EngineError, elapsedMs: number): void {
    // An engine that had to be replaced to stop it says "crashed".
    const error = this.stopped.has(runId) ? stoppedRun : failure;
    if (error.code === "cancelled") this.settle(cell.id, { status: "cancelled", runId, elapsedMs });
    else this.settle(cell.id, { status: "failed", runId, elapsedMs, error });
    if (error.code === "crashed") this.deps.onCrash(error);
    this.blockReaders(cell, error.code === "cancelled" ? "was stopped" : "failed");
  }

  /** Cells waiting for this one cannot run: `what` is what became of it. */
  private blockReaders(cell: Cell, what: string): void {
    // Where it is to run again, its readers wait for that.
    if (this.queue.some((entry) => entry.cell === cell.id)) return;
    const readers = new Set(readersOf(this.graph(), [cell.id]));
    for (const { cell: id, runId } of this.queue.filter((queued) => readers.has(queued.cell))) {
      const message = `Not run: it ${this.readsDirectly(id, cell.id) ? "reads" : "needs"} "${cell.name}", which ${what}.`;
      this.settle(id, { status: "blocked", runId, error: { code: "sql", message } });
    }
    this.queue = this.queue.filter((queued) => !readers.has(queued.cell));
  }

  private readsDirectly(reader: CellId, cell: CellId): boolean {
    return this.graph().needs.get(reader)?.includes(cell) ?? false;
  }

  /** Readers that are done show rows of an older result. */
  private markReadersStale(id: CellId): void {
    for (const reader of readersOf(this.graph(), [id])) this.makeStale(reader);
  }

  private makeStale(id: CellId): void {
    const { run } = viewOf(this.deps.store.getState(), id);
    if (run.status !== "done") return;
    this.settle(id, { status: "stale", runId: run.runId, elapsedMs: run.elapsedMs });
  }

  private block(id: CellId, error: EngineError): void {
    this.queue = this.queue.filter((entry) => entry.cell !== id);
    this.settle(id, { status: "blocked", runId: this.nextRun++, error });
  }

  private settle(id: CellId, run: Exclude<CellRun, { status: "idle" }>): void {
    setView(this.deps.store, id, (view) => {
      // The end of an older run must never overwrite a newer one.
      const isOlder = view.run.status !== "idle" && run.runId < view.run.runId;
      return isOlder ? view : { ...view, run };
    });
  }

  private setRelation(cell: Cell, output: CellOutput): void {
    this.deps.store.setState((state) => {
      const others = state.relations.filter((relation) => relation.cellId !== cell.id);
      if (!output.result) return others.length === state.relations.length ? {} : { relations: others };
      const { columns, rowCount } = output.result;
      return { relations: [...others, { name: cell.name, cellId: cell.id, columns, rowCount }] };
    });
  }

  private context(cell: Cell, runId: RunId): ExecutionContext {
    const { store, engine, sandbox } = this.deps;
    const { document, sources, relations } = store.getState();
    const known = [...sources.map(({ relation, columns }) => ({ name: relation, columns })), ...relations];
    return {
      runId,
      engine: engine(),
      sandbox,
      relation: (name) => known.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null,
      relationNames: () => known.map((relation) => relation.name),
      relationOfFile: (path) => relationOfFile(path, store.getState()),
      packages: (names) => this.elsewhere.packages(names),
      values: this.values.of(document.cells),
      isStopped: () => this.stopped.has(runId),
      ...runningView(store, cell.id, runId),
    };
  }
}
