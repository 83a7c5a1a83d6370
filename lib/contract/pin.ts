import type { Column } from "../engine/protocol.ts";
import { bareName } from "../sql/bareName.ts";
import type { Contract, PinnedColumn, Spread } from "./contract.ts";
import {
  type AskRows,
  countRows,
  groupedSql,
  type Measured,
  measure,
  partOfRows,
  type Reading,
} from "./measure.ts";
import { figureSql, isWhole, valueFamily } from "./valueFamily.ts";

/** Texts of more different values are pinned by their lengths. */
const mostValues = 50;
/** As are those whose values are long: nobody reads them in a notebook's text. */
const mostLetters = 100;

/** What a relation is like, as a contract pins it: five statements over all columns, whatever their number. */
export async function pinRelation(
  ask: AskRows,
  relation: string,
  columns: readonly Column[],
): Promise<NonNullable<Contract["pinned"]>> {
  const rows = await countRows(ask, relation);
  if (columns.length === 0) return { rows, columns: [] };
  const [looked = {}] = await ask(lookSql(relation, rows, columns), 1);
  const looks = columns.map((column, at) => lookOf(column, looked, at));
  const listed = await listValues(
    ask,
    relation,
    columns.map((column, at) => ({ column, isWanted: looks[at]?.isOfFewValues === true })),
  );
  const readings = columns.map((column, at): Reading => {
    const values = listed.get(at);
    if (values) return { column, type: column.type, spread: { by: "values", values } };
    const edges = looks[at] ? edgesOf(column, looks[at], rows) : [];
    const by = valueFamily(column.type) === "text" ? "lengths" : "bins";
    return { column, type: column.type, spread: edges.length > 0 ? { by, edges } : null };
  });
  const measured = await measure(ask, relation, rows, readings);
  return {
    rows,
    columns: readings.map((reading, at) => pinnedOf(reading, measured[at], rows)),
  };
}

function pinnedOf({ column, spread }: Reading, measured: Measured | undefined, rows: number): PinnedColumn {
  const { there = 0, counts = [] } = measured ?? {};
  const nulls = rows === 0 ? 0 : rounded(1 - there / rows);
  // Nothing is new where values were just listed.
  const shares = sharesOf(spread?.by === "values" ? counts.slice(0, -1) : counts);
  const { name, type } = column;
  if (!spread || shares === null) return { name, type, nulls, spread: null };
  return { name, type, nulls, spread: { ...spread, shares } as Spread };
}

/** Shares to a hundredth of a per cent, of which rare ones stay above nothing. */
function sharesOf(counts: readonly number[]): number[] | null {
  const sum = counts.reduce((total, count) => total + count, 0);
  return sum > 0 ? counts.map((count) => rounded(count / sum)) : null;
}

const rounded = (share: number) => Math.round(share * 1e4) / 1e4;

interface Look {
  /** Rising, as they were found. */
  quantiles: readonly number[];
  least: number;
  most: number;
  there: number;
  distinct: number;
  isOfFewValues: boolean;
}

function lookSql(relation: string, rows: number, columns: readonly Column[]): string {
  const tenths = "[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]";
  const parts = columns.flatMap(({ name, type }, at) => {
    const family = valueFamily(type);
    if (family === "other" || family === "flag") return [];
    const [column, figure] = [bareName(name), figureSql(bareName(name), type)];
    return [
      `array_to_string(cast(approx_quantile(${figure}, ${tenths}) as VARCHAR[]), ' ') as q${at}`,
      `min(${figure}) as l${at}, max(${figure}) as m${at}, cast(count(${figure}) as DOUBLE) as k${at}`,
      `cast(approx_count_distinct(${column}) as DOUBLE) as d${at}`,
    ];
  });
  return `select ${["1 as one", ...parts].join(", ")} from ${partOfRows(relation, rows, columns.length)}`;
}

function lookOf({ type }: Column, row: Readonly<Record<string, unknown>>, at: number): Look | null {
  const family = valueFamily(type);
  if (family === "other") return null;
  const text = String(row[`q${at}`] ?? "");
  const quantiles = text === "" ? [] : text.split(" ").map(Number).filter(Number.isFinite);
  const [there, distinct] = [Number(row[`k${at}`] ?? 0), Number(row[`d${at}`] ?? 0)];
  const isRepeated = distinct <= 1.2 * mostValues && 2 * distinct <= there;
  const isOfFewValues = family === "flag" || (family === "text" && isRepeated);
  return {
    quantiles,
    least: Number(row[`l${at}`]),
    most: Number(row[`m${at}`]),
    there,
    distinct,
    isOfFewValues,
  };
}

/** The values of columns that have few, the most frequent first, by the columns' places. */
async function listValues(
  ask: AskRows,
  relation: string,
  columns: readonly { column: Column; isWanted: boolean }[],
): Promise<Map<number, string[]>> {
  const listed = new Map<number, string[]>();
  const wanted = columns.flatMap(({ column, isWanted }, nr) =>
    isWanted ? [{ nr, value: bareName(column.name) }] : [],
  );
  if (wanted.length === 0) return listed;
  const rows = await ask(
    `select nr, v from (${groupedSql(relation, wanted)})
qualify row_number() over (partition by nr order by n desc, v) <= ${mostValues + 1} order by nr, n desc, v`,
    wanted.length * (mostValues + 1),
  );
  for (const { nr, v } of rows) {
    const values = listed.get(Number(nr)) ?? [];
    values.push(String(v));
    listed.set(Number(nr), values);
  }
  for (const [nr, values] of listed)
    if (
      values.length > mostValues ||
      values.some((value) => value.length > mostLetters || /\p{Cc}/u.test(value))
    )
      listed.delete(nr);
  return listed;
}

/** Edges between tenths of the values; none where they say nothing, as of numbers that only count rows. */
function edgesOf({ type }: Column, look: Look, rows: number): number[] {
  const { quantiles, least, most, there, distinct } = look;
  if (quantiles.length === 0 || !Number.isFinite(least) || !Number.isFinite(most)) return [];
  const isWholeNumber = isWhole(type);
  const isCounter = isWholeNumber && there >= 20 && distinct >= 0.8 * there && most - least < 2 * rows;
  if (isCounter) return [];
  const isStepped = isWholeNumber || valueFamily(type) === "text";
  const digits = isStepped ? 0 : digitsOf((quantiles.at(-1) ?? 0) - (quantiles[0] ?? 0));
  const edges = quantiles.map((edge) => (isStepped ? Math.floor(edge) : roundedTo(edge, digits)));
  const rising = [...new Set(edges)].sort((a, b) => a - b);
  // Where many have the least value, what is less has a bin of its own.
  const step = isStepped ? 1 : 10 ** -digits;
  const below = isStepped ? least - 1 : roundedTo(least - step, digits);
  const isHeavy = (quantiles[0] ?? most) - least < step && below < Math.min(least, rising[0] ?? least);
  return isHeavy && Number.isFinite(below) ? [below, ...rising] : rising;
}

/** How many digits behind the point tell values apart that lie so far from each other. */
function digitsOf(range: number): number {
  if (!(range > 0) || !Number.isFinite(range)) return 6;
  return Math.min(20, 4 - Math.floor(Math.log10(range)));
}

function roundedTo(value: number, digits: number): number {
  if (digits >= 0) return Number(value.toFixed(digits));
  const step = 10 ** -digits;
  const snapped = Math.round(value / step) * step;
  return Number.isFinite(snapped) ? snapped : value;
}
