import type { CellRange } from "../cellAddress.ts";
import type { HeadRow } from "./headRows.ts";

/** The rows, first and last, that name the columns; null where none do. */
export type HeaderRows = { first: number; last: number } | null;

const lookBelow = 20;
const deepest = 50;

/**
 * Finds the header. Rows of nothing but text come first: among them it is the first that names every column that the
 * rows below use, else the one right above the first values, and the rows before it are titles. Where the first row
 * that spans the table holds values, it is a header only if its texts stand over values, or if it counts up (years).
 * Headers of several rows are told by their merged cells.
 */
export function findHeader(rows: readonly HeadRow[], merges: readonly CellRange[]): HeaderRows {
  const shown = rows.filter(({ cells }) => cells.size > 0).slice(0, deepest + lookBelow);
  const header = headerRow(shown);
  return header === null ? null : widened(shown, header, merges);
}

interface Candidate {
  row: HeadRow;
  cover: number;
  /** Whether values stand right below its texts. */
  overValues: boolean;
}

/** The number of the header's row, or null. */
function headerRow(rows: readonly HeadRow[]): number | null {
  const candidates: Candidate[] = [];
  let hasValues = false;
  for (const [index, row] of rows.slice(0, deepest).entries()) {
    const below = rows.slice(index + 1, index + 1 + lookBelow);
    // The last row names nothing, unless it is all there is.
    if (below.length === 0 && index > 0) break;
    const used = columnsOf(below);
    const cover = used.length === 0 ? 1 : used.filter((column) => row.cells.has(column)).length / used.length;
    if (cover < 0.5) continue;
    if (!isText(row)) {
      hasValues = true;
      // A row of values with gaps may still be of the titles: printed on, by whom.
      if (cover < 0.8) continue;
      if (candidates.length === 0) return namesValues(row, below) || counts(row) ? row.row : null;
      break;
    }
    if (hasValues && cover < 1) continue;
    const next = below[0];
    const overValues = [...row.cells.keys()].some((column) => next?.cells.get(column)?.is === "value");
    candidates.push({ row, cover, overValues });
  }
  const atLeast = (cover: number) => candidates.find((each) => each.cover >= cover);
  const chosen = hasValues
    ? (atLeast(1) ?? candidates.findLast(({ overValues }) => overValues) ?? atLeast(0.8) ?? candidates[0])
    : (atLeast(0.8) ?? candidates[0]);
  return chosen?.row.row ?? null;
}

/** The columns that a fair part of some rows use. */
function columnsOf(rows: readonly HeadRow[]): number[] {
  const uses = new Map<number, number>();
  for (const { cells } of rows)
    for (const column of cells.keys()) uses.set(column, (uses.get(column) ?? 0) + 1);
  return [...uses].filter(([, count]) => count * 5 >= rows.length).map(([column]) => column);
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
  const columns = columnsOf(rows);
  const left = Math.min(...columns);
  const right = Math.max(...columns);
  const spansAll = (merge: CellRange) => merge.firstColumn <= left && merge.lastColumn >= right;
  for (let changed = true; changed && last - first < lookBelow; ) {
    changed = false;
    for (const merge of merges) {
      const isTall = merge.lastRow > merge.firstRow && merge.lastRow - merge.firstRow < lookBelow;
      if (!isTall || merge.firstRow > last || merge.lastRow < first || !isText(byRow.get(merge.firstRow)))
        continue;
      if (merge.firstRow >= first && merge.lastRow <= last) continue;
      first = Math.min(first, merge.firstRow);
      last = Math.max(last, merge.lastRow);
      changed = true;
    }
    if (isGroupRow(byRow.get(first - 1), byRow.get(first), merges, spansAll)) {
      first--;
      changed = true;
    }
    if (isGrouped(byRow.get(last), byRow.get(last + 1), merges, spansAll)) {
      last++;
      changed = true;
    }
  }
  return { first, last };
}

/** Whether each text of a row is merged over several columns, as groups of those are, or has no name below it. */
function isGroupRow(
  row: HeadRow | undefined,
  next: HeadRow | undefined,
  merges: readonly CellRange[],
  spansAll: (merge: CellRange) => boolean,
): boolean {
  if (!row || !isText(row)) return false;
  const groups = [...row.cells.keys()].filter((column) =>
    merges.some(
      (merge) =>
        merge.firstRow === row.row &&
        merge.firstColumn === column &&
        merge.lastColumn > column &&
        !spansAll(merge),
    ),
  );
  return (
    groups.length > 0 && [...row.cells.keys()].every((at) => groups.includes(at) || !next?.cells.has(at))
  );
}

/** Whether the next row names the columns of each group that a row's merged cells form. */
function isGrouped(
  row: HeadRow | undefined,
  next: HeadRow | undefined,
  merges: readonly CellRange[],
  spansAll: (merge: CellRange) => boolean,
): boolean {
  if (!row || !next || !isText(next)) return false;
  const groups = merges.filter(
    (merge) =>
      merge.lastRow === row.row &&
      merge.lastColumn > merge.firstColumn &&
      row.cells.has(merge.firstColumn) &&
      !spansAll(merge),
  );
  const isNamed = ({ firstColumn, lastColumn }: CellRange) =>
    [...next.cells.keys()].filter((column) => column >= firstColumn && column <= lastColumn).length > 1;
  return groups.length > 0 && groups.every(isNamed);
}

function isText(row: HeadRow | undefined): boolean {
  return row !== undefined && [...row.cells.values()].every(({ is }) => is === "text");
}
