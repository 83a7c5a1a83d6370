import type { EngineError, Receipt } from "../engine/protocol.ts";

/** What a scheduler is told by the exit code. */
export const exitCodes = {
  fine: 0,
  /** A cell failed, or its output could not be written, or what came out is not what it was compared with. */
  failed: 1,
  /** The command line, the notebook or its sources are not what they have to be; nothing ran. */
  usage: 2,
  /** A contract or a check that stops was broken. */
  broken: 3,
  /** All was written and verified, but a subscriber could not be told. */
  untold: 4,
  /** Stopped by a signal, as shells count. */
  stopped: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A relation that was written. `file` is its path in the folder. */
export interface WrittenFile {
  relation: string;
  file: string;
  rows: number;
  bytes: number;
  sha256: string;
  columns: { name: string; type: string }[];
  /** Each relation of a file that holds several; `relation` has their names and `columns` none then. */
  tables?: { relation: string; rows: number; columns: { name: string; type: string }[] }[];
  /** Values of the folders `key=value` that it lies in, as DuckDB prints them. */
  partition?: Record<string, string | null>;
  /** What the format cannot hold, and what was written in its place. */
  notes: string[];
}

/** What `eider run --json` prints, one event a line, in the order in which things happen. */
export type BatchEvent =
  | { event: "start"; notebook: string; eider: string; duckdb: string; cells: string[] }
  | { event: "source"; relation: string; receipt: Receipt }
  | { event: "cell"; cell: string; kind: string; status: "running" }
  | {
      event: "cell";
      cell: string;
      kind: string;
      status: "done";
      elapsedMs: number;
      /** null where it made no relation. */
      rows: number | null;
      messages: string[];
      notices: string[];
    }
  | { event: "cell"; cell: string; kind: string; status: "failed"; elapsedMs: number; error: EngineError }
  | { event: "cell"; cell: string; kind: string; status: "blocked" | "cancelled"; error: EngineError | null }
  /** Something a TypeScript cell displayed or logged. */
  | { event: "shown"; cell: string; text: string }
  | { event: "check"; cell: string; kind: string; status: "kept" | "broken"; message: string }
  | { event: "file"; file: WrittenFile }
  | { event: "compared"; relation: string; same: boolean; differences: string[] }
  /** A subscriber: a webhook by its origin, or a marker object. `message` says why it was not told. */
  | { event: "notified"; target: string; told: boolean; attempts: number; message: string }
  | { event: "end"; code: ExitCode; elapsedMs: number; message: string };
