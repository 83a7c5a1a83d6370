import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import {
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBInstance,
  type DuckDBResult,
} from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import { type RecordBatch, RecordBatchReader, Schema, type Table, tableFromIPC } from "apache-arrow";
import { duckTypeOf } from "../../lib/ingest/arrow/duckTypeOf.ts";
import { batchOf, ipcOf } from "../../lib/ingest/arrow/ipcOf.ts";
import { quoteIdentifier, quoteName } from "../../lib/sql/quote.ts";
import {
  concat,
  type DuckHost,
  EngineGone,
  type LaterSetup,
  StatementCancelled,
  type StatementWatch,
} from "../engine/duckHost.ts";
import { pathOf } from "./diskFile.ts";
import { readVector } from "./readVector.ts";
import { arrowTypeOf, fieldOf } from "./typeMap.ts";
import { writeVector } from "./writeVector.ts";

/** How often a running statement is looked at, and told again to stop (ms). */
const pollIntervalMs = 50;
const endMarkBytes = 8;

/** Native DuckDB behind the same face as DuckDB-WASM, so that everything above is the same code. */
export class NativeHost implements DuckHost {
  readonly folder: string;
  private readonly connections = new Map<number, DuckDBConnection>();
  private nextConnection = 1;
  private readonly gone: Promise<never>;
  private fail: (error: Error) => void = () => undefined;
  private dead: Error | null = null;
  private later: LaterSetup | null = null;
  private settingUp: Promise<unknown> | null = null;
  /** Quick statements and inserts, one after the other: DuckDB-WASM's worker keeps their order, and callers rest on it. */
  private turn: Promise<unknown> = Promise.resolve();

  /** `folder` is private to this engine: links to the files that it may read are made below it. */
  constructor(
    private readonly instance: DuckDBInstance,
    folder: string,
  ) {
    this.folder = folder.endsWith("/") ? folder : `${folder}/`;
    this.gone = new Promise<never>((_, reject) => {
      this.fail = reject;
    });
    // Nobody may be waiting when it dies.
    this.gone.catch(() => undefined);
  }

  get isDead(): boolean {
    return this.dead !== null;
  }

  die(reason: string): void {
    if (this.dead) return;
    this.dead = new EngineGone(reason);
    this.fail(this.dead);
    for (const connection of this.connections.values()) connection.interrupt();
  }

  setUpLater(setup: LaterSetup): void {
    this.later = setup;
  }

  async finishSetup(): Promise<void> {
    const { later } = this;
    if (!later) return;
    this.settingUp ??= this.alive(this.inTurn(() => this.runAll(later.connection, later.sql)));
    await this.settingUp;
    this.later = null;
  }

  private async setUpFor(sql: string): Promise<void> {
    if (this.later?.isNeededBy(sql)) await this.finishSetup();
  }

  async connect(): Promise<number> {
    const id = this.nextConnection++;
    this.connections.set(id, await this.alive(this.instance.connect()));
    return id;
  }

  async disconnect(id: number): Promise<void> {
    this.connections.get(id)?.disconnectSync();
    this.connections.delete(id);
  }

  async registerFile(name: string, file: File): Promise<void> {
    await mkdir(dirname(name), { recursive: true });
    await rm(name, { force: true });
    const path = pathOf(file);
    if (path === null) await writeFile(name, new Uint8Array(await file.arrayBuffer()));
    else await symlink(path, name);
  }

  dropFile(name: string): Promise<unknown> {
    return rm(name, { force: true });
  }

  async *stream(id: number, sql: string, watch: StatementWatch = {}): AsyncGenerator<Uint8Array> {
    const startedAt = performance.now();
    const { signal } = watch;
    await this.setUpFor(sql);
    const connection = this.connection(id);
    if (signal?.aborted) throw new StatementCancelled("The statement was stopped.");
    const timer = setInterval(() => {
      watch.onPoll?.(performance.now() - startedAt);
      // Again and again: a stop that comes between two of DuckDB's steps is not heard.
      if (signal?.aborted) connection.interrupt();
    }, pollIntervalMs);
    const stop = () => connection.interrupt();
    signal?.addEventListener("abort", stop);
    let isOver = false;
    try {
      const result = await this.alive(connection.stream(sql));
      const messages = new Messages(result);
      // With the first rows there the statement has been run, where it is run for its effect.
      let chunk = await this.alive(result.fetchChunk());
      if (signal?.aborted) throw new StatementCancelled("The statement was stopped.");
      watch.onResult?.();
      yield messages.header;
      while (chunk && chunk.rowCount > 0) {
        yield messages.of(chunk);
        if (signal?.aborted) throw new StatementCancelled("The statement was stopped.");
        chunk = await this.alive(result.fetchChunk());
      }
      isOver = true;
    } catch (thrown) {
      if (signal?.aborted) throw new StatementCancelled("The statement was stopped.");
      throw inDuckDbsWords(thrown);
    } finally {
      clearInterval(timer);
      signal?.removeEventListener("abort", stop);
      // A result left half read would hold the connection's transaction open.
      if (!isOver) connection.interrupt();
    }
  }

