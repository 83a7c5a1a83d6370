import { expect } from "vitest";
import { textProjection } from "../../table/textProjection.ts";
import type { ReadReport } from "../types.ts";
import { type CollectingSink, collectingSink } from "./collectingSink.ts";
import type { WasmDuckDb } from "./wasmDuckDb.ts";

/** A file as it stands in the engine's table. */
export interface LoadedFile {
  columns: ReadReport["columns"];
  types: string[];
  rows: (string | null)[][];
  report: ReadReport;
  sink: CollectingSink;
}

let tables = 0;

/** What a reader handed out as the engine holds it, after a check that it is what was reported; for tests only. */
export function tableOf(
  wasm: WasmDuckDb,
  sink: CollectingSink,
  report: ReadReport,
  keepAs?: string,
): (string | null)[][] {
  const table = keepAs ?? `l${++tables}`;
  wasm.insert(table, sink.ipcs);
  const unquoted = (text: string | null) => text?.replaceAll('"', "");
  const described = wasm.texts(`SELECT column_name, column_type FROM (DESCRIBE ${table})`);
  expect(described.map(([name, type]) => `${name} ${unquoted(type ?? "")}`)).toEqual(
    report.columns.map(({ name, type }) => `${name} ${unquoted(type)}`),
  );
  const rows = wasm.texts(`SELECT ${textProjection(report.columns).join(", ")} FROM ${table}`);
  if (keepAs === undefined) wasm.run(`DROP TABLE ${table}`);
  expect(report.loaded).toBe(rows.length);
  expect(report.rows).toBe(report.loaded + report.rejects.length);
  return rows;
}

/** Reads files into the engine with a reader, and checks that what is reported is what is there; for tests only. */
export function fileLoader(
  wasm: WasmDuckDb,
  read: (file: Blob, sink: CollectingSink) => Promise<ReadReport>,
): (file: Blob) => Promise<LoadedFile> {
  return async (file) => {
    const sink = collectingSink();
    const report = await read(file, sink);
    const rows = tableOf(wasm, sink, report);
    return { columns: report.columns, types: report.columns.map(({ type }) => type), rows, report, sink };
  };
}
