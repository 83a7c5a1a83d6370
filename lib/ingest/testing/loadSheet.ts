import { readSheet, type SheetOptions } from "../excel/readSheet.ts";
import type { ReadReport } from "../types.ts";
import { collectingSink } from "./collectingSink.ts";
import { tableOf } from "./loadFile.ts";
import type { WasmDuckDb } from "./wasmDuckDb.ts";

/** A sheet as it stands in the engine's table. */
export interface LoadedTable {
  types: string[];
  rows: (string | null)[][];
  report: ReadReport;
  restarts: number;
}

/** Reads a sheet into the engine and checks that what is reported is what is there; for tests only. */
export type LoadSheet = (
  workbook: Uint8Array | Blob | string,
  options?: SheetOptions,
) => Promise<LoadedTable>;

/** A loader into an engine. */
export function sheetLoader(wasm: WasmDuckDb): LoadSheet {
  return async (workbook, options = {}) => {
    const file = workbook instanceof Uint8Array ? new Blob([new Uint8Array(workbook)]) : new Blob([workbook]);
    const sink = collectingSink();
    const report = await readSheet(file, sink, options, () => undefined, new AbortController().signal);
    const rows = tableOf(wasm, sink, report);
    return {
      types: report.columns.map(({ name, type }) => `${name} ${type}`),
      rows,
      report,
      restarts: sink.restarts,
    };
  };
}
