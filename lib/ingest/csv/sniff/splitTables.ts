import { cellFamily, isTelling } from "./columnShape.ts";
import { headerRows, shapesOf } from "./headerRows.ts";
import type { SampleRow } from "./sampleRows.ts";

/** The rows of one table of a sample, and how many columns it has. */
export interface TablePart {
  rows: readonly SampleRow[];
  columns: number;
}

/** All cells of the row are empty. */
export function isEmptyRow(row: SampleRow): boolean {
  return row.cells.every((cell) => cell.trim() === "");
}

/** Empty lines are none of a table's records, unless it has one column. */
export function isBlankLine(row: SampleRow): boolean {
  return row.cells.length === 1 && row.quoted === 0 && (row.cells[0] ?? "").trim() === "";
}

/** One text alone in a row that has room for several: a remark, not a record. */
export function isMarkedFooter(row: SampleRow): boolean {
  const filled = row.cells.filter((cell) => cell.trim() !== "");
  return (
    filled.length === 1 &&
    (row.cells[0] ?? "").trim() === filled[0]?.trim() &&
    cellFamily(filled[0] ?? "") === "text"
  );
}

/** Cuts a sample where a new table begins: its header comes again, or after empty lines rows of another width follow. */
export function splitTables(rows: readonly SampleRow[]): TablePart[] {
  const columns = widthOf(rows);
  if (columns < 2) return [{ rows, columns }];
  const starts = [0];
  let width = firstWidth(rows) ?? columns;
  let header: readonly string[] | null = null;
  let headerAt = 0;
  let seen = 0;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index];
    if (!row || isEmptyRow(row) || row.isComment) continue;
    if (header === null && row.cells.length >= 2) {
      if (row.cells.length < width) continue;
      header = row.cells;
      headerAt = index;
    } else if (header !== null && seen > 0 && beginsTable(rows, index, headerAt, width)) {
      starts.push(titleStart(rows, index));
      header = row.cells;
      headerAt = index;
      width = row.cells.length;
      seen = 0;
      continue;
    }
    // Rows of a header that are all alike are one header.
    if (row.cells.length === width && !repeats(row.cells, header ?? [])) seen++;
  }
  return starts.map((start, index) => {
    const part = rows.slice(start, starts[index + 1] ?? rows.length);
    return { rows: part, columns: starts.length === 1 ? columns : widthOf(part) };
  });
}

/** The width of what comes first, if that is a table with a header rather than lines about the file; a gap may end it. */
function firstWidth(rows: readonly SampleRow[]): number | null {
  const start = rows.findIndex((row) => !isEmptyRow(row) && !row.isComment && row.cells.length > 1);
  if (start < 0) return null;
  const width = rows[start]?.cells.length ?? 0;
  const isAlike = (row: SampleRow) => row.cells.length === width;
  const gap = rows.findIndex((row, index) => index > start && isEmptyRow(row));
  const other = rows.findIndex((row, index) => index > start && !isAlike(row) && !row.isComment);
  const run = rows.slice(start, other < 0 ? rows.length : other).filter((row) => !row.isComment);
  if (width >= 3 && run.length >= 5 && isTableWithHeader(run, width)) return width;
  const block = rows.slice(start, Math.max(gap, start)).filter((row) => !row.isComment);
  const alike = block.filter(isAlike);
  if (block.length < 3 || alike.length * 5 < block.length * 4) return null;
  return isTableWithHeader(alike, width) ? width : null;
}

/** Names above something else than text: the rows themselves show that the first one is none of them. */
function isTableWithHeader(rows: readonly SampleRow[], width: number): boolean {
  const cells = rows.slice(0, 200).map((row) => row.cells);
  return shapesOf(cells.slice(1), width).some(isTelling) && headerRows(cells, width, false) > 0;
}

/** The number of fields of most rows; wide rows count more than lines of a title. */
function widthOf(rows: readonly SampleRow[]): number {
  const counts = new Map<number, number>();
  const hasFilled = rows.some((row) => !isEmptyRow(row));
  for (const row of rows) {
    if (isEmptyRow(row) === hasFilled || row.isComment) continue;
    counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  }
  let best = 1;
  let most = 0;
  let widest = 1;
  let all = 0;
  for (const [width, times] of counts) {
    all += times;
    widest = Math.max(widest, width);
    const weight = times * (width === 1 ? 0.2 : 1 - 1 / width);
    if (weight > most) {
      most = weight;
      best = width;
    }
  }
  // Rows that begin wide and lose their last fields further down are short, not another table.
  const leading = rows.filter((row) => !isEmptyRow(row) && !row.isComment).slice(0, 3);
  const first = leading[0]?.cells.length ?? 0;
  const isWider = leading.length === 3 && first > best && first <= 1.5 * best;
  if (best > 1 && isWider && leading.every(({ cells }) => cells.length === first)) return first;
  // Where no width is usual, the widest row sets it and the others are filled.
  return best > 1 && (counts.get(best) ?? 0) * 2 < all && widest <= 4 * best ? widest : best;
}

function beginsTable(rows: readonly SampleRow[], index: number, headerAt: number, width: number): boolean {
  const row = rows[index];
  if (!row || row.cells.length < 2) return false;
  if (repeats(row.cells, rows[headerAt]?.cells ?? [])) {
    return isTableWithHeader(rows.slice(headerAt, Math.min(index, headerAt + 200)), width);
  }
  if (changesWidth(rows, index)) return true;
  const before = rows[index - 1];
  if (!before || !isGap(rows, index) || row.cells.length === width) return false;
  // Rows of another width, one after the other, below a gap.
  const next = rows.slice(index, index + 3);
  return (
    next.length === 3 && next.every((other) => other.cells.length === row.cells.length && !isEmptyRow(other))
  );
}

/** Without a gap: rows of one width, then a row of text and rows of another width. */
function changesWidth(rows: readonly SampleRow[], index: number): boolean {
  const width = rows[index]?.cells.length ?? 0;
  const old = rows[index - 1]?.cells.length ?? 0;
  if (old === width || old < 2 || index < 5 || index + 5 > rows.length) return false;
  if (!rows.slice(index - 5, index).every(({ cells }) => cells.length === old)) return false;
  if (!rows.slice(index, index + 5).every(({ cells }) => cells.length === width)) return false;
  const isText = (row: SampleRow | undefined) =>
    (row?.cells ?? []).every((cell) => ["text", "code", null].includes(cellFamily(cell)));
  return isText(rows[index]) && !isText(rows[index - 1]) && !isText(rows[index + 1]);
}

/** The same names in the same places, four of five at least; a row of data does not say that. */
function repeats(cells: readonly string[], header: readonly string[]): boolean {
  let same = 0;
  for (let column = 0; column < header.length; column++) {
    const name = (header[column] ?? "").trim();
    if (name !== "" && name === (cells[column] ?? "").trim()) same++;
  }
  if (same < 2 || same * 5 < header.length * 4) return false;
  const names = header.filter((name) => cellFamily(name) === "text" || cellFamily(name) === "code");
  return names.length >= 2 && names.length * 2 >= header.length;
}

/** An empty line before the row, a title of the table in between. */
function isGap(rows: readonly SampleRow[], index: number): boolean {
  return titleStart(rows, index) < index && rows.slice(titleStart(rows, index), index).some(isEmptyRow);
}

function titleStart(rows: readonly SampleRow[], index: number): number {
  let start = index;
  while (start > 0) {
    const before = rows[start - 1];
    if (!before || !(isEmptyRow(before) || before.cells.length === 1)) break;
    start--;
  }
  return start;
}
