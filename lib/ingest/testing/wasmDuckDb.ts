import { createRequire } from "node:module";

/** The engine that the app ships, run in this thread by DuckDB-WASM's Node bundle; for tests only. */
export interface WasmDuckDb {
  run(sql: string): void;
  /** One text a value; every column must be text. */
  texts(sql: string): (string | null)[][];
  /** The result as one Arrow IPC stream. */
  ipc(sql: string): Uint8Array;
  /** Messages of one Arrow IPC stream, as `send` gives them in the app. */
  stream(sql: string): AsyncIterable<Uint8Array>;
  insert(table: string, ipcs: Uint8Array[]): void;
  file(name: string, bytes: Uint8Array): void;
}

interface Bindings {
  instantiate(progress: () => void): Promise<unknown>;
  open(config: { path: string }): void;
  connect(): { useUnsafe<R>(run: (bindings: Bindings, connection: number) => R): R };
  runQuery(connection: number, sql: string): Uint8Array;
  startPendingQuery(connection: number, sql: string, allowStreamResult?: boolean): Uint8Array | null;
  pollPendingQuery(connection: number): Uint8Array | null;
  fetchQueryResults(connection: number): Uint8Array | null;
  insertArrowFromIPCStream(
    connection: number,
    ipc: Uint8Array,
    options: { name: string; schema: string; create: boolean },
  ): void;
  registerFileBuffer(name: string, bytes: Uint8Array): void;
}

interface NodeBundle {
  createDuckDB(bundles: object, logger: object, runtime: object): Promise<Bindings>;
  VoidLogger: new () => object;
  NODE_RUNTIME: object;
}

/** Starts DuckDB-WASM as the app does: the eh bundle, nothing loaded from elsewhere. */
export async function openWasmDuckDb(): Promise<WasmDuckDb> {
  const require = createRequire(import.meta.url);
  const bundle: NodeBundle = require("@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs");
  const module = (kind: string) => ({
    mainModule: require.resolve(`@duckdb/duckdb-wasm/dist/duckdb-${kind}.wasm`),
    mainWorker: "",
  });
  const bindings = await bundle.createDuckDB(
    { mvp: module("mvp"), eh: module("eh") },
    new bundle.VoidLogger(),
    bundle.NODE_RUNTIME,
  );
  await bindings.instantiate(() => undefined);
  bindings.open({ path: ":memory:" });
  // One connection, as temporary tables live in theirs.
  const main = bindings.connect();
  const ipc = (sql: string) => main.useUnsafe((b, connection) => b.runQuery(connection, sql).slice());
  ipc("SET GLOBAL autoinstall_known_extensions=false");
  ipc("SET GLOBAL autoload_known_extensions=false");
  const { decodeTextPage } = await import("../../table/textPage.ts");
  return {
    run: (sql) => void ipc(sql),
    ipc,
    texts(sql) {
      const page = decodeTextPage(ipc(sql));
      return Array.from({ length: page.rows }, (_, row) =>
        page.columns.map((_, column) => page.cell(row, column)),
      );
    },
    async *stream(sql) {
      const connection = bindings.connect().useUnsafe((_, number) => number);
      let header = bindings.startPendingQuery(connection, sql, true);
      while (header == null) header = bindings.pollPendingQuery(connection);
      yield header.slice();
      for (;;) {
        const chunk = bindings.fetchQueryResults(connection);
        if (chunk == null || chunk.length === 0) return;
        yield chunk.slice();
      }
    },
    // A fresh connection each: a refused stream poisons later inserts on its connection.
    insert(table, ipcs) {
      ipcs.forEach((bytes, index) => {
        bindings.connect().useUnsafe((b, connection) => {
          b.insertArrowFromIPCStream(connection, bytes, { name: table, schema: "main", create: index === 0 });
        });
      });
    },
    file: (name, bytes) => bindings.registerFileBuffer(name, bytes.slice()),
  };
}
