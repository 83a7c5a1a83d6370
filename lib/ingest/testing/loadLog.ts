import { expect } from "vitest";
import { textProjection } from "../../table/textProjection.ts";
import type { LogOptions } from "../logs/logFormat.ts";
import { readLogText } from "../logs/readLog.ts";
import type { ReadReport } from "../types.ts";
import { collectingSink } from "./collectingSink.ts";
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

let tables = 0;

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
    const table = keepAs ?? `log${++tables}`;
    wasm.insert(table, sink.ipcs);
    const unquoted = (text: string | null) => text?.replaceAll('"', "");
    const described = wasm.texts(`SELECT column_name, column_type FROM (DESCRIBE ${table})`);
    expect(described.map(([name, type]) => `${name} ${unquoted(type ?? "")}`)).toEqual(
      report.columns.map(({ name, type }) => `${name} ${unquoted(type)}`),
    );
    const rows = wasm.texts(`SELECT ${textProjection(report.columns).join(", ")} FROM ${table}`);
    if (!keepAs) wasm.run(`DROP TABLE ${table}`);
    expect(report.loaded).toBe(rows.length);
    expect(report.rows).toBe(report.loaded + report.rejects.length);
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

function chunked(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}
