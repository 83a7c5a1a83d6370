import { openAsBlob } from "node:fs";
import { tableFromIPC } from "apache-arrow";
import { parseRange } from "../../lib/ingest/excel/cellAddress.ts";
import { readSheet } from "../../lib/ingest/excel/readSheet.ts";
import { workbookSheets } from "../../lib/ingest/excel/workbookSheets.ts";
import { collectingSink } from "../../lib/ingest/testing/collectingSink.ts";
import { IngestError } from "../../lib/ingest/types.ts";
import type { LoadedSheet, LoadWorkbook } from "./scoreWorkbooks.ts";

/** Loads a workbook with the project's own readers; what they throw besides an IngestError is thrown on. */
export const loadBySheets: LoadWorkbook = async (path) => {
  const file = await openAsBlob(path);
  try {
    const infos = await workbookSheets(file, { countUpTo: Number.POSITIVE_INFINITY });
    const sheets: LoadedSheet[] = [];
    for (const [index, info] of infos.entries()) {
      if (info.problem !== null) return { message: info.problem };
      const { name, kind, usedRange, valueRange, cells, emptyTexts } = info;
      const topLeft = valueRange === null ? [] : await corner(file, index);
      sheets.push({
        name,
        kind,
        used: sizeOf(usedRange),
        values: sizeOf(valueRange),
        cells: cells ?? 0,
        emptyTexts,
        topLeft,
      });
    }
    return sheets;
  } catch (problem) {
    if (problem instanceof IngestError) return { message: problem.message };
    throw problem;
  }
};

function sizeOf(range: string | null): { rows: number; columns: number } {
  const cells = range === null ? null : parseRange(range);
  return { rows: cells ? cells.lastRow + 1 : 0, columns: cells ? cells.lastColumn + 1 : 0 };
}

async function corner(file: Blob, sheet: number): Promise<(string | null)[][]> {
  const sink = collectingSink();
  const options = { sheet, range: "A1:F4", headerRow: null, allText: true, keepBlank: true };
  const nothing = () => undefined;
  try {
    await readSheet(file, sink, options, nothing, new AbortController().signal);
  } catch (problem) {
    if (problem instanceof IngestError && /holds a value/.test(problem.message)) return [];
    throw problem;
  }
  return sink.ipcs.flatMap((ipc) => {
    const table = tableFromIPC(ipc);
    return Array.from({ length: table.numRows }, (_, row) =>
      Array.from({ length: table.numCols }, (_, column): string | null => {
        const value: unknown = table.getChildAt(column)?.get(row);
        return typeof value === "string" ? value : null;
      }),
    );
  });
}
