import type { Column, EngineApi, Outcome, RunEvent, RunId } from "../engine/protocol.ts";
import type { Cell } from "../notebook/document.ts";
import type { RunPackages } from "../packages/linkModules.ts";
import type { TypedValue } from "../params/bindParam.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { WriteOutAsk, WrittenOut } from "../writeOut/writtenOut.ts";
import type { CellOutput } from "./cellRun.ts";

/** What an executor may use while it runs one cell. */
export interface ExecutionContext {
  runId: RunId;
  engine: EngineApi;
  /** Made when first asked for. */
  sandbox(): Promise<Sandbox>;
  /** Columns of a relation that exists now, whatever made it; null where there is none of that name. */
  relation(name: string): { name: string; columns: Column[] } | null;
  relationNames(): string[];
  /** The relation of a source's file or address as SQL names it; null where there is none. */
  relationOfFile(path: string): string | null;
  /** Packages that the cell imports, fetched where its user allowed that. */
  packages(names: readonly string[]): Promise<Outcome<RunPackages>>;
  /** Values that TypeScript cells exported and those of input cells, by name. */
  values: ReadonlyMap<string, unknown>;
  /** Values of input cells for SQL, by what stands in `{{…}}`. */
  typed: ReadonlyMap<string, TypedValue>;
  /** Writes files; absent where nothing can be written. */
  writeOut?: (
    ask: WriteOutAsk,
    onFraction: (fraction: number | null) => void,
  ) => Promise<Outcome<WrittenOut>>;
  /** Whether somebody asked to stop this run: what has not begun then should not begin. */
  isStopped(): boolean;
  onEvent(event: RunEvent): void;
  /** What the cell has shown so far, while it runs. */
  onOutput(output: CellOutput): void;
}

export interface Execution {
  output: CellOutput;
  elapsedMs: number;
  /** Values that the cell exported, for later cells. */
  values?: Record<string, unknown>;
  /** Of an input cell: its values for SQL, by what stands in `{{…}}`. */
  typed?: Record<string, TypedValue>;
}

/** Runs one cell of one kind to its end. Failures are values. */
export type Executor = (cell: Cell, context: ExecutionContext) => Promise<Outcome<Execution>>;

export const noOutput: CellOutput = { result: null, chart: null, shown: [], messages: [], notices: [] };
