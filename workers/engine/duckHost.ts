import { RecordBatchReader, type Table } from "apache-arrow";

/** Called between polls of a running statement. */
export interface StatementWatch {
  signal?: AbortSignal;
  onPoll?: (elapsedMs: number) => void;
  /** Called while bytes that it reads are fetched from another host. */
  onFetch?: (bytesDone: number, bytesTotal: number) => void;
  /** Called once its result can be fetched: of CREATE TABLE AS that is when the table is there. */
  onResult?: () => void;
}

/** Thrown into every waiting call when DuckDB's worker is gone. */
export class EngineGone extends Error {
  override name = "EngineGone";
}

/** Thrown where a statement was stopped on request. */
export class StatementCancelled extends Error {
  override name = "StatementCancelled";
}

/** Set-up that waits for the first statement that needs it. */
export interface LaterSetup {
  sql: string;
  connection: number;
  isNeededBy(sql: string): boolean;
}

/**
 * A DuckDB behind statements, streams and inserts: in the browser DuckDB-WASM (`WasmHost`), outside it the native one
 * (`NativeHost`). Knows no cell, source or result. Every call rejects with `EngineGone` once DuckDB is gone.
 */
export interface DuckHost {
  /** What stands before the name of every file that is registered: "" or a folder of the disk with its last slash. */
  readonly folder: string;
  readonly isDead: boolean;
  /** Settles all waiting calls as gone. */
  die(reason: string): void;
  /** From now on `setup` runs once, before the first statement that needs it. */
  setUpLater(setup: LaterSetup): void;
  /** Runs what was put off, once; where that fails, everything that needs it fails in the same way. */
  finishSetup(): Promise<void>;
  connect(): Promise<number>;
  disconnect(connection: number): Promise<void>;
  /** Makes a file readable to statements under this name, which begins with `folder`. */
  registerFile(name: string, file: File): Promise<void>;
  dropFile(name: string): Promise<unknown>;
  /** Database files in DuckDB's own memory; absent where it writes to the disk. */
  readonly databases?: {
    put(name: string, bytes: Uint8Array): Promise<void>;
    /** All bytes of one that is detached. */
    take(name: string): Promise<Uint8Array>;
  };
  /** Runs one statement and yields its result as the messages of one Arrow IPC stream, schema first, without an end mark. */
  stream(connection: number, sql: string, watch?: StatementWatch): AsyncGenerator<Uint8Array>;
  /**
   * Short statements in one go, which cannot be cancelled, so only for what surely takes milliseconds. All such calls and
   * inserts run in the order in which they were asked for. Of several statements, the first one's rows are answered.
   */
  quick(connection: number, sql: string): Promise<Uint8Array>;
  /** As `quick`, as a table. */
  quickTable(connection: number, sql: string): Promise<Table>;
  /** Runs one statement to its end and gives its whole result, which must be small. */
  table(connection: number, sql: string, watch?: StatementWatch): Promise<Table>;
  /** As `table`, as the bytes of one IPC stream. */
  bytes(connection: number, sql: string, watch?: StatementWatch): Promise<Uint8Array>;
  /** Runs one statement for its effect; answers the number of rows it changed where DuckDB says so. */
  execute(connection: number, sql: string, watch?: StatementWatch): Promise<number | null>;
  /** Puts the rows of one complete IPC stream into a table, made by the first call. */
  insert(ipc: Uint8Array, schema: string, name: string, create: boolean): Promise<void>;
  /** As `insert`, on a connection that is used for nothing else and no more once an insert failed. */
  insertOn(connection: number, ipc: Uint8Array, schema: string, name: string, create: boolean): Promise<void>;
}

/** Joins chunks into one array. */
export function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const only = chunks[0];
  if (chunks.length === 1 && only) return only;
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}

/** Number of rows in the batches of an IPC stream. */
export function countRows(ipc: Uint8Array): number {
  let rows = 0;
  for (const batch of RecordBatchReader.from(ipc)) rows += batch.numRows;
  return rows;
}
