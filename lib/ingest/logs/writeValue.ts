import type { JsonColumn } from "../json/jsonColumn.ts";
import { storeBigint } from "../json/jsonNumber.ts";
import { fact, factsOfNumber, textOf } from "./valueFacts.ts";

/** Makes a row NULL. */
export function writeNull(column: JsonColumn, row: number): void {
  column.begin(row);
  column.valid[row] = 0;
  if (column.isVariable) column.ends[row + 1] = column.ends[row] ?? 0;
}

/** Writes an integer; false where it is none, needs more than 64 bits, or (`careful`) its text says more than its value. */
export function writeInteger(
  column: JsonColumn,
  row: number,
  bytes: Uint8Array,
  from: number,
  to: number,
  careful: boolean,
): boolean {
  let at = from;
  const isNegative = bytes[at] === 45;
  if (isNegative) at++;
  const start = at;
  let value = 0;
  for (; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (!(digit >= 0 && digit < 10)) break;
    value = value * 10 + digit;
  }
  const digits = at - start;
  if (
    at < to ||
    digits === 0 ||
    digits > 15 ||
    (careful && bytes[start] === 48 && (digits > 1 || isNegative))
  ) {
    const bits = factsOfNumber(bytes, from, to, careful);
    if ((bits & fact.integer) === 0) return false;
    storeBigint(column.words, row * 2, BigInt(textOf(bytes, bytes[from] === 43 ? from + 1 : from, to)), 2);
    return true;
  }
  if (isNegative) value = -value;
  column.words[row * 2] = value;
  column.words[row * 2 + 1] = Math.floor(value / 4294967296);
  return true;
}

/** 1 for true, T and 1; 0 for false, F and 0; else -1. */
export function booleanOf(bytes: Uint8Array, from: number, to: number): number {
  const text = to - from > 5 ? "" : textOf(bytes, from, to).toLowerCase();
  if (text === "true" || text === "t" || text === "1") return 1;
  return text === "false" || text === "f" || text === "0" ? 0 : -1;
}
