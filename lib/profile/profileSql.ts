import type { Column } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { cutAt } from "./columnProfile.ts";
import { type Family, familyOf, isNumeric, isTemporal } from "./family.ts";

/** A column of a relation that is being profiled; `at` is its place, by which SQL calls it. */
export interface AskedColumn extends Column {
  at: number;
  family: Family;
}

export function askedColumn(column: Column, at: number): AskedColumn {
  return { ...column, at, family: familyOf(column.type) };
}

/** Values of a column that can be compared and drawn: without NaN and infinity. */
export function isFiniteSql({ name, family }: AskedColumn): string | null {
  const value = quoteIdentifier(name);
  return family === "float" || family === "date" || family === "moment" || family === "zoned"
    ? `isfinite(${value})`
    : null;
}

/**
 * One row over `from` (what stands behind FROM): `n` rows, and of each column `c<at>_n` values, `_min` and `_max` as
 * DuckDB prints them, `_lo` and `_hi` in microseconds of times and as items of lists, `_nan`, `_inf`.
 */
export function countsSql(from: string, columns: readonly AskedColumn[]): string {
  const parts = columns.flatMap((column) => {
    const value = quoteIdentifier(column.name);
    const { family, at } = column;
    const finite = isFiniteSql(column);
    const only = finite ? ` filter (${finite})` : "";
    const shown = (which: "min" | "max") =>
      `left(${which}(${value})${only}::VARCHAR, ${cutAt}) as c${at}_${which}`;
    const edge = (which: "min" | "max", as: string) => {
      if (family === "list") return `${which}(len(${value}))::VARCHAR as ${as}`;
      if (family === "map") return `${which}(cardinality(${value}))::VARCHAR as ${as}`;
      return `epoch_us(${which}(${value})${only})::VARCHAR as ${as}`;
    };
    const isCompared =
      isNumeric(family) || isTemporal(family) || ["text", "boolean", "enum", "plain"].includes(family);
    const hasEdges = isTemporal(family) || family === "list" || family === "map";
    return [
      `count(${value})::DOUBLE as c${at}_n`,
      ...(isCompared ? [shown("min"), shown("max")] : []),
      ...(hasEdges ? [edge("min", `c${at}_lo`), edge("max", `c${at}_hi`)] : []),
      ...(family === "float" ? [`count(*) filter (isnan(${value}))::DOUBLE as c${at}_nan`] : []),
      ...(family === "float" ? [`count(*) filter (isinf(${value}))::DOUBLE as c${at}_inf`] : []),
      ...(finite && family !== "float" ? [`count(*) filter (isinf(${value}))::DOUBLE as c${at}_inf`] : []),
    ];
  });
  return `select count(*)::DOUBLE as n, ${parts.join(", ")} from ${from}`;
}

/** Rows (c, k as text, n) of one column: how many values fall into each bin. */
export function binCountsSql(from: string, column: AskedColumn, bin: string): string {
  const finite = isFiniteSql(column);
  const where = `${quoteIdentifier(column.name)} is not null${finite ? ` and ${finite}` : ""}`;
  return `select ${column.at} as c, k::VARCHAR as k, count(*)::DOUBLE as n from (select ${bin} as k from ${from} where ${where}) group by k`;
}

/**
 * Rows (c, k, n, cut, groups, total) of one column: its most frequent values, first those that are most frequent, then
 * by value; of a random sample of so many percent of the rows where that is less than all.
 */
export function topValuesSql(
  from: string,
  { name, at }: AskedColumn,
  { top, percent, cut = 120 }: { top: number; percent: number; cut?: number },
): string {
  const value = quoteIdentifier(name);
  // The same seed each time: what is drawn does not change by looking at it again.
  const looked =
    percent < 100 ? `(select ${value} from ${from} using sample ${percent} percent (bernoulli, 42))` : from;
  const groups = `select ${value}::VARCHAR as v, count(*) as n from ${looked} where ${value} is not null group by ${value}`;
  return `select * from (select ${at} as c, left(v, ${cut}) as k, n::DOUBLE as n, length(v) > ${cut} as cut, count(*) over ()::DOUBLE as groups, sum(n) over ()::DOUBLE as total from (${groups}) order by n desc, v limit ${top})`;
}
