import type { CellRange } from "../cellAddress.ts";
import { cellKind, SheetRow } from "../sheetRow.ts";
import type { RowSource } from "../workbook.ts";
import { cellText } from "./cellText.ts";

/** A cell of the first rows: its text, and whether it is one. Errors and empty texts are neither text nor value. */
export interface HeadCell {
  text: string;
  is: "text" | "value" | "other";
  /** The number behind a value; days for dates. */
  number: number;
}

/** One of the first rows that have values. */
export interface HeadRow {
  row: number;
  cells: Map<number, HeadCell>;
}

/** The first rows of a sheet, for finding its header; kept rows can be looked at again. */
export interface Head {
  rows: HeadRow[];
  kept: SheetRow[];
  /** Whether these are all rows of the sheet. */
  isWhole: boolean;
}

const mostRows = 2000;
const mostCells = 400_000;

/** Reads the first rows of a sheet, within a range, and leaves the source. */
export async function readHead(source: RowSource, range: CellRange | null): Promise<Head> {
  const head: Head = { rows: [], kept: [], isWhole: true };
  let cells = 0;
  try {
    do {
      for (let row = source.next(); row; row = source.next()) {
        if (row.isBlank || (range && !isInside(row, range))) continue;
        if (head.kept.length >= mostRows || cells >= mostCells) {
          head.isWhole = false;
          return head;
        }
        const kept = new SheetRow();
        kept.row = row.row;
        kept.copyCells(row);
        head.kept.push(kept);
        // A cell counts for more where its text is long.
        for (let cell = 0; cell < row.count; cell++) cells += 1 + ((row.texts[cell]?.length ?? 0) >> 8);
        if (head.rows.length < 200) head.rows.push(headRow(row, range));
      }
    } while (await source.more());
  } finally {
    await source.close();
  }
  return head;
}

/** Whether a row lies in a range and has a value there. */
export function isInside(row: SheetRow, range: CellRange): boolean {
  if (row.row < range.firstRow || row.row > range.lastRow) return false;
  for (let cell = 0; cell < row.count; cell++) {
    const column = row.columns[cell] ?? 0;
    if (column >= range.firstColumn && column <= range.lastColumn) return true;
  }
  return false;
}

function headRow(row: SheetRow, range: CellRange | null): HeadRow {
  const cells = new Map<number, HeadCell>();
  for (let cell = 0; cell < row.count; cell++) {
    const column = row.columns[cell] ?? 0;
    if (range && (column < range.firstColumn || column > range.lastColumn)) continue;
    const text = cellText(row, cell);
    const kind = row.kinds[cell];
    if (kind === cellKind.text && text.trim() === "") continue;
    const is = kind === cellKind.text ? "text" : kind === cellKind.error ? "other" : "value";
    cells.set(column, { text, is, number: row.numbers[cell] ?? 0 });
  }
  return { row: row.row, cells };
}
