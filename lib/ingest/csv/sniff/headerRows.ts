import { type ColumnShape, cellFamily, columnShape, isTelling, patternOf } from "./columnShape.ts";

const mostHeaderRows = 6;
const bodySample = 200;

/**
 * How many of the first rows of a table are its header: rows of text over columns of something else.
 * `rows` are cells, all of about `columns` in number; `titled` says that a title or empty rows came before.
 */
export function headerRows(rows: readonly (readonly string[])[], columns: number, titled: boolean): number {
  const first = rows[0];
  if (!first) return 0;
  // In a long table the rows of its header, however many, do not matter for what the columns are.
  const below =
    rows.length > 10 * mostHeaderRows ? shapesOf(rows.slice(mostHeaderRows, bodySample), columns) : null;
  for (let count = Math.min(mostHeaderRows, rows.length - 1); count >= 1; count--) {
    const shapes = below ?? shapesOf(rows.slice(count, count + bodySample), columns);
    if (isHeader(rows, count, shapes, titled)) return count;
  }
  if (rows.length === 1) return isTextRow(first) ? 1 : 0;
  return looksLikeNames(rows, columns) ? 1 : 0;
}

function isHeader(
  rows: readonly (readonly string[])[],
  count: number,
  shapes: readonly ColumnShape[],
  titled: boolean,
): boolean {
  const telling = shapes.flatMap((shape, column) =>
    isTelling(shape) && shape.family !== "link" ? [column] : [],
  );
  if (telling.length === 0) return false;
  for (let index = 0; index < count; index++) {
    const row = rows[index] ?? [];
    if (!isAbove(row, shapes, telling)) return false;
    // One row of names is the rule. More must show it in several columns, or fill each other's gaps.
    if (index > 0 && !isFurtherHeader(rows, index, telling, titled)) return false;
  }
  return true;
}

/** Whether a row is text where the rows below are not. */
function isAbove(
  row: readonly string[],
  shapes: readonly ColumnShape[],
  telling: readonly number[],
): boolean {
  let texts = 0;
  let same = 0;
  for (const column of telling) {
    const cell = row[column] ?? "";
    const family = cellFamily(cell);
    if (family === null) continue;
    if (family === shapes[column]?.family && (family !== "code" || isPattern(cell, shapes[column]))) same++;
    else texts++;
  }
  if (same === 0)
    return texts > 0 || row.every((cell) => cellFamily(cell) === null || cellFamily(cell) === "text");
  return isRunOfYears(row, telling) || (texts >= same && texts > 1);
}

function isPattern(cell: string, shape: ColumnShape | undefined): boolean {
  return shape?.pattern === patternOf(cell.trim());
}

/** Years or numbers one after the other, as columns are called in many tables; no data looks like that. */
function isRunOfYears(row: readonly string[], telling: readonly number[]): boolean {
  const years = telling.map((column) => (row[column] ?? "").trim()).filter((cell) => cell !== "");
  if (years.length < 3 || !years.every((cell) => /^(?:1[89]|20)\d\d$/.test(cell))) return false;
  const steps = new Set(years.slice(1).map((year, index) => Number(year) - Number(years[index])));
  return steps.size === 1 && !steps.has(0) && (row[0] ?? "") !== years[0];
}

function isFurtherHeader(
  rows: readonly (readonly string[])[],
  index: number,
  telling: readonly number[],
  titled: boolean,
): boolean {
  const row = rows[index] ?? [];
  const before = rows[index - 1] ?? [];
  const inTelling = telling.filter((column) => cellFamily(row[column] ?? "") === "text").length;
  const fillsGaps = row.some((cell, column) => cell.trim() !== "" && (before[column] ?? "").trim() === "");
  const hasGaps = row.some((cell) => cell.trim() === "");
  if (fillsGaps && (inTelling > 0 || titled)) return true;
  if (hasGaps) return titled && inTelling > 0;
  return inTelling >= 3 && inTelling * 2 >= telling.length;
}

/** All is text: names are filled, short, all different, and for the most part not seen again below. */
function looksLikeNames(rows: readonly (readonly string[])[], columns: number): boolean {
  const [first = [], ...body] = rows.slice(0, bodySample);
  const names = first.map((cell) => cell.trim());
  if (names.length < columns || !isTextRow(first)) return false;
  if (names.some((name) => name === "" || name.length > 80)) return false;
  if (new Set(names).size < names.length) return false;
  const again = names.filter((name, column) => body.some((row) => (row[column] ?? "").trim() === name));
  return again.length * 2 <= names.length;
}

function isTextRow(row: readonly string[]): boolean {
  return (
    row.some((cell) => cell.trim() !== "") &&
    row.every((cell) => ["text", "code", null].includes(cellFamily(cell)))
  );
}

/** The shapes of the columns of some rows. */
export function shapesOf(rows: readonly (readonly string[])[], columns: number): ColumnShape[] {
  return Array.from({ length: columns }, (_, column) => {
    const cells: string[] = [];
    for (const row of rows) {
      const cell = row[column];
      if (cell !== undefined) cells.push(cell);
    }
    return columnShape(cells);
  });
}
