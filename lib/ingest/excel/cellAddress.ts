import { limits } from "./workbookLimits.ts";

/** Cells from one corner to the other, both within; rows and columns count from 0. */
export interface CellRange {
  firstRow: number;
  firstColumn: number;
  lastRow: number;
  lastColumn: number;
}

/** The letters of a column: 0 is A, 26 is AA. */
export function columnName(column: number): string {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** The column of an address such as "AB12"; -1 where it is none. */
export function columnOf(address: string): number {
  let column = 0;
  for (let at = 0; at < address.length; at++) {
    const code = address.charCodeAt(at);
    if (code === 36) continue;
    const letter = code > 96 ? code - 97 : code - 65;
    if (letter < 0 || letter > 25) break;
    column = column * 26 + letter + 1;
    if (column > limits.columns * 2) return -1;
  }
  return column - 1;
}

/** The row of an address such as "AB12", from 0; -1 where it is none. */
export function rowOf(address: string): number {
  const digits = /(\d+)$/.exec(address)?.[1];
  return digits === undefined ? -1 : Number(digits) - 1;
}

/** "C5:F20", "C5", "B:F" or "3:9" as a range; null where it is none. Dollar signs are passed over. */
export function parseRange(text: string): CellRange | null {
  const plain = text.replaceAll("$", "").trim().toUpperCase();
  const match = /^([A-Z]{0,3})(\d{0,7})(?::([A-Z]{0,3})(\d{0,7}))?$/.exec(plain);
  if (!match || plain === "") return null;
  const [, fromLetters = "", fromDigits = "", toLetters, toDigits] = match;
  const isSingle = toLetters === undefined;
  if (isSingle && (fromLetters === "" || fromDigits === "")) return null;
  if (!isSingle && (fromLetters === "") !== (toLetters === "")) return null;
  if (!isSingle && (fromDigits === "") !== (toDigits === "")) return null;
  const columns = [fromLetters, toLetters ?? fromLetters].map((letters, end) =>
    letters === "" ? end * (limits.columns - 1) : columnOf(letters),
  );
  const rows = [fromDigits, toDigits ?? fromDigits].map((digits, end) =>
    digits === "" ? end * (limits.rows - 1) : Number(digits) - 1,
  );
  const range = {
    firstRow: Math.min(...rows),
    firstColumn: Math.min(...columns),
    lastRow: Math.max(...rows),
    lastColumn: Math.max(...columns),
  };
  const isInside =
    range.firstRow >= 0 &&
    range.firstColumn >= 0 &&
    range.lastRow < limits.rows &&
    range.lastColumn < limits.columns;
  return isInside ? range : null;
}

/** A range as Excel writes it: "C5:F20", or "C5" for one cell. */
export function rangeText(range: CellRange): string {
  const from = `${columnName(range.firstColumn)}${range.firstRow + 1}`;
  const to = `${columnName(range.lastColumn)}${range.lastRow + 1}`;
  return from === to ? from : `${from}:${to}`;
}
