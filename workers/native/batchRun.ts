import type { BatchEvent } from "../../lib/batch/batchEvents.ts";
import { refusedStatement } from "../../lib/batch/refusedStatement.ts";
import { runOrder } from "../../lib/dataflow/runOrder.ts";
import type {
  EngineApi,
  EngineError,
  Outcome,
  Receipt,
  SourceEvent,
  SourceRequest,
} from "../../lib/engine/protocol.ts";
import type { Cell, CellId, NotebookDocument } from "../../lib/notebook/document.ts";
import type { CellView } from "../../lib/run/cellRun.ts";
import { factsOf } from "../../lib/run/factsOf.ts";
import { loadKindTools } from "../../lib/run/kindTools.ts";
import { NotebookGraph } from "../../lib/run/notebookGraph.ts";
import { isRunnable } from "../../lib/run/runnableKinds.ts";
import { Runner } from "../../lib/run/runner.ts";
import type { Sandbox } from "../../lib/sandbox/sandbox.ts";
import { type AppStore, createAppStore } from "../../lib/store/appStore.ts";
import type { WriteCell } from "../../lib/writeOut/writtenOut.ts";
import type { OpenedSource } from "./batchSources.ts";

export interface BatchRunDeps {
  engine: EngineApi;
  sandbox: () => Sandbox;
  /** Called where a running statement does not stop. */
  onUnstoppable: () => void;
  tell: (event: BatchEvent) => void;
  /** Writes what export cells say; they do not run without it. */
  writeOut?: WriteCell;
}

/** What is fetched is counted for nobody here. */
const uncounted = {
  traffic: () => ({ requests: 0, bytes: 0 }),
  settleTraffic: async () => undefined,
  onTraffic: () => () => undefined,
};

/** A notebook on an engine, with the page's own runner and no page. */
export class BatchRun {
  readonly store: AppStore = createAppStore();
  private readonly runner: Runner;
  private readonly graphs = new NotebookGraph();
  readonly receipts: Receipt[] = [];

  private constructor(
    document: NotebookDocument,
    private readonly deps: BatchRunDeps,
  ) {
    const { store } = this;
    const sandbox = deps.sandbox();
    const engine = guarded(deps.engine);
    store.setState({
      document,
      sources: Object.entries(document.sources).map(([relation, { location }], at) => ({
        id: at + 1,
        file: location.replace(/^(?:file|given|sample):/, ""),
        relation,
        status: "missing" as const,
        columns: [],
        receipt: null,
        progress: null,
      })),
    });
    this.runner = new Runner({
      store,
      engine: () => engine,
      sandbox: async () => sandbox,
      stopSandboxed: (runId) => sandbox.stop(runId),
      onUnstoppable: deps.onUnstoppable,
      onCrash: () => undefined,
      unasked: (run) => run(),
      commands: () => ({ setOption: () => undefined, run: async () => undefined }),
      ...(deps.writeOut && { writeOut: deps.writeOut }),
      s3: async () => uncounted,
      // Addresses in SQL were made sources before anything ran.
      reach: async () => null,
      packages: async () => ({
        ok: false,
        error: {
          code: "unsupported",
          message: "eider run does not fetch packages for TypeScript cells yet.",
          hint: "Write what the cell needs of it into the cell.",
        },
      }),
    });
  }

  /** `document` has its inputs' values and its sources' places already. */
  static async of(document: NotebookDocument, deps: BatchRunDeps): Promise<BatchRun> {
    await loadKindTools(document.cells);
    return new BatchRun(document, deps);
  }

  get cells(): readonly Cell[] {
    return this.store.getState().document.cells;
  }

  graph() {
    return this.graphs.of(this.store.getState());
  }

  viewOf(id: CellId): CellView | undefined {
    return this.store.getState().cells[id];
  }

  /** The cells that a run of these (or of all) comes to, in order. */
  order(targets?: readonly CellId[]): Cell[] {
    const byId = new Map(this.cells.map((cell) => [cell.id, cell]));
    return runOrder(this.graph(), targets).order.flatMap((id) => byId.get(id) ?? []);
  }

  /** Names of the sources that these cells read. */
  sourcesOf(cells: readonly Cell[]): string[] {
    const read = new Set(
      cells
        .flatMap((cell) => {
          const { reads, holdsSource } = factsOf(cell);
          return holdsSource ? [...reads, cell.name] : reads;
        })
        .map((name) => name.toLowerCase()),
    );
    const { sources } = this.store.getState().document;
    // SQL may also name a source by its file.
    const texts = cells.map(({ source }) => source.toLowerCase());
    return Object.entries(sources).flatMap(([relation, { location }]) => {
      const file = location.replace(/^.*[\\/:]/, "").toLowerCase();
      const isNamed = file !== "" && texts.some((text) => text.includes(file));
      return read.has(relation.toLowerCase()) || isNamed ? [relation] : [];
    });
  }

