import { buildGraph, type Graph } from "../dataflow/graph.ts";
import { readersOf, readersOfSources } from "../dataflow/readersOf.ts";
import { runOrder } from "../dataflow/runOrder.ts";
import type { EngineApi, EngineError, Outcome, RunEvent, RunId } from "../engine/protocol.ts";
import type { Cell, CellId } from "../notebook/document.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { type AppStore, setView, viewOf } from "../store/appStore.ts";
import { loadTypeScript } from "../typescript/lazyTypeScript.ts";
import type { CellOutput } from "./cellRun.ts";
import { type Execution, type ExecutionContext, type Executor, noOutput } from "./executor.ts";
import { factsOf } from "./factsOf.ts";
import { runChart } from "./runChart.ts";
import { isRunnable, type RunnableKind } from "./runnableKinds.ts";
import { runSql } from "./runSql.ts";
import { runTs } from "./runTs.ts";

const executors: Record<RunnableKind, Executor> = { sql: runSql, ts: runTs, chart: runChart };

/** How long a stop may take before the engine is replaced. */
const unstoppableAfterMs = 2000;

export interface RunnerDeps {
  store: AppStore;
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
  private active: { cell: CellId; runId: RunId } | null = null;
  private draining: Promise<void> | null = null;
  /** Runs that somebody asked to stop: however they end after that, they were stopped. */
  private readonly stopped = new Set<RunId>();
  private readonly values = new Map<string, { value: unknown; cell: CellId }>();

  constructor(private readonly deps: RunnerDeps) {}

  /** The notebook as a graph, from the cells' text and the sources' names. */
  graph(): Graph {
    const { document, sources } = this.deps.store.getState();
    const facts = document.cells.filter((cell) => isRunnable(cell.kind)).map(factsOf);
    return buildGraph(facts, [...sources.map((source) => source.relation), ...Object.keys(document.sources)]);
  }

  /** Runs all cells, or the given ones with the stale cells they need. Settles when nothing is queued or running. */
  async run(targets?: readonly CellId[]): Promise<void> {
    const { store } = this.deps;
    if (store.getState().document.cells.some((cell) => cell.kind === "ts")) await loadTypeScript();
    const wanted = targets && new Set(targets);
    const isFresh = (id: CellId) => !wanted?.has(id) && viewOf(store.getState(), id).run.status === "done";
    const { order, blocked } = runOrder(this.graph(), targets && [...targets], targets ? isFresh : undefined);
    for (const { id, error } of blocked) this.block(id, error);
    for (const id of order) this.enqueue(id);
    store.setState({ busy: this.active !== null || this.queue.length > 0 });
    this.draining ??= this.drain().finally(() => {
      this.draining = null;
    });
    await this.draining;
  }

  /** Stops everything, or one cell: running ones are cancelled, queued ones never start. */
  async stop(id?: CellId): Promise<void> {
    for (const entry of this.queue.filter((queued) => id === undefined || queued.cell === id)) {
      this.settle(entry.cell, { status: "cancelled", runId: entry.runId, elapsedMs: 0 });
    }
    this.queue = this.queue.filter((queued) => id !== undefined && queued.cell !== id);
    const active = this.active;
    if (active && (id === undefined || active.cell === id)) {
      this.stopped.add(active.runId);
      await Promise.all([this.deps.engine().cancel(active.runId), this.deps.stopSandboxed(active.runId)]);
      // DuckDB looks for a cancel between its tasks, and a task can be long: then only a new engine helps.
      const timer = setTimeout(() => this.deps.onUnstoppable(), unstoppableAfterMs);
      await this.draining;
      clearTimeout(timer);
    }
    await this.draining;
  }

  /** After an edit: a cell that was done, and all that read it, are stale. Nothing runs. */
  markStale(ids: readonly CellId[]): void {
    for (const id of [...ids, ...readersOf(this.graph(), ids)]) {
      const { run } = viewOf(this.deps.store.getState(), id);
      if (run.status !== "done") continue;
      this.settle(id, { status: "stale", runId: run.runId, elapsedMs: run.elapsedMs });
    }
  }

  /** After sources came, went or changed: cells that read them are stale. */
  markReadersOfStale(relations: readonly string[]): void {
    this.markStale(readersOfSources(this.graph(), relations));
  }

  /** After the engine was replaced: what had run is to be run again. Answers the cells that had results. */
  forgetResults(): CellId[] {
    this.values.clear();
    const had: CellId[] = [];
    for (const cell of this.deps.store.getState().document.cells) {
      const { run } = viewOf(this.deps.store.getState(), cell.id);
      if (run.status !== "done" && run.status !== "stale") continue;
      had.push(cell.id);
      this.settle(cell.id, { status: "stale", runId: run.runId, elapsedMs: run.elapsedMs });
    }
    return had;
  }

  private enqueue(id: CellId): void {
    if (this.active?.cell === id || this.queue.some((entry) => entry.cell === id)) return;
    const runId = this.nextRun++;
    this.queue.push({ cell: id, runId });
    this.settle(id, { status: "queued", runId });
  }

  private async drain(): Promise<void> {
    for (;;) {
      const next = this.queue.shift();
      if (!next) break;
      this.active = next;
      const cell = this.deps.store.getState().document.cells.find((candidate) => candidate.id === next.cell);
      if (cell && isRunnable(cell.kind)) await this.runOne(cell, cell.kind, next.runId);
      this.active = null;
    }
    this.deps.store.setState({ busy: false });
  }

