import { isDisabled } from "../dataflow/cellOptions.ts";
import { cheapFirst } from "../dataflow/cheapFirst.ts";
import type { Graph } from "../dataflow/graph.ts";
import { readersOf, readersOfSources } from "../dataflow/readersOf.ts";
import { runOrder } from "../dataflow/runOrder.ts";
import type { EngineError, RunId } from "../engine/protocol.ts";
import type { Cell, CellId } from "../notebook/document.ts";
import { stoppedRun } from "../sandbox/sandbox.ts";
import { setView, viewOf } from "../store/appStore.ts";
import { cellById } from "../store/selectors.ts";
import type { AppState } from "../store/state.ts";
import { absentSource } from "./absentSource.ts";
import { attempt } from "./attempt.ts";
import { AutomaticRuns, settledPauseMs, typingPauseMs } from "./automaticRuns.ts";
import { blockReaders } from "./blockReaders.ts";
import { CellReach } from "./CellReach.ts";
import { executionContext } from "./executionContext.ts";
import type { Execution, ExecutionContext } from "./executor.ts";
import { executors } from "./executors.ts";
import { explainRefusal } from "./explainRefusal.ts";
import { ExportedValues } from "./exportedValues.ts";
import { factsOf } from "./factsOf.ts";
import { InputSettler } from "./InputSettler.ts";
import { keepsResult } from "./keptResult.ts";
import { loadKindTools } from "./kindTools.ts";
import { NotebookGraph } from "./notebookGraph.ts";
import { plannedRuns } from "./plannedRuns.ts";
import { RunCosts } from "./runCosts.ts";
import { isRunnable, type RunnableKind } from "./runnableKinds.ts";
import type { RunnerDeps } from "./runnerDeps.ts";
import { type QueuedRun, RunQueue } from "./runQueue.ts";
import { type RunScope, runTargets } from "./runTargets.ts";
import { RunViews } from "./runViews.ts";

/** How long a stop may take before the engine is replaced. */
const unstoppableAfterMs = 2000;

/** Runs cells in the order their reads ask for, one at a time, and writes what happens into the store. */
export class Runner {
  private nextRun: RunId = 1;
  private readonly queue = new RunQueue();
  private active: (QueuedRun & { ended: Promise<void> }) | null = null;
  /** Whether what the active cell is made of was changed since it began. */
  private isOutdated = false;
  private draining: Promise<void> | null = null;
  /** Runs that somebody asked to stop: however they end after that, they were stopped. */
  private readonly stopped = new Set<RunId>();
  private readonly costs: RunCosts;
  readonly values = new ExportedValues();
  private readonly inputs: InputSettler;
  private readonly graphs = new NotebookGraph();
  private readonly elsewhere: CellReach;
  private readonly views: RunViews;
  private readonly automatic: AutomaticRuns;

  constructor(private readonly deps: RunnerDeps) {
    const { store } = deps;
    this.elsewhere = new CellReach(deps);
    this.views = new RunViews(store);
    this.inputs = new InputSettler({ store, values: this.values, views: this.views });
    this.costs = new RunCosts(store);
    this.automatic = new AutomaticRuns({
      store,
      graph: () => this.graph(),
      costOf: (id) => this.costs.of(id),
      run: (targets) => void deps.unasked(() => this.begin(targets, [], true)),
    });
  }

  /**
   * Runs all cells, or the given ones, or those that `scope` means from the first of them on, with the stale cells they
   * need. Settles when nothing is queued or running.
   */
  async run(targets?: readonly CellId[], scope?: RunScope): Promise<void> {
    const { store, commands } = this.deps;
    const loading = loadKindTools(store.getState().document.cells);
    if (loading) await loading;
    if (scope === undefined) {
      for (const id of targets ?? []) explainRefusal(store, commands(), id);
      return this.begin(targets, targets);
    }
    return this.begin(runTargets(this.graph(), scope, targets?.[0], store.getState()));
  }

  private async begin(targets?: readonly CellId[], named: readonly CellId[] = [], isUnasked = false) {
    const { store } = this.deps;
    const { order, blocked } = plannedRuns(this.graph(), store.getState(), targets, named, this.isKept);
    for (const { id, error } of blocked) this.block(id, error);
    for (const id of order) this.enqueue(id, isUnasked);
    this.sortQueue();
    store.setState({ busy: this.active !== null || this.queue.size > 0 });
    if (this.queue.size > 0) this.draining ??= this.drain();
    await this.draining;
  }

