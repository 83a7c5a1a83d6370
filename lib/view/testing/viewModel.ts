import type { Column } from "../../engine/protocol.ts";
import type { Filter, GridView } from "../gridView.ts";

/** A row as texts in the columns' order, as DuckDB prints values. */
export type ModelRow = (string | null)[];

/** What a view means, written a second time in plain JavaScript that knows no SQL; for tests only. */
export function modelRows(rows: readonly ModelRow[], columns: readonly Column[], view: GridView): ModelRow[] {
  const place = (name: string) => columns.findIndex((column) => column.name === name);
  const kept = rows.filter((row) =>
    view.filters.every((filter) => {
      const at = place(filter.column);
      return passes(row[at] ?? null, filter, columns[at]?.type ?? "");
    }),
  );
  return kept.sort((a, b) => {
    for (const { column, descending } of view.sort) {
      const at = place(column);
      const [x, y] = [a[at] ?? null, b[at] ?? null];
      if (x === null && y === null) continue;
      if (x === null || y === null) return x === null ? 1 : -1;
      const order = compare(x, y, columns[at]?.type ?? "");
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
}

function passes(value: string | null, filter: Filter, type: string): boolean {
  switch (filter.kind) {
    case "null":
      return (value === null) === filter.isNull;
    case "values":
      return filter.values.includes(value) !== filter.not;
    case "text":
      return holds(value, filter) !== filter.not;
    case "range": {
      if (value === null || value === "nan") return false;
      const { from, to, isToIncluded } = filter;
      if (from !== null && compare(value, from, type) < 0) return false;
      if (to === null) return true;
      const isWholeDay = isToIncluded && type === "TIMESTAMP" && to.length === 10;
      if (isWholeDay) return value.slice(0, 10) <= to;
      const order = compare(value, to, type);
      return isToIncluded ? order <= 0 : order < 0;
    }
  }
}

function holds(value: string | null, filter: Extract<Filter, { kind: "text" }>): boolean {
  if (value === null) return false;
  const of = (text: string) => (filter.matchCase ? text : text.toLowerCase());
  const [text, sought] = [of(value), of(filter.text)];
  if (filter.how === "equals") return text === sought;
  if (filter.how === "starts") return text.startsWith(sought);
  if (filter.how === "ends") return text.endsWith(sought);
  return text.includes(sought);
}

function compare(a: string, b: string, type: string): number {
  if (type === "DOUBLE") return sign(double(a), double(b));
  if (/^(BIGINT|DECIMAL|INTEGER)/.test(type)) return sign(scaled(a), scaled(b));
  if (type === "TIMESTAMP") return sign(instant(a), instant(b));
  const [x, y] = [[...a], [...b]];
  for (let at = 0; at < Math.min(x.length, y.length); at++) {
    const order = sign(x[at]?.codePointAt(0) ?? 0, y[at]?.codePointAt(0) ?? 0);
    if (order !== 0) return order;
  }
  return sign(x.length, y.length);
}

const sign = <T>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);

/** NaN after all numbers, as in DuckDB. */
function double(text: string): number {
  if (text === "nan") return Number.MAX_VALUE * 2;
  return text === "inf" ? Number.MAX_VALUE : Number(text);
}

/** A decimal number in units of 10^-10, without a double in between. */
function scaled(text: string): bigint {
  const [mantissa = "", exponent = "0"] = text.split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const shift = BigInt(10 - fraction.length + Number(exponent));
  return BigInt(whole + fraction) * 10n ** shift;
}

/** An instant's text with its time of day, whose order is that of the instants. */
function instant(text: string): string {
  return text.length === 10 ? `${text} 00:00:00` : text;
}
