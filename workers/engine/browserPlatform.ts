import * as duckdb from "@duckdb/duckdb-wasm";
import type { DuckPlatform } from "./duckHost.ts";
import { type DuckWorker, duckdbVersion } from "./duckWorker.ts";

/** DuckDB in a browser: in the worker already started, files read through their handles. */
export function browserPlatform(baseUrl: string, { worker, ends }: DuckWorker): DuckPlatform {
  return {
    createWorker: () => worker,
    wasmUrl: new URL(`duckdb/${duckdbVersion}/duckdb-eh.wasm`, baseUrl).href,
    // directIO: reads of up to 32 MB; without it DuckDB asks for 16 KB at a time.
    registerFile: (db, name, file) =>
      db.registerFileHandle(name, file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true),
    workerEnds: ends,
  };
}
