import type { Column } from "../engine/protocol.ts";

/** Where a reader puts rows. Each call is one complete Arrow IPC stream (schema, batches, end mark), all with one schema. */
export interface BatchSink {
  append(ipc: Uint8Array): Promise<void>;
  /** Called before rows are appended again from the start, because the schema had to be widened. */
  restart(): Promise<void>;
}

export type ReadProgress = (bytesDone: number, rowsDone: number) => void;

/** A row that could not be loaded. `line` counts from 1, `byte` from 0; `column` is null where the whole row is meant. */
export interface Reject {
  line: number;
  byte: number;
  column: string | null;
  raw: string;
  reason: string;
}

/**
 * Reads corrected rows of a file as its own were read, into the same columns: each text is to be one row. Answers why texts
 * are none, by their index; the others are appended in their order.
 */
export type ReadAgain = (texts: readonly string[], sink: BatchSink) => Promise<ReadonlyMap<number, string>>;

/** What a reader found and did. rows = loaded + rejected, counted on their own. */
export interface ReadReport {
  rows: number;
  loaded: number;
  rejects: Reject[];
  skipped: { reason: string; lines: number }[];
  notes: string[];
  encoding: string | null;
  columns: Column[];
  /** Absent where single rows of the file cannot be read on their own. */
  readAgain?: ReadAgain;
}

/** Thrown by readers for a file that cannot be read at all; the message says what, where and what to try. */
export class IngestError extends Error {
  override name = "IngestError";
}

export type FileFormat =
  | "csv"
  | "tsv"
  | "json"
  | "ndjson"
  | "parquet"
  | "arrow"
  | "avro"
  | "duckdb"
  | "workbook"
  | "log"
  | "html"
  | "unknown";

/** The formats that are text in some character set. */
export const textFormats: ReadonlySet<FileFormat> = new Set(["csv", "tsv", "json", "ndjson", "log", "html"]);

export interface DetectedFormat {
  format: FileFormat;
  compression: "none" | "gzip";
  /** Why the file cannot be loaded, where that is already clear: empty, binary, an unsupported format by name. */
  problem: string | null;
}
