import * as duckdb from "@duckdb/duckdb-wasm";
import { type Table, tableFromIPC } from "apache-arrow";
import type { CarriedExtension } from "./carriedExtensions.ts";
import {
  concat,
  type DuckHost,
  EngineGone,
  type LaterSetup,
  StatementCancelled,
  type StatementWatch,
} from "./duckHost.ts";

/** What the engine needs of a platform to start DuckDB: a worker that runs DuckDB's script, and the wasm's address. */
export interface DuckPlatform {
  /** A worker of its own for each DuckDB: another is started where an extension broke the first. */
  createWorker(): Promise<Worker>;
  wasmUrl: string;
  /** How a source file becomes readable to DuckDB under a registered name. */
  registerFile(db: duckdb.AsyncDuckDB, name: string, file: File): Promise<void>;
  /** Settles when the worker created last is gone; asked once for each, after DuckDB has answered. */
  workerEnds?(): Promise<void>;
  /** The extensions beside the app, and how long each may take to be fetched and to be loaded, in milliseconds. */
  extensions?: { carried: readonly CarriedExtension[]; limitMs: number };
}

/** Polls come back to the event loop this often (ms), so a cancel waits no longer than that. */
const pollIntervalMs = 20;

/** DuckDB-WASM behind statements, streams and inserts. Knows no cell, source or result. */
export class WasmHost implements DuckHost {
  readonly folder = "";
  /** Rejects once DuckDB is gone; every call races it, so that nothing waits for ever. */
  private readonly gone: Promise<never>;
  private fail: (error: Error) => void = () => undefined;
  private dead: Error | null = null;
  private later: LaterSetup | null = null;
  private settingUp: Promise<unknown> | null = null;

  private constructor(
    readonly db: duckdb.AsyncDuckDB,
    private readonly worker: Worker,
    private readonly platform: DuckPlatform,
  ) {
    this.gone = new Promise<never>((_, reject) => {
      this.fail = reject;
    });
    // Nobody may be waiting when it dies.
    this.gone.catch(() => undefined);
  }

  static async start(platform: DuckPlatform): Promise<WasmHost> {
    const worker = await platform.createWorker();
    const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
    const host = new WasmHost(db, worker, platform);
    worker.addEventListener("error", (event) => host.die(`DuckDB's worker failed: ${event.message}`));
    worker.addEventListener("close", () => host.die("DuckDB's worker was closed."));
    await host.alive(db.instantiate(platform.wasmUrl));
    void platform.workerEnds?.().then(() => host.die("DuckDB's worker ended."));
    await host.alive(
      db.open({
        path: ":memory:",
        query: { queryPollingInterval: pollIntervalMs },
        // A large text at another host is read by ranges, through the service worker; never whole.
        filesystem: { forceFullHTTPReads: false, allowFullHTTPReads: false },
      }),
    );
    return host;
  }

  /** Settles all waiting calls as gone. */
  die(reason: string): void {
    if (this.dead) return;
    this.dead = new EngineGone(reason);
    this.fail(this.dead);
    this.worker.terminate();
  }

  get isDead(): boolean {
    return this.dead !== null;
  }

  /** From now on `setup` runs once, before the first statement that needs it. */
  setUpLater(setup: LaterSetup): void {
    this.later = setup;
  }

  /** Runs what was put off, once; where that fails, everything that needs it fails in the same way. */
  async finishSetup(): Promise<void> {
    const { later } = this;
    if (!later) return;
    this.settingUp ??= this.alive(this.db.runQuery(later.connection, later.sql));
    await this.settingUp;
    this.later = null;
  }

  private async setUpFor(sql: string): Promise<void> {
    if (this.later?.isNeededBy(sql)) await this.finishSetup();
  }

  connect(): Promise<number> {
    return this.alive(this.db.connectInternal());
  }

  disconnect(connection: number): Promise<void> {
    return this.alive(this.db.disconnect(connection));
  }

  registerFile(name: string, file: File): Promise<void> {
    return this.alive(this.platform.registerFile(this.db, name, file));
  }

  readonly databases = {
    put: (name: string, bytes: Uint8Array) => this.alive(this.db.registerFileBuffer(name, bytes)),
    take: (name: string) => this.alive(this.db.copyFileToBuffer(name)),
  };

  dropFile(name: string): Promise<unknown> {
    return this.alive(this.db.dropFile(name));
  }

