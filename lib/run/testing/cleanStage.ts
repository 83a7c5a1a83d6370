import { type StartedEngine, startedEngine } from "../../../workers/engine/testing/startedEngine.ts";
import type { EngineError } from "../../engine/protocol.ts";
import type { Cell } from "../../notebook/document.ts";
import type { CellOutput } from "../cellRun.ts";
import type { ExecutionContext } from "../executor.ts";
import { cleanCell } from "../steps/cleanCell.ts";
import { DirectSandbox } from "./directSandbox.ts";

let runs = 1000;

/** Clean cells on the real engine in Node, whose functions run as in the sandbox; for tests only. */
export class CleanStage {
  readonly sandbox = new DirectSandbox();
  private constructor(readonly engine: StartedEngine) {}

  static async start(): Promise<CleanStage> {
    return new CleanStage(await startedEngine());
  }

  rows = (sql: string) => this.engine.rows(sql);

  /** Runs a script whose last SELECT becomes a relation. */
  async make(name: string, sql: string): Promise<void> {
    const made = await this.engine.api.run({ runId: ++runs, name, sql, params: {} }, () => undefined);
    if (!made.ok) throw new Error(made.error.message);
  }

  cell(source: string, from: string, name = "made"): Cell {
    return { id: name, kind: "clean", name, source, options: { from }, layout: null };
  }

  context(more: Partial<ExecutionContext> = {}): ExecutionContext {
    const unused = () => {
      throw new Error("A recipe has no use for this.");
    };
    return {
      runId: ++runs,
      engine: this.engine.api,
      sandbox: async () => this.sandbox,
      relation: () => null,
      relationNames: () => [],
      relationOfFile: () => null,
      packages: unused,
      values: new Map(),
      typed: new Map(),
      isStopped: () => false,
      onEvent: () => undefined,
      onOutput: () => undefined,
      ...more,
    };
  }

  /** Runs a recipe as the cell `made`; throws why it failed. */
  async run(source: string, from: string): Promise<CellOutput> {
    const answer = await cleanCell.run(this.cell(source, from), this.context());
    if (answer.ok) return answer.value.output;
    const { line, column, message } = answer.error;
    throw new Error(`${line}:${column} ${message}`);
  }

  /** Why a recipe fails. */
  async failure(source: string, from: string): Promise<EngineError> {
    const answer = await cleanCell.run(this.cell(source, from, "failing"), this.context());
    if (answer.ok) throw new Error("It ran.");
    return answer.error;
  }
}