  async quick(id: number, sql: string): Promise<Uint8Array> {
    if (this.later) await this.setUpFor(sql);
    return this.alive(this.inTurn(() => this.runAll(id, sql))).catch((thrown: unknown) => {
      throw inDuckDbsWords(thrown);
    });
  }

  /** Runs all statements of a text and answers the rows of the first. */
  private async runAll(id: number, sql: string): Promise<Uint8Array> {
    const statements = await this.connection(id).extractStatements(sql);
    let first: Uint8Array | null = null;
    for (let at = 0; at < statements.count; at++) {
      const prepared = await statements.prepare(at);
      try {
        const result = await prepared.run();
        first ??= await wholeOf(result);
      } finally {
        prepared.destroySync();
      }
    }
    return first ?? ipcOf(new Schema([]), []);
  }

  async quickTable(connection: number, sql: string): Promise<Table> {
    return tableFromIPC(await this.quick(connection, sql));
  }

  async table(connection: number, sql: string, watch: StatementWatch = {}): Promise<Table> {
    return tableFromIPC(await this.bytes(connection, sql, watch));
  }

  async bytes(connection: number, sql: string, watch: StatementWatch = {}): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.stream(connection, sql, watch)) chunks.push(chunk);
    return concat(chunks);
  }

  async execute(connection: number, sql: string, watch: StatementWatch = {}): Promise<number | null> {
    const table = await this.table(connection, sql, watch);
    const count = table.getChild("Count")?.get(0);
    return typeof count === "bigint" ? Number(count) : null;
  }

  async insert(ipc: Uint8Array, schema: string, name: string, create: boolean): Promise<void> {
    const connection = await this.connect();
    try {
      await this.insertOn(connection, ipc, schema, name, create);
    } finally {
      await this.disconnect(connection);
    }
  }

  insertOn(id: number, ipc: Uint8Array, schema: string, name: string, create: boolean): Promise<void> {
    return this.alive(this.inTurn(() => insertInto(this.connection(id), ipc, schema, name, create)));
  }

  private connection(id: number): DuckDBConnection {
    const connection = this.connections.get(id);
    if (!connection) throw new Error(`Connection ${id} is closed.`);
    return connection;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private alive<T>(call: Promise<T>): Promise<T> {
    if (this.dead) return Promise.reject(this.dead);
    return Promise.race([call, this.gone]);
  }
}

/** The driver's own words before what DuckDB says hide the kind of the failure. */
function inDuckDbsWords(thrown: unknown): unknown {
  const said = thrown instanceof Error ? /^Failed to extract statements: (.*)$/s.exec(thrown.message) : null;
  return said ? new Error(said[1], { cause: thrown }) : thrown;
}

/** The messages of one Arrow IPC stream, made of a result's chunks. */
class Messages {
  readonly header: Uint8Array;
  private readonly types;
  private readonly schema: Schema;

  constructor(result: DuckDBResult) {
    this.types = result.columnTypes();
    const names = result.columnNames();
    this.schema = new Schema(this.types.map((type, at) => fieldOf(names[at] ?? "", type)));
    this.header = ipcOf(this.schema, []).slice(0, -endMarkBytes);
  }

  of(chunk: DuckDBDataChunk): Uint8Array {
    return ipcOf(this.schema, [this.batch(chunk)]).subarray(this.header.byteLength, -endMarkBytes);
  }

  private batch({ chunk, rowCount }: DuckDBDataChunk): RecordBatch {
    const columns = this.types.map((type, at) => {
      const vector = duckdb.data_chunk_get_vector(chunk, at);
      return readVector(vector, type, this.schema.fields[at]?.type ?? arrowTypeOf(type), rowCount);
    });
    return batchOf(this.schema, columns, rowCount);
  }
}

async function wholeOf(result: DuckDBResult): Promise<Uint8Array> {
  const messages = new Messages(result);
  const parts = [messages.header];
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
    parts.push(messages.of(chunk));
  return concat(parts);
}

/** Appends an IPC stream's rows chunk by chunk. */
async function insertInto(
  connection: DuckDBConnection,
  ipc: Uint8Array,
  schema: string,
  name: string,
  create: boolean,
): Promise<void> {
  const reader = RecordBatchReader.from(ipc).open();
  const { fields } = reader.schema;
  if (create) {
    const columns = fields.map((field) => `${quoteIdentifier(field.name)} ${duckTypeOf(field)}`);
    await connection.run(`create table ${quoteName(schema, name)} (${columns.join(", ")})`);
  }
  const appender = await connection.createAppender(name, schema);
  try {
    const types = fields.map((_, at) => appender.columnType(at));
    const most = duckdb.vector_size();
    for (const batch of reader) {
      for (let from = 0; from < batch.numRows; from += most) {
        const count = Math.min(most, batch.numRows - from);
        const chunk = DuckDBDataChunk.create(types, count);
        fields.forEach((field, at) => {
          const data = batch.data.children[at];
          const vector = duckdb.data_chunk_get_vector(chunk.chunk, at);
          if (data) writeVector(vector, field, data, from, count);
        });
        appender.appendDataChunk(chunk);
      }
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}
