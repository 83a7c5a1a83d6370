import type { TextDialect } from "../read/textDialect.ts";
import { type CellKind, cellKind } from "./cellKind.ts";
import { type SampleRow, sampleRows } from "./sampleRows.ts";

/** How well a dialect explains a sample: 0 to 1. */
export interface DialectScore {
  score: number;
  /** The number of fields that most records have. */
  columns: number;
  /** The share of records that have it. */
  consistency: number;
}

const mostRows = 150;
const worth: Readonly<Record<CellKind, number>> = {
  empty: 0.9,
  missing: 0.9,
  integer: 1,
  number: 1,
  money: 1,
  date: 1,
  time: 1,
  timestamp: 1,
  boolean: 1,
  link: 1,
  code: 0.9,
  text: 0.75,
};

/** Scores a dialect by how alike its records are, how much like values its cells look, and how whole its quotes are. */
export function scoreDialect(bytes: Uint8Array, dialect: TextDialect, isWhole: boolean): DialectScore {
  const rows = sampleRows(bytes, dialect, { most: mostRows, isWhole }).filter(
    ({ cells, isComment }) => !isComment && cells.some((cell) => cell.trim() !== ""),
  );
  if (rows.length === 0) return { score: 0, columns: 1, consistency: 0 };
  const byCount = new Map<number, number>();
  for (const { cells } of rows) byCount.set(cells.length, (byCount.get(cells.length) ?? 0) + 1);
  let columns = 1;
  let most = 0;
  for (const [count, times] of byCount) {
    const weight = times * (1 - 1 / count) + times * 1e-3;
    if (weight > most) {
      most = weight;
      columns = count;
    }
  }
  const alike = rows.filter(({ cells }) => cells.length === columns);
  const consistency = consistencyOf(rows, columns);
  let value = 0;
  let cellCount = 0;
  let strays = 0;
  let quoted = 0;
  for (const row of rows) {
    strays += row.strays;
    quoted += row.quoted;
  }
  for (let column = 0; column < columns; column++) {
    // A column that is always empty is what a delimiter of two marks leaves when it is taken for one.
    const isEmpty =
      columns > 2 && alike.length > 1 && alike.every(({ cells }) => (cells[column] ?? "").trim() === "");
    for (const { cells } of alike) value += isEmpty ? 0.4 : cellWorth(cells[column] ?? "", dialect);
    cellCount += alike.length;
  }
  // Words are told apart by spaces in any text; only values of other kinds make spaces a delimiter.
  if (
    dialect.delimiter === " " &&
    !alike.some(({ cells }) => cells.filter(isValue).length * 3 > cells.length)
  )
    value *= 0.3;
  const likeness = cellCount === 0 ? 0 : value / cellCount;
  const wholeness = 1 - Math.min(0.9, (0.3 * strays) / (strays + quoted + rows.length));
  // A delimiter that is hardly ever there says nothing; one column is what is left when no delimiter does better.
  const pattern = columns === 1 ? singleColumn(alike.map(({ cells }) => cells[0] ?? "")) : 1 - 0.6 / columns;
  const names = columns > 1 && beginsWithOneName(rows) ? 0.4 : 1;
  return { score: consistency ** 1.5 * pattern * likeness * wholeness * names, columns, consistency };
}

/** One word alone directly above: the name of one column. A title would be a sentence, or set off. */
function beginsWithOneName([first, second]: readonly SampleRow[]): boolean {
  if (!first || !second || first.cells.length !== 1 || second.line !== first.line + first.lines) return false;
  return /^\p{L}[\p{L}\p{N}_]*$/u.test((first.cells[0] ?? "").trim());
}

/** The share of records that have as many fields as most; what stands before the first of them and is narrower counts less. */
function consistencyOf(rows: readonly SampleRow[], columns: number): number {
  const isAlike = ({ cells }: SampleRow) => cells.length === columns;
  const alike = rows.filter(isAlike).length;
  const first = rows.findIndex(isAlike);
  const titles = rows.slice(0, first).filter(({ cells }) => cells.length < columns).length;
  const rest = rows.length - titles;
  const all = alike / rows.length;
  return columns > 2 && columns * rest >= 12 ? 0.7 * (alike / rest) + 0.3 * all : all;
}

function cellWorth(cell: string, dialect: TextDialect): number {
  const kind = cellKind(cell);
  if (kind !== "text") return worth[kind];
  const text = cell.trim();
  const first = text[0] ?? "";
  // Quotes left around a value, or on one side of it, mean that it was cut or not unquoted.
  if (first === '"' || text.endsWith('"')) return 0.3;
  if (!/[\p{L}\p{N}]/u.test(text)) return 0.4;
  // Half of an object or a list.
  if ((first === "{") !== text.endsWith("}") || (first === "[") !== text.endsWith("]")) return 0.2;
  if (first === "'" || first === "“" || first === "«") return 0.4;
  if (text.endsWith("'") || text.endsWith("”") || text.endsWith("»")) return 0.6;
  const marks = dialect.delimiter === "" ? 0 : countMarks(text);
  if (marks > 4) return 0.45;
  return text.length > 400 ? 0.6 : worth.text;
}

/** Marks in a text that would be delimiters if the dialect were another. */
function countMarks(text: string): number {
  let count = 0;
  for (const character of text)
    if (character === "\t" || character === ";" || character === "|" || character === ",") count++;
  return count;
}

function isValue(cell: string): boolean {
  return ["integer", "number", "money", "date", "time", "timestamp"].includes(cellKind(cell));
}

/** How likely lines are to be values of one column; the first may be its name. */
function singleColumn(lines: string[]): number {
  const cells = lines.length > 1 ? lines.slice(1) : lines;
  const typed = cells.filter((cell) =>
    ["integer", "number", "date", "time", "timestamp", "link"].includes(cellKind(cell)),
  );
  const hasComma = typed.some((cell) => cell.includes(","));
  return typed.length >= 0.8 * cells.length && !hasComma ? 0.9 : 0.25;
}
