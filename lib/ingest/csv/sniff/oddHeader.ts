import type { TextDialect } from "../read/textDialect.ts";
import { cellFamily } from "./columnShape.ts";
import { type SampleRow, sampleRows } from "./sampleRows.ts";
import { isBlankLine } from "./splitTables.ts";

const delimiters = [",", ";", "\t", "|", " "];

/**
 * The row of names directly above a table that seems to have none, although it has another number of cells: a delimiter
 * too many or too few, another delimiter than the rest, names for columns that no row fills, or no name for the first.
 */
export function oddHeader(
  rows: readonly SampleRow[],
  start: number,
  columns: number,
  dialect: TextDialect,
): { index: number; cells: string[] } | null {
  const index = rows.findLastIndex((row, at) => at < start && !row.isComment && !isBlankLine(row));
  const row = rows[index];
  if (!row || columns < 3) return null;
  if (row.cells.length === 1) {
    const cells = splitOnce(row.cells[0] ?? "", columns, dialect);
    return cells && isNames(cells, columns) ? { index, cells } : null;
  }
  if (rows.slice(0, index).some(({ cells }) => cells.length === row.cells.length)) return null;
  const isNear = Math.abs(row.cells.length - columns) <= Math.max(1, columns / 5);
  return isNear && isNames(row.cells, columns) ? { index, cells: row.cells } : null;
}

function isNames(cells: readonly string[], columns: number): boolean {
  const isText = cells.every((cell) => ["text", "code", null].includes(cellFamily(cell)));
  return isText && cells.filter((cell) => cell.trim() !== "").length * 2 > columns;
}

function splitOnce(line: string, columns: number, dialect: TextDialect): string[] | null {
  const bytes = new TextEncoder().encode(line);
  for (const delimiter of delimiters) {
    if (delimiter === dialect.delimiter) continue;
    const [row] = sampleRows(bytes, { ...dialect, delimiter }, { isWhole: true });
    if (row?.cells.length === columns) return row.cells;
  }
  return null;
}
