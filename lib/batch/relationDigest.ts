import type { Column } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";

/**
 * What a relation's rows come to, whatever their order: by it two runs of a notebook are compared, in different engines or
 * on different days. Floating-point columns are no part of `hash`, since the order in which numbers are added changes
 * their last digits: of them there are sums and bounds, compared within a tolerance.
 */
export interface RelationDigest {
  rows: number;
  columns: Column[];
  /** Over all columns but the floating-point ones; a decimal number as text. */
  hash: string;
  /** By column, all as DuckDB prints them; null where there is none. */
  floats: Record<string, FloatDigest>;
}

export interface FloatDigest {
  /** How many values are there, how many of them are finite. */
  count: string;
  finite: string;
  /** Of the finite ones. */
  sum: string | null;
  absolute: string | null;
  min: string | null;
  max: string | null;
}

/** Sums and bounds may differ by this part of the sum of the absolute values, or of the bound. */
export const floatTolerance = 1e-9;

const isFloat = ({ type }: Column) => type === "DOUBLE" || type === "FLOAT";

/**
 * A SELECT of one row of texts about what stands behind its FROM: the number of rows, the hash, and six texts for each floating-point column. Each row is
 * hashed as the texts of its values with their lengths before them, so that no two different rows read the same.
 */
export function digestSql(from: string, columns: readonly Column[]): string {
  const parts = columns
    .filter((column) => !isFloat(column))
    .map(({ name }) => lengthAndText(quoteIdentifier(name)));
  const row = parts.length === 0 ? "''" : parts.join(" || ");
  const floats = columns.filter(isFloat).flatMap(({ name }) => {
    const value = quoteIdentifier(name);
    const finite = `${value}::double`;
    const only = `filter (isfinite(${value}))`;
    return [
      `count(${value})::varchar`,
      `(count(*) ${only})::varchar`,
      `(sum(${finite}) ${only})::varchar`,
      `(sum(abs(${finite})) ${only})::varchar`,
      `(min(${finite}) ${only})::varchar`,
      `(max(${finite}) ${only})::varchar`,
    ];
  });
  // A sum takes equal rows as often as they are there, in any order; of so few digits that it cannot overflow.
  const hash = `coalesce(sum((md5_number(${row}) % 1000000000000000000)::hugeint), 0)::varchar`;
  const all = ["count(*)::varchar", hash, ...floats].map((expression, at) => `${expression} as c${at}`);
  return `select ${all.join(", ")} from ${from}`;
}

function lengthAndText(quoted: string): string {
  return `coalesce(length(${quoted}::varchar) || ':' || ${quoted}::varchar, '-')`;
}

/** The digest from the row that `digestSql` selects. */
export function readDigest(columns: readonly Column[], row: readonly (string | null)[]): RelationDigest {
  const floats: Record<string, FloatDigest> = {};
  columns.filter(isFloat).forEach(({ name }, at) => {
    const [count, finite, sum, absolute, min, max] = row.slice(2 + at * 6);
    floats[name] = {
      count: count ?? "0",
      finite: finite ?? "0",
      sum: sum ?? null,
      absolute: absolute ?? null,
      min: min ?? null,
      max: max ?? null,
    };
  });
  const plain = columns.map(({ name, type }) => ({ name, type }));
  return { rows: Number(row[0] ?? 0), columns: plain, hash: row[1] ?? "0", floats };
}

/** How a relation differs from what it was, one sentence each; empty where it is the same. */
export function digestDifferences(before: RelationDigest, now: RelationDigest): string[] {
  const shape = ({ columns }: RelationDigest) =>
    columns.map(({ name, type }) => `${name} ${type}`).join(", ");
  if (shape(before) !== shape(now)) return [`Its columns were ${shape(before)} and are ${shape(now)}.`];
  if (before.rows !== now.rows) return [`It had ${count(before.rows)} and has ${count(now.rows)}.`];
  const differences: string[] = [];
  if (before.hash !== now.hash) {
    const exact = now.columns.filter((column) => !isFloat(column)).map(({ name }) => name);
    differences.push(
      `Values differ in ${exact.length === 1 ? exact[0] : `one or more of ${exact.join(", ")}`}.`,
    );
  }
  for (const [name, is] of Object.entries(now.floats)) {
    const was = before.floats[name];
    if (was && !isClose(was, is))
      differences.push(`${name} differs by more than rounding: its sum was ${was.sum} and is ${is.sum}.`);
  }
  return differences;
}

function isClose(a: FloatDigest, b: FloatDigest): boolean {
  if (a.count !== b.count || a.finite !== b.finite) return false;
  const size = Math.max(Number(a.absolute ?? 0), Number(b.absolute ?? 0));
  const near = (one: string | null, other: string | null, scale: number) => {
    if (one === null || other === null) return one === other;
    return one === other || Math.abs(Number(one) - Number(other)) <= floatTolerance * scale;
  };
  const bound = (one: string | null, other: string | null) =>
    near(one, other, Math.max(Math.abs(Number(one ?? 0)), Math.abs(Number(other ?? 0))));
  return near(a.sum, b.sum, size) && bound(a.min, b.min) && bound(a.max, b.max);
}

function count(rows: number): string {
  return `${rows.toLocaleString("en-US")} ${rows === 1 ? "row" : "rows"}`;
}