  private async runOne(cell: Cell, kind: RunnableKind, runId: RunId): Promise<void> {
    const startedAt = performance.now();
    setView(this.deps.store, cell.id, (view) => ({
      ...view,
      run: { status: "running", runId, startedAt, fraction: null, rowsDone: null },
    }));
    let outcome: Outcome<Execution>;
    try {
      outcome = await executors[kind](cell, this.context(cell, runId));
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      outcome = { ok: false, error: { code: "internal", message } };
    }
    this.finish(cell, runId, outcome, performance.now() - startedAt);
  }

  private finish(cell: Cell, runId: RunId, outcome: Outcome<Execution>, elapsedMs: number): void {
    const { store } = this.deps;
    this.forgetValues(cell.id);
    if (outcome.ok) {
      for (const [name, value] of Object.entries(outcome.value.values ?? {})) {
        this.values.set(name, { value, cell: cell.id });
      }
      const edited = store.getState().document.cells.find((candidate) => candidate.id === cell.id) !== cell;
      setView(store, cell.id, (view) => ({
        // The text may have been edited while it ran: then the result is of the older text.
        run: {
          status: edited && sourceOf(store, cell.id) !== cell.source ? "stale" : "done",
          runId,
          elapsedMs,
        },
        output: outcome.value.output,
        runCount: view.runCount + 1,
      }));
      this.setRelation(cell, outcome.value.output);
      if (outcome.value.output.chart) store.setState((state) => ({ drawing: [...state.drawing, cell.id] }));
      this.markReadersStale(cell.id);
      return;
    }
    // An engine that had to be replaced to stop it says "crashed".
    const wasStopped = this.stopped.delete(runId);
    const error: EngineError = wasStopped
      ? { code: "cancelled", message: "The cell was stopped." }
      : outcome.error;
    if (error.code === "cancelled") this.settle(cell.id, { status: "cancelled", runId, elapsedMs });
    else this.settle(cell.id, { status: "failed", runId, elapsedMs, error });
    if (error.code === "crashed") this.deps.onCrash(error);
    this.blockReaders(cell, error);
  }

  /** Cells waiting for this one cannot run: it failed or was stopped. */
  private blockReaders(cell: Cell, cause: EngineError): void {
    const readers = new Set(readersOf(this.graph(), [cell.id]));
    for (const entry of this.queue.filter((queued) => readers.has(queued.cell))) {
      const what = cause.code === "cancelled" ? "was stopped" : "failed";
      this.settle(entry.cell, {
        status: "blocked",
        runId: entry.runId,
        error: { code: "sql", message: `Not run: it reads "${cell.name}", which ${what}.` },
      });
    }
    this.queue = this.queue.filter((queued) => !readers.has(queued.cell));
  }

  /** Readers that are done and not about to run show rows of an older result. */
  private markReadersStale(id: CellId): void {
    const waiting = new Set(this.queue.map((entry) => entry.cell));
    for (const reader of readersOf(this.graph(), [id])) {
      const { run } = viewOf(this.deps.store.getState(), reader);
      if (run.status !== "done" || waiting.has(reader)) continue;
      this.settle(reader, { status: "stale", runId: run.runId, elapsedMs: run.elapsedMs });
    }
  }

  private block(id: CellId, error: EngineError): void {
    this.settle(id, { status: "blocked", runId: this.nextRun++, error });
  }

  private settle(id: CellId, run: Parameters<Parameters<typeof setView>[2]>[0]["run"]): void {
    setView(this.deps.store, id, (view) => ({ ...view, run }));
  }

  private setRelation(cell: Cell, output: CellOutput): void {
    this.deps.store.setState((state) => {
      const others = state.relations.filter((relation) => relation.cellId !== cell.id);
      if (!output.result) return others.length === state.relations.length ? {} : { relations: others };
      const { columns, rowCount } = output.result;
      return { relations: [...others, { name: cell.name, cellId: cell.id, columns, rowCount }] };
    });
  }

  private forgetValues(id: CellId): void {
    for (const [name, entry] of this.values) if (entry.cell === id) this.values.delete(name);
  }

  private context(cell: Cell, runId: RunId): ExecutionContext {
    const { store } = this.deps;
    const all = () => {
      const { sources, relations } = store.getState();
      return [...sources.map(({ relation, columns }) => ({ name: relation, columns })), ...relations];
    };
    return {
      runId,
      engine: this.deps.engine(),
      sandbox: this.deps.sandbox,
      relation: (name) =>
        all().find((relation) => relation.name.toLowerCase() === name.toLowerCase()) ?? null,
      relationNames: () => all().map((relation) => relation.name),
      values: new Map([...this.values].map(([name, { value }]) => [name, value])),
      onEvent: (event) => this.onEvent(cell.id, runId, event),
      onOutput: (output) => setView(store, cell.id, (view) => ({ ...view, output })),
    };
  }

  private onEvent(id: CellId, runId: RunId, event: RunEvent): void {
    setView(this.deps.store, id, (view) => {
      // A late event of an older run must not touch a newer one.
      if (view.run.status !== "running" || view.run.runId !== runId) return view;
      if (event.type === "progress") return { ...view, run: { ...view.run, fraction: event.fraction } };
      if (event.type === "preview") return { ...view, output: previewOutput(event) };
      return view;
    });
  }
}

function sourceOf(store: AppStore, id: CellId): string | undefined {
  return store.getState().document.cells.find((cell) => cell.id === id)?.source;
}

/** First rows drawn while the whole is still being kept. */
function previewOutput(event: Extract<RunEvent, { type: "preview" }>): CellOutput {
  const { columns, page, rows } = event;
  const result = {
    resultKey: "",
    columns,
    rowCount: rows,
    kept: "view" as const,
    firstPage: page,
    firstRows: rows,
  };
  return { ...noOutput, result, notices: ["First rows; the rest is on its way."] };
}
