import type { TableRegion } from "./CsvStructure.ts";
import { columnNames } from "./columnNames.ts";
import { cellFamily } from "./columnShape.ts";
import { headerRows, shapesOf } from "./headerRows.ts";
import type { SampleRow } from "./sampleRows.ts";
import { isEmptyRow, isMarkedFooter, splitTables } from "./splitTables.ts";

export interface GivenLayout {
  /** Header rows; undefined where they are to be found. */
  headerRows?: number;
  /** Physical lines before the header; undefined where they are to be found. */
  skipLines?: number;
}

/** Finds the tables among the rows of a sample; always one at least. */
export function findTables(rows: readonly SampleRow[], isWhole: boolean, given: GivenLayout): TableRegion[] {
  const parts = splitTables(rows, given.skipLines !== undefined);
  return parts.map((part, index) =>
    regionOf(part.rows, part.columns, {
      given: index === 0 ? given : {},
      isLast: index === parts.length - 1,
      isWhole,
    }),
  );
}

function regionOf(
  rows: readonly SampleRow[],
  columns: number,
  { given, isLast, isWhole }: { given: GivenLayout; isLast: boolean; isWhole: boolean },
): TableRegion {
  const first = rows[0];
  const start =
    given.skipLines === undefined ? firstRow(rows, columns) : firstFilled(rows, given.skipLines + 1);
  const records = rows.slice(start).filter((row) => !isBlankLine(row) && !row.isComment);
  const body = records.filter((row) => !isEmptyRow(row)).map(({ cells }) => cells);
  const titled = rows.slice(0, start).some((row) => !row.isComment);
  const wanted = given.headerRows ?? headerRows(withinHeader(records, columns), columns, titled);
  // Empty records among the rows of a header are part of it.
  let headerCount = 0;
  let at = start;
  for (let left = wanted; at < rows.length && left > 0; at++) {
    const row = rows[at];
    if (row && !isBlankLine(row) && !row.isComment && !isEmptyRow(row)) left--;
    headerCount++;
  }
  const header = rows[start];
  const data = rows[at];
  const last = rows.at(-1);
  const end = last ? last.to : 0;
  const width = Math.max(columns, wanted > 0 ? widthOf(body.slice(0, wanted), columns) : 0);
  return {
    fromByte: first?.from ?? 0,
    fromLine: first?.line ?? 1,
    preamble: rows.slice(0, start).map(({ cells }) => cells.join(" ").trim()),
    headerByte: header?.from ?? end,
    headerLine: header?.line ?? (last ? last.line + last.lines : 1),
    headerRows: headerCount,
    dataByte: data?.from ?? end,
    dataLine: data?.line ?? (last ? last.line + last.lines : 1),
    endByte: isLast ? null : end,
    endLine: isLast ? null : last ? last.line + last.lines : null,
    names: columnNames(body.slice(0, wanted), width),
    shapes: shapesOf(
      body.slice(wanted, wanted + 1000).filter(({ length }) => length === columns),
      width,
    ),
    skipsEmpty: hasLayoutRows(rows, start, columns, isLast && isWhole),
  };
}

/** Empty lines are none of a table's records, unless it has one column. */
export function isBlankLine(row: SampleRow): boolean {
  return row.cells.length === 1 && row.quoted === 0 && (row.cells[0] ?? "").trim() === "";
}

function withinHeader(records: readonly SampleRow[], columns: number): string[][] {
  const fitting = records.filter(
    (row, index) => !isEmptyRow(row) && (index < 8 || row.cells.length === columns),
  );
  return fitting.slice(0, 400).map(({ cells }) => cells);
}

/** A header may name columns that no row fills. */
function widthOf(header: readonly (readonly string[])[], columns: number): number {
  return Math.max(columns, ...header.map((row) => row.length - trailingEmpty(row)));
}

function trailingEmpty(cells: readonly string[]): number {
  let count = 0;
  while (count < cells.length && (cells[cells.length - 1 - count] ?? "").trim() === "") count++;
  return count;
}

/** The first row that is no title: it has the table's width, and is not one cell alone in a table of several. */
function firstRow(rows: readonly SampleRow[], columns: number): number {
  const isRecord = (row: SampleRow | undefined) =>
    row !== undefined && row.cells.length === columns && !isEmptyRow(row);
  const filled = (row: SampleRow) => row.cells.filter((cell) => cell.trim() !== "").length;
  const records = rows.filter(isRecord);
  const sparse = columns >= 3 && records.filter((row) => filled(row) <= 1).length * 2 > records.length;
  const at = rows.findIndex((row, index) => {
    if (row.isComment && row.cells.length !== columns) return false;
    if (isHeaderWithMore(rows, index, columns)) return true;
    if (!isRecord(row)) return false;
    if (
      columns >= 3 &&
      !sparse &&
      filled(row) <= 1 &&
      cellFamily(row.cells.find((cell) => cell.trim() !== "") ?? "") !== "number"
    )
      return false;
    const next = rows
      .slice(index + 1)
      .filter((other) => !isBlankLine(other) && !other.isComment)
      .slice(0, 4);
    const alike = next.filter((other) => other.cells.length === columns).length;
    return next.length === 0 || alike * 2 >= next.length;
  });
  return at < 0 ? firstFilled(rows, 1) : at;
}

/** A row of names for more columns than the rows have, directly above them. */
function isHeaderWithMore(rows: readonly SampleRow[], index: number, columns: number): boolean {
  const row = rows[index];
  if (!row || row.cells.length <= columns || columns < 2 || row.cells.length > columns * 2) return false;
  const names = row.cells.slice(0, row.cells.length - trailingEmpty(row.cells));
  if (names.some((name) => name.trim() === "" || cellFamily(name) === "number")) return false;
  if (rows.slice(0, index).some((before) => before.cells.length > 1)) return false;
  const next = rows.slice(index + 1, index + 6);
  return next.length > 0 && next.every(({ cells }) => cells.length === columns);
}

function firstFilled(rows: readonly SampleRow[], line: number): number {
  const at = rows.findIndex((row) => row.line >= line && !isBlankLine(row) && !row.isComment);
  return at < 0 ? rows.length : at;
}

/** Empty records that set off a title or the end of the table, rather than rows without values. */
function hasLayoutRows(
  rows: readonly SampleRow[],
  start: number,
  columns: number,
  seesEnd: boolean,
): boolean {
  if (columns < 3) return false;
  if (rows.slice(0, start).some((row) => row.cells.length > 1 && isEmptyRow(row))) return true;
  const isLayout = (row: SampleRow) => isEmptyRow(row) || isMarkedFooter(row);
  let at = rows.length;
  while (at > start && isLayout(rows[at - 1] ?? rows[0] ?? emptyRow)) at--;
  const tail = rows.slice(at).filter((row) => row.cells.length > 1 && isEmptyRow(row));
  return seesEnd && tail.length >= 2;
}

const emptyRow: SampleRow = {
  cells: [],
  from: 0,
  to: 0,
  line: 1,
  lines: 0,
  strays: 0,
  quoted: 0,
  isComment: false,
};
