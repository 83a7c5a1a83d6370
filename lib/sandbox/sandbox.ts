import type { Column, EngineError, Outcome, RunId } from "../engine/protocol.ts";
import type { RunPackages } from "../packages/linkModules.ts";
import type { CompiledCell } from "../typescript/compileCell.ts";
import type { PinnedSchema } from "./pinnedSchema.ts";
import type { RunReport, SandboxLimits } from "./protocol.ts";

/** A cell to run: what `compileCell` made, and what it needs from outside. */
export interface SandboxRequest {
  runId: RunId;
  /** The cell's name. */
  name: string;
  compiled: CompiledCell;
  /** The relations that the compiled cell names, with their columns. */
  reads: readonly { name: string; columns: readonly Column[] }[];
  /** The values that the compiled cell names, as earlier runs gave them. */
  values: ReadonlyMap<string, unknown>;
  limits?: Partial<SandboxLimits>;
  /** The packages that the compiled cell names, fetched. */
  packages?: RunPackages;
  /** The columns that its relation has to have, where they are pinned. */
  schema?: PinnedSchema;
}

/** What happens while a cell runs. */
export type SandboxEvent = Extract<RunReport, { type: "started" | "shown" | "log" | "progress" }>;

/** What a cell came to. */
export interface SandboxResult {
  /** Whether the cell wrote its relation; its rows are then in the engine. */
  hasRelation: boolean;
  rowsWritten: number;
  /** Rows that went to NAME__rejects. */
  rejected: number;
  /** Exported values by name: plain data, to pass to later cells as they are. */
  values: Record<string, unknown>;
  notices: string[];
}

/** Where TypeScript cells run: a place without network, storage or page. */
export interface Sandbox {
  /**
   * Runs a cell; never rejects. `enginePort` is the far end of the run's relations (EngineApi.openRelations).
   * Error positions count from 1 in the cell's text.
   */
  run(
    request: SandboxRequest,
    enginePort: MessagePort,
    onEvent: (event: SandboxEvent) => void,
  ): Promise<Outcome<SandboxResult>>;
  /** Ends a run wherever it is, in a loop too; its promise settles as cancelled. */
  stop(runId: RunId): Promise<void>;
  /** Throws the sandbox away, running cells with it, and makes a new one. */
  restart(): Promise<void>;
  dispose(): void;
}

/** The failure of a run that somebody stopped. */
export const stoppedRun: EngineError = { code: "cancelled", message: "The cell was stopped." };
