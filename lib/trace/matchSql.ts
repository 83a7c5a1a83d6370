import type { Column } from "../engine/protocol.ts";
import { quoteLiteral } from "../sql/quote.ts";

/** A value as the text that DuckDB prints for it. */
export type Text = string | null;

/** Types whose text reads back as the very value. */
const exact =
  /^(BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DECIMAL\(\d+,\d+\)|DATE|TIME|TIMESTAMP(_S|_MS|_NS)?|UUID|ENUM\(.*\))$/s;

/**
 * Whether a column has a value, as a condition. `isComputed` where the column is computed again: sums of floating-point
 * numbers depend on the order of their rows, so those are near enough within a billionth.
 */
export function matchSql(reference: string, type: string, text: Text, isComputed = false): string {
  if (text === null) return `${reference} is null`;
  if (type === "VARCHAR") return `${reference} = ${quoteLiteral(text)}`;
  if (type === "DOUBLE" || type === "FLOAT") {
    const value = `cast(${quoteLiteral(text)} as ${type})`;
    if (!isComputed || !Number.isFinite(Number(text))) return `${reference} = ${value}`;
    return `(${reference} = ${value} or abs(${reference} - ${value}) <= ${type === "FLOAT" ? "1e-5" : "1e-9"} * abs(${value}))`;
  }
  if (exact.test(type)) return `${reference} = cast(${quoteLiteral(text)} as ${type})`;
  return `cast(${reference} as varchar) = ${quoteLiteral(text)}`;
}

/** A row: its columns, and the text of each of its values. */
export interface TracedRow {
  columns: readonly Column[];
  values: readonly Text[];
}
