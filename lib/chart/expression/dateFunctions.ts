import { OnlyVega } from "../onlyVega.ts";
import { partSql } from "../timeUnitSql.ts";
import { asNumber, computed, type JsValue, numberValue } from "./jsValue.ts";
import { wholeNumber } from "./wholeValue.ts";

/** A year, month and so on of a moment, in UTC; months and weekdays begin at 0 as in JavaScript. */
const parts: Readonly<Record<string, (moment: string) => string>> = {
  year: (moment) => partSql("year", moment),
  quarter: (moment) => partSql("quarter", moment),
  month: (moment) => `month(${moment}) - 1`,
  date: (moment) => partSql("date", moment),
  day: (moment) => partSql("day", moment),
  dayofyear: (moment) => partSql("dayofyear", moment),
  week: (moment) => partSql("week", moment),
  hours: (moment) => partSql("hours", moment),
  minutes: (moment) => partSql("minutes", moment),
  seconds: (moment) => partSql("seconds", moment),
  milliseconds: (moment) => partSql("milliseconds", moment),
};

/** Between which ends they lie. */
const ranges: Readonly<Record<string, readonly [number, number]>> = {
  year: [-300_000, 300_000],
  quarter: [1, 4],
  month: [0, 11],
  date: [1, 31],
  day: [0, 6],
  dayofyear: [1, 366],
  week: [0, 53],
  hours: [0, 23],
  minutes: [0, 59],
  seconds: [0, 59],
  milliseconds: [0, 999],
};

/** A date function of the Vega expression language, read in UTC; null where `name` is none. */
export function dateFunction(name: string, args: readonly JsValue[]): JsValue | null {
  const [first] = args;
  const part = parts[name.replace(/^utc(?=.)/, "")];
  if (part) {
    if (args.length !== 1 || !first) throw new OnlyVega(`${name} of ${args.length} values`);
    const moment = momentOf(first);
    const found = `(${part(moment)})::DOUBLE`;
    // Null is the first moment of 1970, and what is no moment has NaN for a year.
    const atZero = `(${part("TIMESTAMP '1970-01-01'")})::DOUBLE`;
    if (first.nullable === "undefined") return computed(`coalesce(${found}, 'NaN'::DOUBLE)`, true, true);
    const range = ranges[name.replace(/^utc(?=.)/, "")];
    if (!first.mayBeNaN && !first.nullable)
      return range ? wholeNumber({ sql: `(${part(moment)})`, range }) : computed(found, false, true);
    const missing = first.mayBeNaN
      ? `CASE WHEN ${first.sql} IS NULL THEN ${atZero} ELSE 'NaN'::DOUBLE END`
      : atZero;
    return computed(`coalesce(${found}, ${missing})`, first.mayBeNaN, !first.mayBeNaN);
  }
  switch (name) {
    case "time":
    case "toDate":
      if (args.length !== 1 || first?.type !== "number") throw new OnlyVega(name);
      // `toDate` keeps null; `time` makes 0 of it.
      return name === "toDate" ? first : wholeMs(asNumber(first));
    case "utc":
    case "datetime":
      return constructed(name, args);
    default:
      return null;
  }
}

/** The milliseconds of a moment that is written in parts, where all of them are written out. */
function constructed(name: string, args: readonly JsValue[]): JsValue {
  const [first] = args;
  if (name === "datetime" && args.length === 1 && first?.type === "number") return wholeMs(asNumber(first));
  const numbers = args.map(({ literal }) => literal).filter((literal) => typeof literal === "number");
  const [year, month = 0, ...rest] = numbers;
  if (numbers.length !== args.length || year === undefined || (args.length < 2 && name === "datetime"))
    throw new OnlyVega(name);
  return numberValue(Date.UTC(year, month, ...rest));
}

/** The furthest moment of JavaScript from 1970, in milliseconds. */
const furthestMs = 8.64e15;

/** The milliseconds that a Date of these has: whole ones, and none beyond its reach. */
function wholeMs(value: JsValue): JsValue {
  if (value.moment !== undefined) return value;
  if (typeof value.literal === "number") return numberValue(new Date(value.literal).getTime());
  return computed(
    `CASE WHEN abs(${value.sql}) <= ${furthestMs} THEN trunc(${value.sql}) ELSE 'NaN'::DOUBLE END`,
  );
}

function momentOf(value: JsValue): string {
  if (value.moment !== undefined) return value.moment;
  if (value.type !== "number") throw new OnlyVega("a date of text");
  // Beyond what a TIMESTAMP can hold there is no moment.
  const ms = `CASE WHEN abs(${value.sql}) <= ${furthestMs} THEN trunc(${value.sql}) * 1000 END`;
  return `make_timestamp(TRY_CAST(${ms} AS BIGINT))`;
}
