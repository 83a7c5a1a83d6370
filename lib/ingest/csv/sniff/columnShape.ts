import { type CellKind, cellKind, isTyped } from "./cellKind.ts";

/** The family of kinds that may stand together in one column. */
export type KindFamily = "number" | "date" | "time" | "timestamp" | "boolean" | "link" | "code" | "text";

/** What the cells of one column of a sample look like. */
export interface ColumnShape {
  /** What nine of ten cells are; "text" where they are of many kinds. */
  family: KindFamily;
  /** The share of cells that are not empty, 0 to 1. */
  filled: number;
  /** What all codes have in common, digits as 9 and letters as A; null where they differ or there are none. */
  pattern: string | null;
  cells: number;
}

const families: Readonly<Record<CellKind, KindFamily | null>> = {
  empty: null,
  missing: null,
  integer: "number",
  number: "number",
  money: "number",
  date: "date",
  time: "time",
  timestamp: "timestamp",
  boolean: "boolean",
  link: "link",
  code: "code",
  text: "text",
};

/** The family of a cell's text; null for an empty cell or a word for none. */
export function cellFamily(text: string): KindFamily | null {
  return families[cellKind(text)];
}

/** The shape of a column from the texts of its cells. */
export function columnShape(cells: readonly string[]): ColumnShape {
  const counts = new Map<KindFamily, number>();
  let filled = 0;
  let pattern: string | null = null;
  let isOnePattern = true;
  for (const cell of cells) {
    const kind = cellKind(cell);
    if (kind !== "empty") filled++;
    const family = families[kind];
    if (family === null) continue;
    counts.set(family, (counts.get(family) ?? 0) + 1);
    if (!isOnePattern || (family !== "code" && family !== "text")) continue;
    const own = patternOf(cell.trim());
    if (pattern === null) pattern = own;
    else if (pattern !== own) isOnePattern = false;
  }
  let total = 0;
  for (const count of counts.values()) total += count;
  const best = [...counts.entries()].sort((a, b) => b[1] - a[1])[0];
  const family = best && best[1] >= 0.9 * total ? best[0] : "text";
  return {
    family,
    filled: cells.length === 0 ? 0 : filled / cells.length,
    pattern: isOnePattern && total > 1 ? pattern : null,
    cells: cells.length,
  };
}

/** Whether cells of this column can tell a header or a shifted row from data. */
export function isTelling(shape: ColumnShape): boolean {
  return shape.family !== "text" && shape.family !== "code"
    ? true
    : shape.pattern !== null && /9/.test(shape.pattern);
}

/** Whether a cell may stand in a column: it is empty, or looks as the others do. */
export function fitsShape(cell: string, shape: ColumnShape): boolean {
  const kind = cellKind(cell);
  if (kind === "empty") return shape.filled < 1;
  if (kind === "missing") return true;
  if (shape.pattern !== null && isTelling(shape) && !isTyped(kind))
    return patternOf(cell.trim()) === shape.pattern;
  return shape.family === "text" || shape.family === "code" || families[kind] === shape.family;
}

/** The first characters of a text with 9 for each digit and A for each letter. */
export function patternOf(text: string): string {
  let pattern = "";
  for (let at = 0; at < text.length && at < 32; at++) {
    const unit = text.charCodeAt(at);
    const isLetter = (unit | 32) >= 97 && (unit | 32) <= 122;
    pattern += unit >= 48 && unit <= 57 ? "9" : isLetter || unit > 127 ? "A" : text[at];
  }
  return pattern;
}
