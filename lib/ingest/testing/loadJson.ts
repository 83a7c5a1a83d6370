import { readJson } from "../json/readJson.ts";
import type { ReadReport } from "../types.ts";
import { collectingSink } from "./collectingSink.ts";
import { tableOf } from "./loadFile.ts";
import { chunked } from "./streamBytes.ts";
import type { WasmDuckDb } from "./wasmDuckDb.ts";

/** JSON text as it stands in the engine's table. */
export interface LoadedJson {
  types: string[];
  rows: (string | null)[][];
  report: ReadReport;
  restarts: number;
}

/** Reads JSON into the engine in chunks of a size, and checks that what is reported is what is there; for tests only. */
export type LoadJson = (input: string | Uint8Array, chunkBytes?: number) => Promise<LoadedJson>;

/** A loader into an engine. */
export function jsonLoader(wasm: WasmDuckDb): LoadJson {
  return async (input, chunkBytes = 1 << 20) => {
    const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
    const sink = collectingSink();
    const report = await readJson({
      open: () => chunked(bytes, chunkBytes),
      sink,
      onProgress: () => undefined,
      signal: new AbortController().signal,
    });
    const rows = tableOf(wasm, sink, report);
    return {
      types: report.columns.map(({ name, type }) => `${name} ${type}`),
      rows,
      report,
      restarts: sink.restarts,
    };
  };
}
