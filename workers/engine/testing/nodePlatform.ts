import { startDuckDB } from "../startDuckDB.ts";
import type { StartedDuckDB } from "../startedDuckDB.ts";
import type { DuckPlatform } from "../wasmHost.ts";
import { NodeWorker, wasmPath } from "./nodeWorker.ts";

/** DuckDB-WASM in Node, for tests: the engine that ships, files copied in because Node has no FileReader. */
export function nodePlatform(): DuckPlatform {
  return {
    createWorker: async () => new NodeWorker() as unknown as Worker,
    wasmUrl: wasmPath(),
    registerFile: async (db, name, file) =>
      db.registerFileBuffer(name, new Uint8Array(await file.arrayBuffer())),
  };
}

/** Starts it, for `createEngine`. */
export function startInNode(baseUrl: string): Promise<StartedDuckDB> {
  return startDuckDB(nodePlatform(), baseUrl);
}
