import { type EngineError, noEngineInfo } from "../../engine/protocol.ts";
import { withOption } from "../../notebook/cellEdits.ts";
import type { Cell, CellId } from "../../notebook/document.ts";
import { type AppStore, createAppStore, viewOf } from "../../store/appStore.ts";
import { FakeS3 } from "../../store/testing/fakeS3.ts";
import { FakeSandbox } from "../../store/testing/fakeSandbox.ts";
import { StageEngine } from "../../store/testing/stageEngine.ts";
import type { WriteCell, WrittenOut } from "../../writeOut/writtenOut.ts";
import type { ReachDeps } from "../CellReach.ts";
import type { CellRun, CellView, RunState } from "../cellRun.ts";
import { Runner } from "../runner.ts";

const nothingWritten: WrittenOut = {
  where: "nowhere",
  files: [],
  rows: 0,
  bytes: 0,
  notes: [],
  isReadBack: false,
  marker: null,
};

/** A runner with a store, an engine and a sandbox that a test directs. */
export class RunnerStage {
  readonly store: AppStore = createAppStore();
  readonly engine = new StageEngine();
  readonly sandbox = new FakeSandbox();
  readonly crashes: EngineError[] = [];
  readonly s3 = new FakeS3();
  /** What becomes of addresses in SQL. */
  reach: ReachDeps["reach"] = async () => null;
  /** What becomes of imports. */
  packages: ReachDeps["packages"] = async () => ({ ok: true, value: { roots: {}, modules: [] } });
  /** What export cells asked to be written, and what becomes of it. */
  readonly written: Parameters<WriteCell>[0][] = [];
  writeOut: WriteCell = async () => ({ ok: true, value: nothingWritten });
  unstoppable = 0;
  /** Called instead of replacing the engine. */
  onUnstoppable: () => void = () => undefined;
  readonly runner = new Runner({
    store: this.store,
    engine: () => this.engine,
    sandbox: async () => this.sandbox,
    stopSandboxed: (runId) => this.sandbox.stop(runId),
    onUnstoppable: () => {
      this.unstoppable++;
      this.onUnstoppable();
    },
    onCrash: (error) => this.crashes.push(error),
    unasked: (run) => run(),
    commands: () => ({
      setOption: (id, key, value) => this.setOption(id, key, value),
      run: (id) => this.runner.run(typeof id === "string" ? [id] : id),
    }),
    s3: async () => this.s3,
    packages: (names, signal) => this.packages(names, signal),
    reach: (sql, signal) => this.reach(sql, signal),
    writeOut: (ask, onFraction) => {
      this.written.push(ask);
      return this.writeOut(ask, onFraction);
    },
  });

  constructor(cells: Cell[]) {
    this.store.setState((state) => ({ document: { ...state.document, cells } }));
  }

  /** Changes a cell's text as an edit does. */
  edit(id: CellId, source: string): void {
    this.change([id], (cells) => cells.map((cell) => (cell.id === id ? { ...cell, source } : cell)));
  }

  delete(id: CellId): void {
    this.change([id], (cells) => cells.filter((cell) => cell.id !== id));
  }

  setOption(id: CellId, key: string, value: string | null): void {
    const changed = (cell: Cell) => withOption(cell, key, value);
    this.change(key === "frozen" ? [] : [id], (cells) =>
      cells.map((cell) => (cell.id === id ? changed(cell) : cell)),
    );
  }

  /** Edits run what they change from here on. */
  runsByItself(): this {
    this.store.setState(({ document }) => ({
      document: { ...document, run: "automatic" },
      engine: { status: "ready", ...noEngineInfo },
    }));
    return this;
  }

  private change(ids: readonly CellId[], change: (cells: readonly Cell[]) => readonly Cell[]): void {
    const tell = () => {
      this.runner.markStale(ids);
      this.runner.noteEdit(this.store.getState(), ids);
    };
    tell();
    this.store.setState(({ document }) => ({ document: { ...document, cells: change(document.cells) } }));
    tell();
  }

  view(id: CellId): CellView {
    return viewOf(this.store.getState(), id);
  }

  run(id: CellId): CellRun {
    return this.view(id).run;
  }

  /** The state of every cell, by its name. */
  states(): Record<string, RunState> {
    return Object.fromEntries(
      this.store.getState().document.cells.map((cell) => [cell.name, this.run(cell.id).status]),
    );
  }

  /** What a cell that failed or was blocked says. */
  errorOf(id: CellId): string | null {
    const run = this.run(id);
    return run.status === "failed" || run.status === "blocked" ? run.error.message : null;
  }

  /** Names of the cells that reached the engine, in order. */
  ran(): string[] {
    return this.engine.requests.map((request) => request.name);
  }

  /** Settles when the cell is in the state. */
  reaches(id: CellId, state: RunState): Promise<void> {
    if (this.run(id).status === state) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.store.subscribe(() => {
        if (this.run(id).status !== state) return;
        stop();
        resolve();
      });
    });
  }
}
