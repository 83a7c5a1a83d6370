import { quoteLiteral } from "../../../sql/quote.ts";
import type { CastRule } from "./CastRule.ts";

const match = (t: string, pattern: string) => `regexp_full_match(${t}, ${quoteLiteral(pattern)})`;
const isoDate = "\\d{4}-\\d{1,2}-\\d{1,2}";
const clock = "\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?";
const offset = "\\s?(?:Z|z|UTC|[+-]\\d{2}(?::?\\d{2})?)";

/** A rule of a pattern that a cast of DuckDB's reads. */
function castRule(
  type: string,
  label: string,
  pattern: string,
  cast: (t: string) => string,
  note: string | null,
): CastRule {
  const expression = new RegExp(`^${pattern}$`);
  return {
    type,
    label,
    fits: (t) => `(${match(t, pattern)} AND ${cast(t)} IS NOT NULL)`,
    cast,
    looks: (text) => expression.test(text),
    note,
  };
}

export const isoDateRule = castRule("DATE", "date", isoDate, (t) => `try_cast(${t} AS DATE)`, null);
export const timeRule = castRule("TIME", "time", clock, (t) => `try_cast(${t} AS TIME)`, null);
const upToMicros = "\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,6}0*)?)?";
export const isoTimestampRule = castRule(
  "TIMESTAMP",
  "timestamp",
  `${isoDate}(?:[T ]${upToMicros})?`,
  (t) => `try_cast(${t} AS TIMESTAMP)`,
  null,
);
export const nanosecondRule = castRule(
  "TIMESTAMP_NS",
  "timestamp",
  `${isoDate}(?:[T ]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9}0*)?)?)?`,
  (t) => `try_cast(${t} AS TIMESTAMP_NS)`,
  null,
);
/** Straight from text to TIMESTAMP would drop the offset; through TIMESTAMPTZ it is applied. */
export const zonedRule = castRule(
  "TIMESTAMP",
  "timestamp with offset",
  `${isoDate}[T ]${upToMicros}(?:${offset})?`,
  (t) => `try_cast(${t} AS TIMESTAMPTZ)::TIMESTAMP`,
  "times with Z or an offset are kept as UTC TIMESTAMP",
);

/** Dates and times in a format of DuckDB's letters. */
export function formatRule(format: string): CastRule {
  const hasTime = /%[HI]/.test(format);
  const type = hasTime ? "TIMESTAMP" : "DATE";
  const parsed = (t: string) => `try_strptime(${t}, ${quoteLiteral(format)})`;
  const expression = new RegExp(`^${formatPattern(format)}$`, "i");
  return {
    type,
    label: `${hasTime ? "timestamp" : "date"} ${format}`,
    fits: (t) => `${parsed(t)} IS NOT NULL`,
    cast: (t) => `${parsed(t)}::${type}`,
    looks: (text) => expression.test(text),
    note: `${hasTime ? "times" : "dates"} are read as ${format}`,
  };
}

const pieces: Readonly<Record<string, string>> = {
  Y: "\\d{4}",
  y: "\\d{2}",
  m: "(?:0?[1-9]|1[0-2])",
  d: "(?:0?[1-9]|[12]\\d|3[01])",
  b: "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
  B: "(?:january|february|march|april|may|june|july|august|september|october|november|december)",
  H: "(?:[01]?\\d|2[0-3])",
  I: "(?:0?[1-9]|1[0-2])",
  M: "[0-5]\\d",
  S: "[0-5]\\d",
  p: "[ap]m",
  f: "\\d{1,6}",
};

function formatPattern(format: string): string {
  return format.replace(/%([A-Za-z])|[.*+?^${}()|[\]\\]/g, (found, letter: string | undefined) =>
    letter === undefined ? `\\${found}` : (pieces[letter] ?? "\\S+"),
  );
}

const dayFirst = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%m-%y", "%d.%m.%y"];
const others = [
  "%Y/%m/%d",
  "%Y.%m.%d",
  "%d-%b-%Y",
  "%d %b %Y",
  "%d-%b-%y",
  "%d %B %Y",
  "%b %d, %Y",
  "%B %d, %Y",
];
const clocks = ["%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%H:%M:%S.%f"];

/** The formats to try, day before month first; each such format knows its rival with month before day. */
export function usualFormatRules(): CastRule[] {
  const rivals = (format: string) => {
    const first = formatRule(format);
    const second = formatRule(format.replace("%d", "%_").replace("%m", "%d").replace("%_", "%m"));
    return [
      { ...first, rival: second },
      { ...second, rival: first },
    ];
  };
  const dates = [...dayFirst.flatMap(rivals), ...others.map(formatRule)];
  const times = clocks.flatMap((clock) => [
    ...dayFirst.flatMap((date) => rivals(`${date} ${clock}`)),
    formatRule(`%Y/%m/%d ${clock}`),
  ]);
  return [...dates, ...times];
}
