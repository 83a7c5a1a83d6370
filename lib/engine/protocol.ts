/**
 * The contract of an engine: what the page may ask of it and what it may answer.
 * Only plain objects, bytes and ports cross; expected failures are values, never thrown.
 */

import type { ColumnStats } from "../sql/columnStats.ts";
import type { WriteOut } from "../writeOut/plan.ts";
import type { RejectedRows, RowFix } from "./rejectedRow.ts";
import type { ReadingOptions, SourcePreview } from "./sourcePreview.ts";
import type { ColumnValues, OpenedView, ValuesRequest, ViewId, ViewRequest } from "./viewRequest.ts";

/** Numbers one run of one cell; a later run has a greater number, and answers of older runs lose. */
export type RunId = number;

/** A column: its name and DuckDB's name for its type, e.g. `DECIMAL(10,2)` or `STRUCT(a INTEGER)[]`. */
export interface Column {
  name: string;
  type: string;
}

export type EngineErrorCode =
  | "sql" // the statement is wrong, or fails on its data
  | "cancelled"
  | "crashed" // the engine went away while the call was waiting
  | "out-of-memory"
  | "file" // a file is missing, unreadable or not what it says
  | "unsupported" // needs something this engine does not have; the hint names it
  | "internal";

/** A failure as data. `line` and `column` count from 1 in the cell's own text. */
export interface EngineError {
  code: EngineErrorCode;
  message: string;
  line?: number;
  column?: number;
  /** Characters to underline from `column`. */
  length?: number;
  /** What to try, in one sentence. */
  hint?: string;
  /** An `s3://` address that nothing of the notebook reaches, for which a connection can be chosen. */
  unreached?: string;
  /** Packages could not be imported as things stand, which its user can change. */
  packages?: true;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; error: EngineError };

export interface EngineInfo {
  duckdb: string;
  /** What the engine may use, in bytes; heapBytes is what its heap takes now (it never shrinks). */
  memoryLimitBytes: number;
  heapBytes: number;
  /** DuckDB's extensions that are loaded, by name. */
  extensions: string[];
  /** What went otherwise than planned at the start, one sentence each, to be told once. */
  notices: string[];
}

/** What is known of an engine that is not there. */
export const noEngineInfo: EngineInfo = {
  duckdb: "",
  memoryLimitBytes: 0,
  heapBytes: 0,
  extensions: [],
  notices: [],
};

/** A value bound into SQL, never pasted: rendered as a typed literal by lib/sql. */
export type BoundValue = null | boolean | number | bigint | string | Uint8Array | Date | BoundValue[];

export interface RunRequest {
  runId: RunId;
  /** The cell's name: the relation that its last SELECT makes. */
  name: string;
  sql: string;
  /** Values for `{{name}}` in the text. */
  params: Record<string, BoundValue>;
  /** How its rows are to be kept; absent where the engine chooses. */
  keep?: "table" | "view";
}

/** A relation made by a run and kept by the engine until the cell's next run replaces it. */
export interface KeptResult {
  resultKey: string;
  columns: Column[];
  rowCount: number;
  /**
   * A table in memory; or a view: because it passes another relation's rows through, or was too large to keep, or
   * ("computed") because its cell asks for that. The rows of the latter two are computed again whenever they are read.
   */
  kept: "table" | "view" | "too-large" | "computed";
  /** Rows 0 to firstRows-1 as Arrow IPC of text columns (see `page`), sent along to save a round trip. */
  firstPage: Uint8Array;
  firstRows: number;
}

/** What a run came to: the kept relation, or for statements without rows what they did. */
export interface RunResult {
  result: KeptResult | null;
  /** One line a statement that gave no rows: "created table t", "3 rows changed". */
  messages: string[];
  elapsedMs: number;
}

export type RunEvent =
  | { type: "running" }
  /** `fraction` is 0 to 1, or null where the engine cannot tell. */
  | {
      type: "progress";
      fraction: number | null;
      elapsedMs: number;
      /** Set while the bytes that the statement reads are fetched from their host: `fraction` is then of these. */
      fetched?: { bytesDone: number; bytesTotal: number };
    }
  /** First rows of a result that is still being kept; the final result follows. */
  | { type: "preview"; columns: Column[]; page: Uint8Array; rows: number };

