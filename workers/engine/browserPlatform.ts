import * as duckdb from "@duckdb/duckdb-wasm";
import { lifeEnds, newLockName } from "../../lib/browser/workerLife.ts";
import type { DuckPlatform } from "./duckHost.ts";

const version = "1.32.0";

/** DuckDB in a browser: its own worker from the app's origin, files read through their handles. */
export function browserPlatform(baseUrl: string): DuckPlatform {
  const lockName = newLockName("duckdb");
  const workerUrl = new URL("duckdb-alive.js", baseUrl);
  workerUrl.searchParams.set("lock", lockName);
  workerUrl.searchParams.set("version", version);
  return {
    createWorker: () => new Worker(workerUrl),
    wasmUrl: new URL(`duckdb/${version}/duckdb-eh.wasm`, baseUrl).href,
    // directIO: reads of up to 32 MB; without it DuckDB asks for 16 KB at a time.
    registerFile: (db, name, file) =>
      db.registerFileHandle(name, file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true),
    workerEnds: () => lifeEnds(lockName),
  };
}
