import type { DuckPlatform } from "../duckHost.ts";
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