/** What the page shows of one load; see docs/names.md. Counts are rows, `bytes` are bytes of the file. */
export interface Receipt {
  file: string;
  source: string;
  relation: string | null;
  format: string;
  encoding: string | null;
  rows: number;
  exact: boolean;
  loaded: number;
  rejected: number;
  skipped: { reason: string; lines: number }[];
  bytes: number;
  elapsedMs: number;
  notes: string[];
  error: string | null;
  /** What may have been guessed wrong, one sentence each; absent where nothing is in doubt. */
  doubts?: string[];
  /** Set where nothing counts the rows, since that would fetch all of a file elsewhere: they are 0 and stay not exact. */
  uncounted?: boolean;
  /** Set where the load was stopped on request: nothing of it is kept, and `error` says so. */
  stopped?: boolean;
}

/** One of many files that make one relation; `path` is relative, with "/" (`year=2024/a.csv`). */
export interface SourcePart {
  path: string;
  file: File;
}

/**
 * How a source is to be read: what stands under `options` of its entry in a notebook, as plain data. Each reader knows
 * its own and refuses others. For all: `encoding` (of text), `members` (of an archive, a glob pattern over their paths),
 * `filename` (of many files: the name of a column with each row's path), `columns` (names of those to keep), `where` (a
 * predicate in SQL: rows that do not fulfil it are left out, and counted so) and `fixes` (of rejected rows: their line,
 * or `path:line` of many files, to their corrected text, or to null for a row that is left out).
 */
export type SourceOptions = Readonly<Record<string, unknown>>;

/** One of the relations that a file can give: a sheet, a table of a database, files of an archive. */
export interface FilePart {
  /** What to call it beside the file's own name; "" where the file gives only one relation. */
  name: string;
  options: SourceOptions;
  /** How many files make it, where that is not one. */
  files?: number;
}

export interface SourceRequest {
  /** Unique in the notebook's life; names the registered file `src/<id>/<file name>`. */
  id: number;
  file: File;
  /** The relation to make; "" lets the engine's caller derive it beforehand. */
  relation: string;
  /** Many files as one relation, united by column names, with columns for `key=value` folders; `file` is then any of them. */
  parts?: SourcePart[];
  /** Its address, where it has one (`s3://…`, `https://…`): SQL may name the relation by it. */
  location?: string;
  /** The format to read it as, where that is not to be found out. */
  format?: string;
  options?: SourceOptions;
}

export type SourceEvent =
  /** The relation can be queried; counts may still move (`exact: false`). */
  | { type: "ready"; relation: string; columns: Column[]; receipt: Receipt }
  | { type: "progress"; relation: string; bytesDone: number; bytesTotal: number; rowsDone: number }
  | { type: "receipt"; receipt: Receipt };

export type ExportFormat = "csv" | "tsv" | "ndjson" | "json" | "parquet" | "arrow" | "xlsx" | "sql";

/** Where an export goes: a handle that the user picked, or a new file in the origin's private storage. */
export type ExportTarget =
  | { kind: "handle"; handle: FileSystemFileHandle }
  | { kind: "opfs"; fileName: string };

export interface ExportResult {
  rows: number;
  bytes: number;
  /** For `opfs`: the finished file. */
  file: File | null;
  /** Types the format cannot hold and what was written instead. */
  notes: string[];
}

/** A SQL cell to be looked at without running any of it. */
export interface SqlCheckRequest {
  sql: string;
  /** Relations that the text reads, as they are now or will be once their cells have run. */
  stubs: { name: string; columns: Column[] }[];
  /** Lower-case names of which nothing is known before their cells run: a statement with one is only parsed. */
  opaque: string[];
  /** What else could have been meant by a name that nothing has. */
  names: string[];
}

export interface SqlCheck {
  /** Set where the engine was busy and looked at nothing. */
  isSkipped: boolean;
  /** At most one a statement. */
  errors: EngineError[];
  /** What the rows of the last statement will be; null where that is not known. */
  columns: Column[] | null;
}

