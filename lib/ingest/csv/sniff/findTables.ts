import type { TextDialect } from "../read/textDialect.ts";
import type { TableRegion } from "./CsvStructure.ts";
import { columnNames } from "./columnNames.ts";
import { type ColumnShape, cellFamily } from "./columnShape.ts";
import { fitHeader } from "./fitHeader.ts";
import { headerRows, shapesOf } from "./headerRows.ts";
import { oddHeader } from "./oddHeader.ts";
import type { SampleRow } from "./sampleRows.ts";
import { isBlankLine, isEmptyRow, isMarkedFooter, splitTables } from "./splitTables.ts";

export interface GivenLayout {
  /** Header rows; undefined where they are to be found. */
  headerRows?: number;
  /** Physical lines before the header; undefined where they are to be found. */
  skipLines?: number;
}

/** Finds the tables among the rows of a sample; always one at least. */
export function findTables(
  rows: readonly SampleRow[],
  dialect: TextDialect,
  isWhole: boolean,
  given: GivenLayout,
): TableRegion[] {
  // What is told to be skipped says nothing about the tables.
  const told = given.skipLines ?? 0;
  const skipped = rows.filter(({ line }) => line <= told);
  const parts = splitTables(rows.slice(skipped.length)).map((part, index) =>
    index === 0 ? { ...part, rows: [...skipped, ...part.rows] } : part,
  );
  return parts.map((part, index) =>
    regionOf(part.rows, part.columns, dialect, {
      given: index === 0 ? given : {},
      isLast: index === parts.length - 1,
      isWhole,
    }),
  );
}

function regionOf(
  rows: readonly SampleRow[],
  columns: number,
  dialect: TextDialect,
  { given, isLast, isWhole }: { given: GivenLayout; isLast: boolean; isWhole: boolean },
): TableRegion {
  const first = rows[0];
  let start =
    given.skipLines === undefined ? firstRow(rows, columns) : firstFilled(rows, given.skipLines + 1);
  const recordsFrom = (index: number) =>
    rows.slice(index).filter((row) => !isBlankLine(row) && !row.isComment);
  const titled = rows.slice(0, start).some((row) => !row.isComment);
  let wanted = given.headerRows ?? headerRows(withinHeader(recordsFrom(start), columns), columns, titled);
  const other =
    wanted === 0 && given.headerRows === undefined ? oddHeader(rows, start, columns, dialect) : null;
  if (other) {
    start = other.index;
    wanted = 1;
  }
  const body = recordsFrom(start)
    .filter((row) => !isEmptyRow(row))
    .map(({ cells }) => cells);
  // Empty records among the rows of a header are part of it.
  let at = start;
  for (let left = wanted; at < rows.length && left > 0; at++) {
    const row = rows[at];
    if (row && !isBlankLine(row) && !row.isComment && !isEmptyRow(row)) left--;
  }
  const last = rows.at(-1);
  const end = { byte: last ? last.to : 0, line: last ? last.line + last.lines : 1 };
  const records = body.slice(wanted, wanted + 1000).filter(({ length }) => length === columns);
  const shapes = shapesOf(records, columns);
  const header = (other ? [other.cells] : body.slice(0, wanted)).map((cells) => {
    if (cells.length === columns) return cells;
    return fitHeader(
      cells,
      shapes,
      records.map(([name = ""]) => name),
    );
  });
  const width = widthOf(header, shapes);
  return {
    fromByte: first?.from ?? 0,
    fromLine: first?.line ?? 1,
    preamble: rows.slice(0, start).map(({ cells }) => cells.join(" ").trim()),
    headerByte: rows[start]?.from ?? end.byte,
    headerLine: rows[start]?.line ?? end.line,
    headerRows: wanted,
    dataByte: rows[at]?.from ?? end.byte,
    dataLine: rows[at]?.line ?? end.line,
    endByte: isLast ? null : end.byte,
    endLine: isLast ? null : end.line,
    names: columnNames(header, width),
    shapes: width > columns ? shapesOf(records, width) : shapes.slice(0, width),
    skipsEmpty: hasLayoutRows(rows, start, at, columns, isLast && isWhole),
  };
}

/** A header may name columns that no row fills; and rows may end with a delimiter after which nothing ever comes. */
function widthOf(header: readonly (readonly string[])[], shapes: readonly ColumnShape[]): number {
  const named = Math.max(0, ...header.map(({ length }) => length));
  const isEmptyAfter = shapes.slice(named).every(({ filled, cells }) => filled === 0 && cells > 0);
  return named > 1 && named < shapes.length && isEmptyAfter ? named : Math.max(shapes.length, named);
}

function withinHeader(records: readonly SampleRow[], columns: number): string[][] {
  const fitting = records.filter(
    (row, index) => !isEmptyRow(row) && (index < 8 || row.cells.length === columns),
  );
  return fitting.slice(0, 400).map(({ cells }) => cells);
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

function firstFilled(rows: readonly SampleRow[], line: number): number {
  const at = rows.findIndex((row) => row.line >= line && !isBlankLine(row) && !row.isComment);
  return at < 0 ? rows.length : at;
}

/** Empty records that set off a title or the end of the table, rather than rows without values. */
function hasLayoutRows(
  rows: readonly SampleRow[],
  start: number,
  dataStart: number,
  columns: number,
  seesEnd: boolean,
): boolean {
  if (columns < 3) return false;
  if (rows.slice(0, start).some((row) => row.cells.length > 1 && isEmptyRow(row))) return true;
  const isLayout = (row: SampleRow) => isEmptyRow(row) || isMarkedFooter(row);
  let at = rows.length;
  while (at > dataStart && isLayout(rows[at - 1] ?? emptyRow)) at--;
  const hasRecords = rows.slice(dataStart).some((row) => !isLayout(row) && row.cells.length === columns);
  const hasRemark = rows.slice(at).some(isMarkedFooter);
  const tail = rows.slice(at).filter((row) => row.cells.length > 1 && isEmptyRow(row));
  return seesEnd && hasRecords && hasRemark && tail.length >= 2;
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
