import { quoteIdentifier } from "../sql/quote.ts";
import { type AnswerRow, type AskRows, figureAt, numberAt, textAt } from "./askRows.ts";
import type { ColumnDetails, TimeDetails } from "./columnProfile.ts";
import { isNumeric, isTemporal, structFields } from "./family.ts";
import { profileSizes } from "./profileSizes.ts";
import { type AskedColumn, isFiniteSql } from "./profileSql.ts";
import { timeText } from "./timeBins.ts";

/** Beyond this a square is no double any more, and DuckDB refuses a deviation. */
const squarable = "1e150";

/**
 * What takes longer than a header's profile, of a few columns in one statement, and one more for each column of times.
 * Distinct values, quartiles and gaps are exact up to `profileSizes.exact` rows. Rejects where a statement fails.
 */
export async function columnDetails(
  ask: AskRows,
  from: string,
  columns: readonly AskedColumn[],
  rows: number,
): Promise<ColumnDetails[]> {
  const isExact = rows <= profileSizes.exact;
  const [row] = await ask(detailsSql(from, columns, isExact), 1);
  const made: ColumnDetails[] = [];
  for (const column of columns) {
    const details = readDetails(row, column, isExact);
    const time = isTemporal(column.family) ? await timeDetails(ask, from, column, isExact) : null;
    made.push({ ...details, time });
  }
  return made;
}

function detailsSql(from: string, columns: readonly AskedColumn[], isExact: boolean): string {
  const parts = columns.flatMap((column) => {
    const { at, family, name, type } = column;
    const value = quoteIdentifier(name);
    const finite = isFiniteSql(column);
    const only = finite ? ` filter (${finite})` : "";
    const as = (sql: string, what: string) => `${sql} as c${at}_${what}`;
    const lengthOf =
      family === "text"
        ? `length(${value})`
        : family === "blob"
          ? `octet_length(${value})`
          : family === "map"
            ? `cardinality(${value})`
            : family === "list"
              ? `len(${value})`
              : null;
    const isCounted = family !== "opaque" && family !== "map";
    return [
      // A constant column for what has none of them, so that no statement is empty.
      as("1", "here"),
      ...(isCounted
        ? [
            as(
              `${isExact ? `count(distinct ${value})` : `approx_count_distinct(${value})`}::DOUBLE`,
              "distinct",
            ),
          ]
        : []),
      ...(isNumeric(family)
        ? [as(`avg(${summable(value, type)})${only}::VARCHAR`, "mean"), as(deviationSql(value, only), "std")]
        : []),
      ...(isNumeric(family) || isTemporal(family)
        ? quartiles(value, only, at, isExact, family === "clock")
        : []),
      ...(lengthOf
        ? [
            as(`min(${lengthOf})::DOUBLE`, "short"),
            as(`avg(${lengthOf})::DOUBLE`, "length"),
            as(`max(${lengthOf})::DOUBLE`, "long"),
            as(`count(*) filter (${lengthOf} = 0)::DOUBLE`, "empty"),
          ]
        : []),
      ...(family === "struct"
        ? structFields(type).map((field, index) =>
            as(`count(*) filter (${value}.${quoteIdentifier(field.name)} is null)::DOUBLE`, `f${index}`),
          )
        : []),
    ];
  });
  return `select ${parts.join(", ")} from ${from}`;
}

/** Sums of the widest types overflow, so that their means are those of doubles. */
function summable(value: string, type: string): string {
  const isWide = type.endsWith("HUGEINT") || Number(/^DECIMAL\((\d+)/.exec(type)?.[1] ?? 0) > 18;
  return isWide ? `${value}::DOUBLE` : value;
}

function deviationSql(value: string, only: string): string {
  const inside = only === "" ? "true" : only.slice(" filter (".length, -1);
  const number = `${value}::DOUBLE`;
  return `case when max(abs(${number})) filter (${inside}) < ${squarable} then stddev_samp(${number}) filter (${inside} and abs(${number}) < ${squarable}) end`;
}

function quartiles(value: string, only: string, at: number, isExact: boolean, isClock: boolean): string[] {
  // Estimates of quantiles know no times of day.
  if (!isExact && isClock) return [];
  const quantile = isExact ? "quantile_cont" : "approx_quantile";
  return [0.25, 0.5, 0.75].map(
    (share, index) => `${quantile}(${value}, ${share})${only}::VARCHAR as c${at}_q${index + 1}`,
  );
}

function readDetails(
  row: AnswerRow | undefined,
  { at, type, family }: AskedColumn,
  isExact: boolean,
): ColumnDetails {
  const distinct = figureAt(row, `c${at}_distinct`);
  const values = [1, 2, 3].map((index) => textAt(row, `c${at}_q${index}`));
  const [low, median, high] = values;
  const shortest = figureAt(row, `c${at}_short`);
  const lengths =
    shortest === null
      ? null
      : {
          shortest,
          mean: numberAt(row, `c${at}_length`),
          longest: numberAt(row, `c${at}_long`),
          empty: numberAt(row, `c${at}_empty`),
        };
  return {
    distinct: distinct === null ? null : { count: distinct, isExact },
    mean: textAt(row, `c${at}_mean`),
    std: figureAt(row, `c${at}_std`),
    quartiles: low && median && high ? { values: [low, median, high], isExact } : null,
    text: family === "text" ? lengths : null,
    lengths: family === "text" ? null : lengths,
    time: null,
    fields:
      family === "struct"
        ? structFields(type).map((field, index) => ({ ...field, nulls: numberAt(row, `c${at}_f${index}`) }))
        : null,
  };
}

async function timeDetails(
  ask: AskRows,
  from: string,
  column: AskedColumn,
  isExact: boolean,
): Promise<TimeDetails | null> {
  const value = quoteIdentifier(column.name);
  const finite = isFiniteSql(column);
  const where = `${value} is not null${finite ? ` and ${finite}` : ""}`;
  const micros = `select epoch_us(${value}) as t from ${from} where ${where}`;
  const hours = await ask(
    `select h, d, count(*)::DOUBLE as n from (select ((floor(t / 3600000000)::BIGINT % 24) + 24) % 24 as h, ((floor(t / 86400000000)::BIGINT + 3) % 7 + 7) % 7 as d from (${micros})) group by h, d`,
    24 * 7 + 1,
  );
  if (hours.length === 0) return null;
  const [ends] = await ask(`select (max(t) - min(t))::VARCHAR as span from (${micros})`, 1);
  const [longest] = isExact ? await ask(gapSql(micros), 1) : [];
  const sum = (most: number, of: string) =>
    Array.from({ length: most }, (_, at) =>
      hours.reduce((all, row) => (Number(row[of]) === at ? all + numberAt(row, "n") : all), 0),
    );
  const gap = textAt(longest, "gap");
  const before = textAt(longest, "before");
  return {
    spanMicros: textAt(ends, "span") ?? "0",
    gap:
      gap !== null && before !== null
        ? { micros: gap, after: timeText(BigInt(before), column.family) }
        : null,
    byHour: column.family === "date" ? [] : sum(24, "h"),
    byWeekday: column.family === "clock" ? [] : sum(7, "d"),
  };
}

/** The longest stretch between two neighbours; of several the first. */
function gapSql(micros: string): string {
  const neighbours = `select t, lag(t) over (order by t) as before from (select distinct t from (${micros}))`;
  return `select (t - before)::VARCHAR as gap, before::VARCHAR as before from (${neighbours}) where before is not null order by t - before desc, t limit 1`;
}
