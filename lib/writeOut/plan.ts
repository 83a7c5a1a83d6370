import type { WrittenFile } from "../batch/batchEvents.ts";
import type { BatchManifest } from "../batch/batchManifest.ts";
import type { ExportFormat, ExportTarget, Outcome, RunId } from "../engine/protocol.ts";

export type OutFormat = ExportFormat | "duckdb";

/** What is to be written, as plain data. */
export interface WriteOutPlan {
  /** In order. Several: sheets of one workbook, tables of one DuckDB file or SQL script; in other formats a file (or files) each. */
  relations: readonly string[];
  /** Of the file or the folder, without ending. */
  name: string;
  format: OutFormat;
  /** The format's own, e.g. { safe: true }, { codec: "zstd", rowGroup: 122880, sortBy: ["t"], metadata: { owner: "x" } }. */
  options: Readonly<Record<string, unknown>>;
  /** Columns of Hive folders `key=value`, outermost first; [] for none. They are not in the files then. */
  partitionBy: readonly string[];
  /** A new file after so many rows, or bytes; null for no bound. */
  maxRows: number | null;
  maxBytes: number | null;
  manifest: boolean;
  /** What goes into the manifest beside the files. */
  about: OutAbout;
}

/** What a manifest says that the engine does not know. */
export type OutAbout = Pick<BatchManifest, "eider" | "notebook" | "params" | "sources">;

/** `manifest.json` as a page writes it: the runner's, with the relations that were written. */
export type OutManifest = BatchManifest;

export type WriteOutTarget =
  /** The plan must come to exactly one file. */
  | { kind: "file"; target: ExportTarget }
  /** `overwrite`: files of the same names are replaced, each as it is whole; absent: they are an error. */
  | { kind: "folder"; handle: FileSystemDirectoryHandle; overwrite?: boolean }
  | { kind: "zip"; target: ExportTarget }
  /** Ask through `writeOutTo` (lib/store): the engine itself has no way to any bucket. */
  | { kind: "s3"; connection: string; bucket: string; prefix: string; overwrite: boolean };

/** One file that was written; its `sha256` is "" where the plan asks for no manifest. */
export type OutFile = WrittenFile;

export interface OutProgress {
  phase: "writing" | "checking";
  /** Rows that were written, of all; while checking, bytes that were read back, of all. */
  done: number;
  total: number;
  /** Files begun so far. */
  files: number;
}

export interface WriteOutResult {
  files: OutFile[];
  rows: number;
  bytes: number;
  /** Types that the format cannot hold and what was written instead; where it was read back, how. */
  notes: readonly string[];
  /** For a target in the browser's own keeping: the finished file. */
  file: File | null;
  manifest: OutManifest | null;
}

/**
 * Writes relations to a file, a folder, a zip or a bucket. All of it is there in the end, or nothing
 * but files that took the place of others, which the error names. `runId` is what
 * `cancel` stops it by; `bucket` the other end of `serveStore`, for a target in a bucket.
 */
export type WriteOut = (
  plan: WriteOutPlan,
  target: WriteOutTarget,
  onProgress: (progress: OutProgress) => void,
  runId: RunId,
  bucket?: MessagePort,
) => Promise<Outcome<WriteOutResult>>;
