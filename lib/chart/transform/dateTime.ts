import { isJsonObject, type JsonObject } from "../jsonObject.ts";
import { OnlyVega } from "../onlyVega.ts";

const parts = ["year", "quarter", "month", "date", "day", "hours", "minutes", "seconds", "milliseconds"];
const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const days = "sun mon tue wed thu fri sat".split(" ");

/** Says whether a value is a date in parts, as Vega-Lite writes one: `{ "year": 2020, "month": "feb" }`. */
export function isDateTime(value: unknown): value is JsonObject {
  return isJsonObject(value) && parts.some((part) => value[part] !== undefined);
}

/** Milliseconds since 1970 of a date in parts, read in UTC; years that are missing are 2012. Throws OnlyVega for odd ones. */
export function dateTimeMs(value: JsonObject): number {
  const {
    year = 2012,
    quarter,
    month,
    date,
    day,
    hours = 0,
    minutes = 0,
    seconds = 0,
    milliseconds = 0,
  } = value;
  const isDayAlone = day !== undefined && Object.keys(value).every((key) => key === "day" || key === "utc");
  if (day !== undefined && !isDayAlone) throw new OnlyVega("a weekday of a date");
  const monthIndex =
    month !== undefined ? named(month, months, 1) : quarter !== undefined ? (numeric(quarter) - 1) * 3 : 0;
  const dayOfMonth =
    date !== undefined ? numeric(date) : day !== undefined ? (named(day, days, 0) % 7) + 1 : 1;
  return Date.UTC(
    numeric(year),
    monthIndex,
    dayOfMonth,
    numeric(hours),
    numeric(minutes),
    numeric(seconds),
    numeric(milliseconds),
  );
}

function named(value: unknown, names: readonly string[], first: number): number {
  if (typeof value === "number") return value - first;
  const index = typeof value === "string" ? names.indexOf(value.slice(0, 3).toLowerCase()) : -1;
  if (index < 0) throw new OnlyVega("a name of a month or day");
  return index;
}

function numeric(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new OnlyVega("a part of a date");
  return value;
}
