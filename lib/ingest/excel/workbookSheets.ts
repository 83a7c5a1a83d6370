import { IngestError } from "../types.ts";
import { type CellRange, rangeText } from "./cellAddress.ts";
import { openWorkbook } from "./openWorkbook.ts";
import { rowsOf } from "./rowsOf.ts";
import type { SheetEntry, SheetHidden, Workbook } from "./workbook.ts";

/** A sheet with its size. Rows and columns are counted from A1, as a sheet's own numbers do. */
export interface SheetInfo {
  name: string;
  kind: SheetEntry["kind"];
  hidden: SheetHidden;
  /** From the first to the last cell, be it only a format, and merged areas: "B2:F20"; null where there is none. */
  usedRange: string | null;
  /** From the first to the last value; null where there is none, or where it was not counted. */
  valueRange: string | null;
  rows: number;
  columns: number;
  /** Cells that show something; null where they were not counted. */
  cells: number | null;
  /** Cells with a text of no characters, as formulas give for nothing. */
  emptyTexts: number;
  /** false where the size is what the sheet claims, since counting would take long; 0 where it claims none. */
  isCounted: boolean;
  /** Why the sheet cannot be read, although the workbook can. */
  problem: string | null;
}

export interface SheetsOptions {
  /** Bytes of the file to read for counting; sheets beyond are believed. Infinity counts all, absent is 4 MiB. */
  countUpTo?: number;
  signal?: AbortSignal;
}

const quickBytes = 4 << 20;

/** The sheets of a workbook with their sizes, in its order. Throws an IngestError where it cannot be opened. */
export async function workbookSheets(file: Blob, options: SheetsOptions = {}): Promise<SheetInfo[]> {
  const workbook = await openWorkbook(file);
  const infos: SheetInfo[] = [];
  let left = options.countUpTo ?? quickBytes;
  for (const [index, { name, kind, hidden, bytes }] of workbook.sheets.entries()) {
    const mayCount = bytes <= left;
    if (mayCount) left -= bytes;
    const info = await sheetInfo(workbook, index, mayCount, options.signal).catch(
      (problem: unknown): SheetInfo => {
        if (!(problem instanceof IngestError)) throw problem;
        const unread = { ...sized(null, null), cells: null, emptyTexts: 0, isCounted: false };
        return { name, kind, hidden, ...unread, problem: problem.message };
      },
    );
    infos.push(info);
  }
  return infos;
}

async function sheetInfo(
  workbook: Workbook,
  index: number,
  mayCount: boolean,
  signal?: AbortSignal,
): Promise<SheetInfo> {
  const { name, kind, hidden } = workbook.sheets[index] ?? emptyEntry;
  const base = { name, kind, hidden, problem: null };
  if (kind === "chart") return { ...base, ...sized(null, null), cells: 0, emptyTexts: 0, isCounted: true };
  const uncounted = { cells: null, emptyTexts: 0, isCounted: false };
  // One text holds all sheets of these: counting each would read what is before it again.
  const isOneText = workbook.format === "ods" || workbook.format === "spreadsheetml";
  if (!mayCount && isOneText) return { ...base, ...sized(null, null), ...uncounted };
  const source = await workbook.rows(index, { signal });
  const used = new Bounds();
  const values = new Bounds();
  let cells = 0;
  let emptyTexts = 0;
  try {
    for await (const row of rowsOf(source)) {
      const { claimed } = source.facts;
      if (!mayCount && claimed && claimed.lastRow > 0) {
        return { ...base, ...sized(claimed, null), ...uncounted };
      }
      if (row.lastColumn >= 0) used.add(row.row, row.firstColumn, row.lastColumn);
      emptyTexts += row.count - row.shown;
      if (row.isBlank) continue;
      values.add(row.row, row.columns[0] ?? 0, row.columns[row.count - 1] ?? 0);
      cells += row.shown;
    }
  } finally {
    await source.close();
  }
  for (const merge of source.facts.merges) {
    used.add(merge.firstRow, merge.firstColumn, merge.lastColumn);
    used.add(merge.lastRow, merge.firstColumn, merge.lastColumn);
  }
  return { ...base, ...sized(used.range, values.range), cells, emptyTexts, isCounted: true };
}

function sized(used: CellRange | null, values: CellRange | null) {
  return {
    usedRange: used && rangeText(used),
    valueRange: values && rangeText(values),
    rows: used ? used.lastRow + 1 : 0,
    columns: used ? used.lastColumn + 1 : 0,
  };
}

const emptyEntry: SheetEntry = { name: "", hidden: "no", kind: "worksheet", bytes: 0 };

class Bounds {
  range: CellRange | null = null;

  add(row: number, firstColumn: number, lastColumn: number): void {
    const { range } = this;
    if (!range) {
      this.range = { firstRow: row, lastRow: row, firstColumn, lastColumn };
      return;
    }
    range.firstRow = Math.min(range.firstRow, row);
    range.lastRow = Math.max(range.lastRow, row);
    range.firstColumn = Math.min(range.firstColumn, firstColumn);
    range.lastColumn = Math.max(range.lastColumn, lastColumn);
  }
}
