import type { Column } from "../engine/protocol.ts";
import { bareName } from "../sql/bareName.ts";
import { quoteLiteral } from "../sql/quote.ts";
import type { Spread } from "./contract.ts";
import { figureSql, thereSql } from "./valueFamily.ts";

/** Asks a SELECT and answers its rows by the names of their columns, numbers and texts; rejects where it fails. */
export type AskRows = (sql: string, maxRows: number) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** One column of a relation, to be measured as if it were of a type, over bins or values that are known. */
export interface Reading {
  readonly column: Column;
  readonly type: string;
  readonly spread: Pick<Extract<Spread, { by: "bins" | "lengths" }>, "by" | "edges"> | ValuesReading | null;
}

interface ValuesReading {
  readonly by: "values";
  readonly values: readonly string[];
}

export interface Measured {
  /** Rows with a value. */
  readonly there: number;
  /** By bins, of a part of the rows where these are many; by values, of all, and last those of no pinned value. */
  readonly counts: readonly number[];
  /** Some of the values that are not pinned, the most frequent first. */
  readonly newValues: readonly string[];
}

/** So many values are looked at for bins: enough for shares to a tenth of a per cent, and soon read. */
const mostFigures = 2_500_000;

/** A relation, or an even part of its rows where they are many: the same part of the same rows. */
export function partOfRows(relation: string, rows: number, columns: number): string {
  const wanted = Math.min(100_000, Math.max(5_000, Math.round(mostFigures / Math.max(1, columns))));
  const from = bareName(relation);
  if (rows <= 2 * wanted) return from;
  const percent = ((100 * wanted) / rows).toPrecision(4);
  return `(select * from ${from} using sample ${Number(percent)} percent (bernoulli, 42))`;
}

export async function countRows(ask: AskRows, relation: string): Promise<number> {
  const [row] = await ask(`select cast(count(*) as DOUBLE) as n from ${bareName(relation)}`, 1);
  return Number(row?.n ?? 0);
}

/** Measures columns in two statements: one row of counts, and the values of those that have few. */
export async function measure(
  ask: AskRows,
  relation: string,
  rows: number,
  readings: readonly Reading[],
): Promise<Measured[]> {
  if (readings.length === 0) return [];
  const [row = {}] = await ask(countsSql(relation, rows, readings), 1);
  const measured = readings.map(({ spread }, at) => ({
    there: Number(row[`k${at}`] ?? 0),
    counts: new Array<number>(
      spread === null ? 0 : (spread.by === "values" ? spread.values : spread.edges).length + 1,
    ).fill(0),
    newValues: [] as string[],
  }));
  readings.forEach((reading, at) => {
    if (!reading.spread || reading.spread.by === "values") return;
    const text = row[`h${at}`];
    if (typeof text === "string" && text !== "")
      for (const [bin, count] of text.split(" ").entries()) set(measured[at]?.counts, bin, Number(count));
  });
  const values = valuesSql(relation, readings);
  if (values === null) return measured;
  for (const { nr, value, n, examples } of await ask(values, readings.length * 60)) {
    const [reading, found] = [readings[Number(nr)], measured[Number(nr)]];
    if (reading?.spread?.by !== "values" || !found) continue;
    if (typeof value === "string") set(found.counts, reading.spread.values.indexOf(value), Number(n));
    else {
      set(found.counts, reading.spread.values.length, Number(n));
      found.newValues.push(...String(examples ?? "").split(between));
    }
  }
  return measured;
}

/** A bin past the last edge may be missing from an answer; no other place is written. */
function set(counts: number[] | undefined, at: number, count: number): void {
  if (counts && at >= 0 && at < counts.length) counts[at] = count;
}

/** Between the values of an answer: a character that texts do not have. */
const between = "\u001f";

function castOf({ column, type }: Reading): string {
  const name = bareName(column.name);
  return column.type === type ? name : `try_cast(${name} as ${type})`;
}

function countsSql(relation: string, rows: number, readings: readonly Reading[]): string {
  const there = readings.map(
    ({ column }, at) => `cast(count(${thereSql(bareName(column.name), column.type)}) as DOUBLE) as k${at}`,
  );
  const bins = readings.flatMap((reading, at) => {
    const { spread, type } = reading;
    if (!spread || spread.by === "values") return [];
    const edges = spread.edges.map((edge) => `${edge}::DOUBLE`).join(", ");
    const figure = figureSql(castOf(reading), type);
    return `array_to_string(map_values(histogram(${figure}, [${edges}])), ' ') as h${at}`;
  });
  const whole = `select ${there.join(", ")} from ${bareName(relation)}`;
  if (bins.length === 0) return whole;
  return `select * from (${whole}), (select ${bins.join(", ")} from ${partOfRows(relation, rows, bins.length)})`;
}

/** How often each pinned value is there, and all others of its column together. */
function valuesSql(relation: string, readings: readonly Reading[]): string | null {
  const listed = readings.flatMap((reading, nr) =>
    reading.spread?.by === "values" ? [{ nr, value: castOf(reading), values: reading.spread.values }] : [],
  );
  if (listed.length === 0) return null;
  const known = listed.flatMap(({ nr, values }) => values.map((value) => `(${nr}, ${quoteLiteral(value)})`));
  return `with seen as (
  ${groupedSql(relation, listed)}
), known(nr, v) as (
  values ${["(null::INTEGER, null::VARCHAR)", ...known].join(", ")}
)
select seen.nr, known.v as value, cast(sum(n) as DOUBLE) as n, array_to_string(max_by(seen.v, n, 3), chr(31)) as examples
from seen left join known on seen.nr = known.nr and seen.v = known.v
group by seen.nr, known.v`;
}

/**
 * The distinct texts `v` of many columns with how many rows `n` have them, by their numbers `nr`: one pass over the rows,
 * which may be computed whenever they are read, and one plan, of which a SELECT a column would take ten milliseconds each.
 */
export function groupedSql(relation: string, columns: readonly { nr: number; value: string }[]): string {
  const values = columns.map(({ value }) => `cast(${value} as VARCHAR)`).join(", ");
  const each = `unnest([${columns.map(({ nr }) => nr).join(", ")}]) as nr, unnest([${values}]) as v`;
  return `select nr, v, count(*) as n from (select ${each} from ${bareName(relation)}) where v is not null group by nr, v`;
}
