import { expect } from "vitest";
import { textProjection } from "../../table/textProjection.ts";
import { readJson } from "../json/readJson.ts";
import type { ReadReport } from "../types.ts";
import { collectingSink } from "./collectingSink.ts";
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

let tables = 0;

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
    const table = `j${++tables}`;
    wasm.insert(table, sink.ipcs);
    const unquoted = (text: string | null) => text?.replaceAll('"', "");
    const described = wasm.texts(`SELECT column_name, column_type FROM (DESCRIBE ${table})`);
    expect(described.map(([name, type]) => `${name} ${unquoted(type ?? "")}`)).toEqual(
      report.columns.map(({ name, type }) => `${name} ${unquoted(type)}`),
    );
    const rows = wasm.texts(`SELECT ${textProjection(report.columns).join(", ")} FROM ${table}`);
    wasm.run(`DROP TABLE ${table}`);
    expect(report.loaded).toBe(rows.length);
    expect(report.rows).toBe(report.loaded + report.rejects.length);
    return {
      types: report.columns.map(({ name, type }) => `${name} ${type}`),
      rows,
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
