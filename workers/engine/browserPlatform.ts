import * as duckdb from "@duckdb/duckdb-wasm";
import { RemoteFile } from "../../lib/remote/RemoteFile.ts";
import { carriedExtensions } from "./carriedExtensions.ts";
import { type DuckWorker, duckdbVersion, startDuckWorker } from "./duckWorker.ts";
import type { DuckPlatform } from "./wasmHost.ts";

/** Enough for a slow host; past it DuckDB starts without the extension. */
const extensionLimitMs = 10_000;

/** DuckDB in a browser: in the worker already started, files read through their handles. */
export function browserPlatform(baseUrl: string, early: Promise<DuckWorker>): DuckPlatform {
  let current: DuckWorker | null = null;
  return {
    async createWorker() {
      current = await (current === null ? early : startDuckWorker(baseUrl));
      return current.worker;
    },
    wasmUrl: new URL(`duckdb/${duckdbVersion}/duckdb-eh.wasm`, baseUrl).href,
    registerFile(db, name, file) {
      // Without directIO a look at the beginning asks for 16 KB, and a scan soon for 16 MB at a time: half the time over
      // the network that it takes with it.
      if (file instanceof RemoteFile) {
        const { HTTP } = duckdb.DuckDBDataProtocol;
        return db.registerFileURL(name, new URL(file.ref.address, baseUrl).href, HTTP, false);
      }
      // directIO: reads of up to 32 MB; without it DuckDB asks for 16 KB at a time.
      return db.registerFileHandle(name, file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
    },
    workerEnds: async () => current?.ends(),
    extensions: { carried: carriedExtensions, limitMs: extensionLimitMs },
  };
}
