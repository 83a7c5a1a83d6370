/**
 * What the page and the /sandbox/ frame say to each other over their MessagePort.
 * A run's worker speaks only to the frame, and only about itself: the frame adds the run's number.
 */
import type { Column, EngineError, RunId } from "../engine/protocol.ts";
import type { RunPackages } from "../packages/linkModules.ts";
import type { Shown } from "../run/cellRun.ts";
import type { CellParameter } from "../typescript/compileCell.ts";
import type { PinnedSchema } from "./pinnedSchema.ts";

/** The page's first message to the frame's window, with the port: the frame takes one, from its parent only. */
export interface SandboxGreeting {
  type: "eider-sandbox";
  version: 1;
}

export interface SandboxLimits {
  /** Displays and log lines kept of one run; what comes after is counted and said in a notice. */
  shownItems: number;
  /** Characters of all displays and log lines of one run. */
  shownCharacters: number;
  /** Rows of one displayed table. */
  tableRows: number;
  /** Bytes of all exported values of one run, about. */
  valueBytes: number;
}

export const sandboxLimits: SandboxLimits = {
  shownItems: 1000,
  shownCharacters: 4_000_000,
  tableRows: 1000,
  valueBytes: 64 << 20,
};

/**
 * Messages in a second beyond which a run, or the frame, is ended. Above what an honest run can say at once: it may show
 * and log in turns, and then each of its `shownItems` is a message of its own.
 */
export const mostMessages = { ofRun: 1_500, ofFrame: 3_000 };

/** One run of one compiled cell. */
export interface RunMessage {
  /** The cell's name; errors are mapped by it. */
  name: string;
  /** Body of an async function; see CompiledCell. */
  js: string;
  outName: string;
  parameters: CellParameter[];
  reads: { name: string; columns: Column[] }[];
  /** Values of other cells, packed by `packValue`. */
  values: Record<string, unknown>;
  limits: SandboxLimits;
  /** Packages that the cell imports, with all their code. */
  packages?: RunPackages;
  /** The columns that the cell's relation has to have, where they are pinned. */
  schema?: PinnedSchema;
}

export type ToSandbox =
  /** Comes with the run's engine port. */
  | { type: "run"; runId: RunId; run: RunMessage }
  | { type: "stop"; runId: RunId }
  | { type: "ping"; id: number };

export type LogLevel = "log" | "info" | "warn" | "error" | "debug";

/** What a run says while and when it ends. */
export type RunReport =
  | { type: "started" }
  | { type: "shown"; items: Shown[] }
  | { type: "log"; lines: { level: LogLevel; text: string }[] }
  | { type: "progress"; rowsRead: number; rowsWritten: number }
  | {
      type: "done";
      /** Rows were written, or none but the columns are known: the cell has a relation. */
      hasRelation: boolean;
      rowsWritten: number;
      rejected: number;
      /** Exported values, packed by `packValue`. */
      values: Record<string, unknown>;
      notices: string[];
    }
  /** `line` and `column` are of the body; see CompiledCell.locate. */
  | { type: "failed"; error: EngineError };

export type FromSandbox =
  | { type: "ready" }
  /** The frame will not run code here, and why. */
  | { type: "refused"; message: string }
  | { type: "pong"; id: number }
  | { type: "report"; runId: RunId; report: RunReport };