  /** Loads sources from their files, one after the other. */
  async load(opened: ReadonlyMap<string, OpenedSource>): Promise<void> {
    const { document, sources } = this.store.getState();
    const requests = sources.flatMap(({ id, relation }): SourceRequest[] => {
      const found = opened.get(relation);
      const { location = "", format, options } = document.sources[relation] ?? {};
      if (!found) return [];
      const address = location.includes("://") ? { location } : {};
      return [{ id, relation, ...found, ...address, ...(format && { format }), ...(options && { options }) }];
    });
    if (requests.length === 0) return;
    const receipts = await this.deps.engine.addSources(requests, (event) => this.note(event));
    for (const receipt of receipts) {
      this.note({ type: "receipt", receipt });
      this.receipts.push(receipt);
      this.deps.tell({ event: "source", relation: receipt.source, receipt });
    }
  }

  private note(event: SourceEvent): void {
    if (event.type === "progress") return;
    this.store.setState(({ sources }) => ({
      sources: sources.map((source) => {
        if (event.type === "ready" && source.relation === event.relation)
          return {
            ...source,
            file: event.receipt.file,
            status: "ready",
            columns: event.columns,
            receipt: event.receipt,
          };
        if (event.type !== "receipt" || source.relation !== event.receipt.source) return source;
        const { error, stopped } = event.receipt;
        return {
          ...source,
          status: stopped ? "stopped" : error === null ? "ready" : "failed",
          receipt: event.receipt,
        };
      }),
    }));
  }

  /** Runs cells with what they need; all without targets. Settles when nothing runs any more. */
  async run(targets?: readonly CellId[]): Promise<void> {
    const told = new Map<CellId, string>();
    const stop = this.store.subscribe(({ cells }) => {
      for (const cell of this.cells) {
        const view = cells[cell.id];
        if (!view || told.get(cell.id) === view.run.status) continue;
        told.set(cell.id, view.run.status);
        // The view of a cell that is done gets what it made a moment later.
        queueMicrotask(() => this.tellOf(cell, view.run.status));
      }
    });
    try {
      await this.runner.run(targets);
    } finally {
      stop();
    }
  }

  /** Whether a cell failed, or could not run. */
  hasFailed(): boolean {
    return this.cells.some(({ id }) => ["failed", "blocked"].includes(this.viewOf(id)?.run.status ?? ""));
  }

  stop(): Promise<void> {
    return this.runner.stop();
  }

  private tellOf(cell: Cell, status: CellView["run"]["status"]): void {
    const { tell } = this.deps;
    const view = this.viewOf(cell.id);
    if (!view || view.run.status !== status || !isRunnable(cell.kind)) return;
    const of = { event: "cell" as const, cell: cell.name, kind: cell.kind };
    const { run, output } = view;
    if (run.status === "running") tell({ ...of, status: "running" });
    else if (run.status === "failed")
      tell({ ...of, status: "failed", elapsedMs: run.elapsedMs, error: outside(run.error) });
    else if (run.status === "blocked") tell({ ...of, status: "blocked", error: run.error });
    else if (run.status === "cancelled") tell({ ...of, status: "cancelled", error: null });
    else if (run.status === "done") {
      const { messages = [], notices = [], result = null } = output ?? {};
      for (const item of output?.shown ?? []) {
        if (item.type === "text") tell({ event: "shown", cell: cell.name, text: item.text });
        else if (item.type === "value") tell({ event: "shown", cell: cell.name, text: item.json });
      }
      tell({
        ...of,
        status: "done",
        elapsedMs: run.elapsedMs,
        rows: result?.rowCount ?? null,
        messages,
        notices,
      });
    }
  }
}

/** A failure whose hint is about a tab, in words for a command. */
function outside(error: EngineError): EngineError {
  if (error.code !== "out-of-memory") return error;
  const hint = "Give it more by --memory, or ask for fewer columns or rows, and aggregate earlier.";
  return { ...error, hint };
}

/** The engine, which lets no statement through that could reach the disk by itself. */
function guarded(engine: EngineApi): EngineApi {
  return {
    ...engine,
    run: async (request, onEvent) => {
      const word = refusedStatement(request.sql);
      if (word === null) return engine.run(request, onEvent);
      const error: EngineError = {
        code: "unsupported",
        message: `eider run does not let ${word} through: SQL reads what the notebook was given, and writes no files.`,
        hint: "Files are written by --out. What is to be read has to be a source of the notebook.",
      };
      const refused: Outcome<never> = { ok: false, error };
      return refused;
    },
  };
}