export interface EngineApi {
  /** Starts DuckDB, defines the time macros and locks the configuration. Further calls answer with the same info. */
  start(options: { baseUrl: string; zones: ZoneOffsets | null }): Promise<Outcome<EngineInfo>>;
  info(): Promise<EngineInfo>;
  run(request: RunRequest, onEvent: (event: RunEvent) => void): Promise<Outcome<RunResult>>;
  /** Stops a run; its promise settles as cancelled. */
  cancel(runId: RunId): Promise<void>;
  /** Rows of a kept result as Arrow IPC stream bytes in which every column is text as DuckDB prints it. */
  page(resultKey: string, offset: number, limit: number): Promise<Outcome<Uint8Array>>;
  /** Chooses and orders the rows of a kept result, once: pages of it are then read by the answer's key. */
  openView(request: ViewRequest): Promise<Outcome<OpenedView>>;
  /** The values of a column, counted; not kept. */
  valuesOf(request: ValuesRequest): Promise<Outcome<ColumnValues>>;
  /** Stops what was asked for under this number, which settles as cancelled, and forgets a view that it opened. */
  closeView(viewId: ViewId): Promise<void>;
  /** Columns and exact row count of a relation by name. */
  relation(name: string): Promise<Outcome<{ name: string; columns: Column[]; rowCount: number }>>;
  /** As `page`, of a relation by name. */
  relationPage(name: string, offset: number, limit: number): Promise<Outcome<Uint8Array>>;
  /**
   * A read-only SELECT for charts and profiles: typed Arrow IPC bytes, at most `maxRows` rows; `truncated` says whether
   * more were there. Where it has a number, `closeView` stops it, and it settles as cancelled.
   */
  select(
    sql: string,
    maxRows: number,
    viewId?: ViewId,
  ): Promise<Outcome<{ ipc: Uint8Array; columns: Column[]; truncated: boolean }>>;
  /** DuckDB's statistics of some of a relation's columns; none where its rows are not kept as a table. Reads one row. */
  columnStats(relation: string, columns: readonly string[]): Promise<Outcome<ColumnStats[]>>;
  /** What stands behind FROM of a `select` to read the very rows of a kept result, maybe with more columns; fails once they went. */
  resultSql(resultKey: string): Promise<Outcome<string>>;
  /** What is wrong with a SQL cell as far as parsing and binding tell. Runs nothing, reads no rows and changes nothing. */
  checkSql(request: SqlCheckRequest): Promise<Outcome<SqlCheck>>;
  /** The relations that a file can give, without loading any; the file's own trouble is left for the load to tell. */
  inspect(file: File): Promise<Outcome<FilePart[]>>;
  /** What a file would become if it were read so, from its first part, without loading it. */
  preview(file: File, how: ReadingOptions): Promise<Outcome<SourcePreview>>;
  /** Loads files; each request gives one receipt. Settles when all are loaded or failed. */
  addSources(requests: SourceRequest[], onEvent: (event: SourceEvent) => void): Promise<Receipt[]>;
  /** The rejected rows of a source, at most `most`. */
  rejectedRows(relation: string, most: number): Promise<Outcome<RejectedRows>>;
  /** Why each corrected text of a rejected row would not load, or null where it would; keeps nothing of them. */
  tryFixes(relation: string, fixes: RowFix[]): Promise<Outcome<(string | null)[]>>;
  /** Stops the load of a source, also one that waits its turn; its receipt says so and its relation goes. */
  cancelSource(relation: string): Promise<void>;
  dropSource(relation: string): Promise<void>;
  /** Opens a relation channel for one run of a TypeScript cell; see lib/sandbox/protocol.ts. Only `reads` are served, and `name` may be written. */
  openRelations(runId: RunId, name: string, reads: string[], port: MessagePort): Promise<void>;
  /** Keeps what a TypeScript run wrote as the cell's relation; null where it wrote none. */
  closeRelations(runId: RunId, keep: boolean): Promise<Outcome<KeptResult | null>>;
  exportRelation(
    name: string,
    format: ExportFormat,
    target: ExportTarget,
    options: Record<string, unknown>,
    onProgress: (rowsDone: number, rowsTotal: number) => void,
    /** What `cancel` stops it by; nothing of it is left then. */
    runId?: RunId,
  ): Promise<Outcome<ExportResult>>;
  /** Writes relations as files, one or many; see there. */
  writeOut: WriteOut;
}

/** UTC offsets of time zones, made with Intl: from each instant (UTC microseconds) on, seconds to add. */
export interface ZoneOffsets {
  zone: string[];
  fromMicros: bigint[];
  offsetSeconds: number[];
}