  /** Stops everything, or one cell: running ones are cancelled, queued ones never start. Settles when they have ended. */
  async stop(id?: CellId): Promise<void> {
    if (id === undefined) this.automatic.clear();
    this.cancelQueued(id);
    const active = this.active;
    if (active && (id === undefined || active.cell === id)) {
      // DuckDB looks for a cancel between its tasks, and a task can be long: then only a new engine helps.
      const timer = setTimeout(this.deps.onUnstoppable, unstoppableAfterMs);
      this.cancel(active.runId);
      await active.ended;
      clearTimeout(timer);
    }
    if (id === undefined) await this.draining;
  }

  /** After an edit: a cell that was done, and all that read it, are stale. Nothing runs. */
  markStale(ids: readonly CellId[]): void {
    for (const id of [...ids, ...readersOf(this.graph(), ids, this.isKept)]) {
      if (this.active?.cell === id) this.isOutdated = true;
      if (!ids.includes(id) || !this.inputs.settle(id, this.graph(), this.nextRun++))
        this.views.makeStale(id);
    }
  }

  /** After sources came, went or changed: cells that read them are stale. */
  markReadersOfStale(relations: readonly string[]): void {
    const readers = readersOfSources(this.graph(), relations, this.isKept);
    const { cells } = this.deps.store.getState();
    const done = readers.filter((id) => cells[id]?.run.status === "done");
    this.markStale(readers);
    this.automatic.note(done, settledPauseMs);
  }

  /** In a notebook that runs by itself: these cells were edited, and are to run. `state` is that before or after. */
  noteEdit(state: AppState, ids: readonly CellId[]): void {
    const affected = [...ids, ...readersOf(this.graphs.of(state), ids, this.isKept)];
    this.overtake(new Set(affected));
    const isWhole = ids.every((id) => cellById(state, id)?.kind === "input");
    this.automatic.note(affected, isWhole ? settledPauseMs : typingPauseMs);
  }

  /** After the engine was replaced: what had run is to be run again, and nothing goes on. Answers the cells that had results. */
  forgetResults(): CellId[] {
    this.values.clear();
    this.automatic.clear();
    this.cancelQueued();
    if (this.active) {
      this.stopped.add(this.active.runId);
      this.elsewhere.stop();
      // A TypeScript cell would wait for rows of the old engine for ever.
      void this.deps.stopSandboxed(this.active.runId);
    }
    return this.views.forgetAll();
  }

  private graph(): Graph {
    return this.graphs.of(this.deps.store.getState());
  }

  private readonly isKept = (id: CellId): boolean => keepsResult(this.deps.store.getState(), id);

  private enqueue(id: CellId, isUnasked: boolean): void {
    const { active } = this;
    if (!isUnasked) this.queue.askedFor(id);
    if (this.queue.has(id)) return;
    // What is running now will do, unless it is of an older text or about to be stopped.
    if (active?.cell === id && !this.isOutdated && !this.stopped.has(active.runId)) {
      if (!isUnasked) this.active = { ...active, isUnasked };
      return;
    }
    const runId = this.nextRun++;
    const before = viewOf(this.deps.store.getState(), id).run;
    this.queue.add({ cell: id, runId, isUnasked, costMs: this.costs.of(id), before });
    this.views.settle(id, { status: "queued", runId });
  }

  /** What has been waiting may read what was queued just now. What runs by itself runs cheap cells first. */
  private sortQueue(): void {
    const graph = this.graph();
    this.queue.sort(
      this.queue.isAllUnasked() ? cheapFirst(graph, (id) => this.queue.costOf(id)) : runOrder(graph).order,
    );
  }

  private cancelQueued(id?: CellId): void {
    for (const { cell, runId } of this.queue.take((entry) => id === undefined || entry.cell === id)) {
      this.views.settle(cell, { status: "cancelled", runId, elapsedMs: 0 });
    }
  }

  /** Asks a running cell to stop; not waited for, since an engine that hangs does not answer this either. */
  private cancel(runId: RunId): void {
    this.stopped.add(runId);
    this.elsewhere.stop();
    void Promise.allSettled([this.deps.engine().cancel(runId), this.deps.stopSandboxed(runId)]);
  }

  /** Runs that nobody asked for are given up where an edit changes what they are made of. */
  private overtake(ids: ReadonlySet<CellId>): void {
    for (const entry of this.queue.take(({ cell, isUnasked }) => isUnasked && ids.has(cell)))
      this.views.restore(entry);
    const { active } = this;
    if (active?.isUnasked && ids.has(active.cell)) this.cancel(active.runId);
  }

