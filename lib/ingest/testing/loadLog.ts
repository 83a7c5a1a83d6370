import type { LogOptions } from "../logs/logFormat.ts";
import { readLogText } from "../logs/readLog.ts";
import type { ReadReport } from "../types.ts";
import { collectingSink } from "./collectingSink.ts";
import { tableOf } from "./loadFile.ts";
import { chunked } from "./streamBytes.ts";
import type { WasmDuckDb } from "./wasmDuckDb.ts";

/** Log lines as they stand in the engine's table. */
export interface LoadedLog {
  types: string[];
  rows: (string | null)[][];
  /** Rows by column's name. */
  records: Record<string, string | null>[];
  report: ReadReport;
  restarts: number;
}

/** Reads log text into the engine in chunks of a size, and checks that what is reported is there; for tests only. */
export type LoadLog = (
  input: string | Uint8Array,
  options: LogOptions,
  chunkBytes?: number,
  keepAs?: string,
) => Promise<LoadedLog>;

/** A loader into an engine. */
export function logLoader(wasm: WasmDuckDb): LoadLog {
  return async (input, options, chunkBytes = 1 << 20, keepAs) => {
    const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
    const sink = collectingSink();
    const report = await readLogText(
      {
        open: () => chunked(bytes, chunkBytes),
        sink,
        onProgress: () => undefined,
        signal: new AbortController().signal,
      },
      options,
    );
    const rows = tableOf(wasm, sink, report, keepAs);
    return {
      types: report.columns.map(({ name, type }) => `${name} ${type}`),
      rows,
      records: rows.map((row) =>
        Object.fromEntries(report.columns.map(({ name }, index) => [name, row[index] ?? null])),
      ),
      report,
      restarts: sink.restarts,
    };
  };
}
