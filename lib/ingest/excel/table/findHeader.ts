import type { CellRange } from "../cellAddress.ts";
import type { HeadRow } from "./headRows.ts";

/** The rows, first and last, that name the columns; null where none do. */
export type HeaderRows = { first: number; last: number } | null;

const lookBelow = 20;
const deepest = 50;

/**
 * Finds the header: the first row of texts that spans the table and has values of another kind below it. Rows above it
 * that hold less are titles. Where all is text, it is the first row that spans the table. Headers of several rows are
 * told by their merged cells.
 */
export function findHeader(rows: readonly HeadRow[], merges: readonly CellRange[]): HeaderRows {
  const index = headerIndex(rows.filter(({ cells }) => cells.size > 0));
  return index === null ? null : widened(rows, index, merges);
}

/** The number of the row, or null. */
function headerIndex(rows: readonly HeadRow[]): number | null {
  let fallback: { row: number; cover: number } | null = null;
  for (const [index, row] of rows.slice(0, deepest).entries()) {
    const below = rows.slice(index + 1, index + 1 + lookBelow);
    const cover = coverOf(row, below);
    if (cover < 0.5) continue;
    const cells = [...row.cells.values()];
    if (cells.every(({ is }) => is === "text")) {
      const next = below[0];
      if (next && [...row.cells.keys()].some((column) => next.cells.get(column)?.is === "value"))
        return row.row;
      if (!fallback || (fallback.cover < 0.8 && cover >= 0.8)) fallback = { row: row.row, cover };
      continue;
    }
    if (fallback) return fallback.row;
    return namesValues(row, below) || counts(row) ? row.row : null;
  }
  return fallback?.row ?? null;
}

/** How many of the columns that the rows below use have a cell in this row, from 0 to 1. */
function coverOf(row: HeadRow, below: readonly HeadRow[]): number {
  const uses = new Map<number, number>();
  for (const { cells } of below)
    for (const column of cells.keys()) uses.set(column, (uses.get(column) ?? 0) + 1);
  const used = [...uses].filter(([, count]) => count * 5 >= below.length).map(([column]) => column);
  if (used.length === 0) return 1;
  return used.filter((column) => row.cells.has(column)).length / used.length;
}

/** Whether more texts than values of a row stand over columns of values. */
function namesValues(row: HeadRow, below: readonly HeadRow[]): boolean {
  let texts = 0;
  let values = 0;
  for (const [column, cell] of row.cells) {
    const under = below.flatMap(({ cells }) => cells.get(column) ?? []);
    if (under.length === 0 || under.filter(({ is }) => is === "value").length * 2 < under.length) continue;
    if (cell.is === "text") texts++;
    else values++;
  }
  return texts > values;
}

/** Years, or dates in equal steps, behind a text or an empty corner: a table with time across. */
function counts(row: HeadRow): boolean {
  const columns = [...row.cells.keys()].sort((a, b) => a - b);
  const cells = columns.flatMap((column) => row.cells.get(column) ?? []);
  const from = cells.findIndex(({ is }) => is === "value");
  const values = cells.slice(from);
  if (from < 1 || values.length < 3 || !values.every(({ is }) => is === "value")) return false;
  const [first, second] = values;
  const step = (second?.number ?? 0) - (first?.number ?? 0);
  if (step === 0 || !values.every(({ number }) => Number.isInteger(number))) return false;
  return values.every(({ number }, at) => {
    const gap = number - (values[at - 1]?.number ?? number - step);
    // Months differ by some days.
    return gap === step || (Math.abs(step) >= 28 && Math.abs(gap - step) <= 3);
  });
}

/** The header with the rows that merged cells tie to it. */
function widened(rows: readonly HeadRow[], header: number, merges: readonly CellRange[]): HeaderRows {
  let first = header;
  let last = header;
  const byRow = new Map(rows.map((row) => [row.row, row]));
  const columns = [...new Set(rows.slice(0, 100).flatMap(({ cells }) => [...cells.keys()]))];
  const left = Math.min(...columns);
  const right = Math.max(...columns);
  for (let changed = true; changed && last - first < lookBelow; ) {
    changed = false;
    for (const merge of merges) {
      const isTall = merge.lastRow > merge.firstRow && merge.lastRow - merge.firstRow < lookBelow;
      const touches = merge.firstRow <= last && merge.lastRow >= first;
      const isGroup =
        merge.lastRow === first - 1 &&
        merge.lastColumn > merge.firstColumn &&
        !(merge.firstColumn <= left && merge.lastColumn >= right) &&
        allText(byRow.get(merge.firstRow));
      if (!(isTall && touches && allText(byRow.get(merge.firstRow))) && !isGroup) continue;
      if (merge.firstRow < first) {
        first = merge.firstRow;
        changed = true;
      }
      if (merge.lastRow > last && touches) {
        last = merge.lastRow;
        changed = true;
      }
    }
  }
  return { first, last };
}

function allText(row: HeadRow | undefined): boolean {
  return row !== undefined && [...row.cells.values()].every(({ is }) => is === "text");
}
