import { mayBeBareNull, momentSql } from "../columnUse.ts";
import { isJsonObject } from "../jsonObject.ts";
import { OnlyVega } from "../onlyVega.ts";
import { partSql, truncatedSql, truncations, unitParts } from "../timeUnitSql.ts";
import { columnId, type SourceColumn } from "./rowSource.ts";

/**
 * The start of the time unit of a moment as a UTC TIMESTAMP, with what the unit leaves out as Vega fills it in: 2012,
 * January, the 1st. `mayBeNull` says that the moment may be NULL in a way that DuckDB does not carry through by itself.
 */
export function unitStartSql(timeUnit: unknown, moment: string, mayBeNull = true): string {
  const unit = unitName(timeUnit);
  const truncation = truncations[unit];
  if (truncation) return truncatedSql(truncation, moment, mayBeNull);
  const parts = unitParts(unit);
  if (!parts || parts.some((part) => part === "week" || part === "dayofyear") || unit.startsWith("binned"))
    throw new OnlyVega(`the time unit ${unit}`);
  const has = (part: string) => parts.includes(part);
  if (has("day") && (has("date") || has("month") || has("quarter") || has("year")))
    throw new OnlyVega(`the time unit ${unit}`);
  const month = has("month") ? `month(${moment})` : has("quarter") ? `(quarter(${moment}) - 1) * 3 + 1` : "1";
  const day = has("day") ? `dayofweek(${moment}) + 1` : has("date") ? `day(${moment})` : "1";
  const [hours, minutes, seconds] = ["hours", "minutes", "seconds"].map((part) =>
    has(part) ? partSql(part, moment) : "0",
  );
  const fraction = has("milliseconds") ? ` + ${partSql("milliseconds", moment)} / 1000.0` : "";
  const year = has("year") ? `year(${moment})` : "2012";
  const start = `make_timestamp(${year}, ${month}, ${day}, ${hours}, ${minutes}, ${seconds}${fraction})`;
  return `CASE WHEN ${moment} IS NOT NULL THEN ${start} END`;
}

/** As `unitStartSql`, of a column's moments. */
export function columnUnitStart(timeUnit: unknown, column: SourceColumn): string {
  return unitStartSql(timeUnit, momentSql(columnId(column), column), mayBeBareNull(column));
}

/** A time unit's name without its zone; throws OnlyVega where it counts in steps. */
export function unitName(timeUnit: unknown): string {
  const name = isJsonObject(timeUnit)
    ? Object.keys(timeUnit).every((key) => key === "unit" || key === "utc")
      ? timeUnit.unit
      : null
    : timeUnit;
  if (typeof name !== "string") throw new OnlyVega("a time unit of steps");
  return name.replace(/^utc/, "");
}