  private async drain(): Promise<void> {
    // A turn later, so that `draining` is set before it is taken back.
    await Promise.resolve();
    for (let next = this.queue.next(); next; next = this.queue.next()) {
      const { cell: id, runId } = next;
      this.active = { ...next, ended: Promise.resolve() };
      this.isOutdated = false;
      const cell = cellById(this.deps.store.getState(), id);
      // An edit made while the cell waited may have taken away what it reads, or disabled it.
      const problem = this.graph().problems.get(id);
      if (cell && isDisabled(cell)) {
        this.views.restore(next);
        this.blockReaders(cell, "is disabled");
      } else if (cell && problem) {
        this.views.settle(id, { status: "blocked", runId, error: problem });
        this.blockReaders(cell, "cannot run");
      } else if (cell && isRunnable(cell.kind)) {
        const ended = this.runOne(cell, cell.kind, runId);
        this.active = { ...this.active, ended };
        await ended;
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
    this.views.settle(cell.id, { status: "running", runId, startedAt, fraction: null, rowsDone: null });
    let endReach: (() => Promise<void>) | undefined;
    const outcome = await attempt<Execution>(async () => {
      const reached = this.elsewhere.concerns(cell) ? await this.elsewhere.begin(cell) : null;
      endReach = reached?.end;
      const { reads, holdsSource } = factsOf(cell);
      const needed = holdsSource ? [...reads, cell.name] : reads;
      const error = reached?.error ?? absentSource(needed, store.getState().sources);
      return error ? { ok: false, error } : executors[kind](cell, this.context(cell, runId));
    });
    const elapsedMs = performance.now() - startedAt;
    this.costs.set(cell.id, elapsedMs, outcome.ok);
    this.values.forget(cell.id);
    this.inputs.note(cell);
    if (outcome.ok) this.succeed(cell, runId, outcome.value, elapsedMs);
    else this.fail(cell, runId, outcome.error, elapsedMs);
    this.stopped.delete(runId);
    // Readers that are done show rows of an older result.
    const readers = readersOf(this.graph(), [cell.id], (id) => id !== cell.id && this.isKept(id));
    for (const reader of readers) this.views.makeStale(reader);
    if (outcome.ok) this.automatic.note(readers, settledPauseMs);
    // Its rows are on their way to the screen; what it fetched is counted before the next cell begins to fetch.
    await endReach?.();
  }

  private succeed(cell: Cell, runId: RunId, { output, values, typed }: Execution, elapsedMs: number): void {
    const { store } = this.deps;
    // What it was made of may have been changed while it ran: then the result is of the older text.
    this.views.settle(cell.id, { status: this.isOutdated ? "stale" : "done", runId, elapsedMs });
    setView(store, cell.id, (view) => ({ ...view, output, runCount: view.runCount + 1 }));
    // A cell that was deleted meanwhile leaves nothing to read or draw.
    if (!cellById(store.getState(), cell.id)) return;
    this.values.set(cell.id, values ?? {}, typed);
    this.views.setRelation(cell, output);
    if (output.chart) store.setState((state) => ({ drawing: [...state.drawing, cell.id] }));
  }

  private fail(cell: Cell, runId: RunId, failure: EngineError, elapsedMs: number): void {
    // An engine that had to be replaced to stop it says "crashed".
    const error = this.stopped.has(runId) ? stoppedRun : failure;
    // Nobody stopped what nobody asked for: it was overtaken by an edit, and runs again after that.
    if (error.code === "cancelled" && this.active?.isUnasked && this.isOutdated)
      this.views.restore(this.active);
    else if (error.code === "cancelled")
      this.views.settle(cell.id, { status: "cancelled", runId, elapsedMs });
    else this.views.settle(cell.id, { status: "failed", runId, elapsedMs, error });
    if (error.code === "crashed") this.deps.onCrash(error);
    this.blockReaders(cell, error.code === "cancelled" ? "was stopped" : "failed");
  }

  private blockReaders(cell: Cell, what: string): void {
    blockReaders({ graph: this.graph(), queue: this.queue, views: this.views }, this.isKept, cell, what);
  }

  private block(id: CellId, error: EngineError): void {
    this.queue.take((entry) => entry.cell === id);
    this.views.settle(id, { status: "blocked", runId: this.nextRun++, error });
  }

  private context(cell: Cell, runId: RunId): ExecutionContext {
    return executionContext(this.deps, cell, {
      runId,
      packages: (names) => this.elsewhere.packages(names),
      ...this.values.of(this.deps.store.getState().document.cells),
      isStopped: () => this.stopped.has(runId),
    });
  }
}