  /**
   * Runs one statement and yields its result as the messages of one Arrow IPC stream, schema first.
   * send and poll, not query: query blocks DuckDB's worker until it is done, so a cancel would arrive too late.
   */
  async *stream(connection: number, sql: string, watch: StatementWatch = {}): AsyncGenerator<Uint8Array> {
    const startedAt = performance.now();
    let finished = false;
    let ahead: Promise<Uint8Array> | null = null;
    const { signal } = watch;
    // Sent at once, so that it waits for the poll under way and no longer.
    const cancel = () => void this.alive(this.db.cancelPendingQuery(connection)).catch(() => false);
    await this.setUpFor(sql);
    try {
      let header = await this.alive(this.db.startPendingQuery(connection, sql, true));
      signal?.addEventListener("abort", cancel);
      if (signal?.aborted) cancel();
      while (header === null && !signal?.aborted) {
        watch.onPoll?.(performance.now() - startedAt);
        header = await this.alive(this.db.pollPendingQuery(connection));
      }
      signal?.removeEventListener("abort", cancel);
      // The cancel is on its way already, ahead of whatever comes next.
      if (header === null) finished = true;
      if (header === null || signal?.aborted) throw new StatementCancelled("The statement was stopped.");
      // One fetch ahead: DuckDB makes the next batch while the caller works on this one.
      ahead = this.fetch(connection);
      watch.onResult?.();
      yield header;
      for (;;) {
        if (signal?.aborted) throw new StatementCancelled("The statement was stopped.");
        const chunk = await ahead;
        if (chunk.byteLength === 0) break;
        ahead = this.fetch(connection);
        yield chunk;
      }
      finished = true;
    } finally {
      signal?.removeEventListener("abort", cancel);
      if (!finished) await ahead?.catch(() => undefined);
      // A result left half read would hold the connection's transaction open.
      if (!finished && !this.dead) await this.db.cancelPendingQuery(connection).catch(() => false);
    }
  }

  private async fetch(connection: number): Promise<Uint8Array> {
    for (;;) {
      const chunk = await this.alive(this.db.fetchQueryResults(connection));
      if (chunk !== null) return chunk;
    }
  }

  /**
   * One short statement in one round trip: DuckDB's worker does nothing else meanwhile and it cannot be cancelled,
   * so only for what surely takes milliseconds.
   */
  async quick(connection: number, sql: string): Promise<Uint8Array> {
    if (this.later) await this.setUpFor(sql);
    return this.alive(this.db.runQuery(connection, sql));
  }

  /** As `quick`, as a table. */
  async quickTable(connection: number, sql: string): Promise<Table> {
    return tableFromIPC(await this.quick(connection, sql));
  }

  /** Runs one statement to its end and gives its whole result, which must be small. */
  async table(connection: number, sql: string, watch: StatementWatch = {}): Promise<Table> {
    return tableFromIPC(await this.bytes(connection, sql, watch));
  }

  /** As `table`, as the bytes of one IPC stream. */
  async bytes(connection: number, sql: string, watch: StatementWatch = {}): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.stream(connection, sql, watch)) chunks.push(chunk);
    return concat(chunks);
  }

  /** Runs one statement for its effect; answers the number of rows it changed where DuckDB says so. */
  async execute(connection: number, sql: string, watch: StatementWatch = {}): Promise<number | null> {
    const table = await this.table(connection, sql, watch);
    const count = table.getChild("Count")?.get(0);
    return typeof count === "bigint" ? Number(count) : null;
  }

  /**
   * Puts the rows of one complete IPC stream into a table, made by the first call.
   * A stream without its end mark inserts nothing and poisons later inserts on the connection, hence a fresh one each time.
   */
  async insert(ipc: Uint8Array, schema: string, name: string, create: boolean): Promise<void> {
    const connection = await this.connect();
    try {
      await this.insertOn(connection, ipc, schema, name, create);
    } finally {
      if (!this.dead) await this.disconnect(connection);
    }
  }

  /** As `insert`, on a connection that is used for nothing else and no more once an insert failed. */
  insertOn(
    connection: number,
    ipc: Uint8Array,
    schema: string,
    name: string,
    create: boolean,
  ): Promise<void> {
    return this.alive(this.db.insertArrowFromIPCStream(connection, ipc, { schema, name, create }));
  }

  private alive<T>(call: Promise<T>): Promise<T> {
    if (this.dead) return Promise.reject(this.dead);
    return Promise.race([call, this.gone]);
  }
}
