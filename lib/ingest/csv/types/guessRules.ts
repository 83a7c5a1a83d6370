import type { CsvOptions } from "../options/CsvOptions.ts";
import type { CastRule } from "./CastRule.ts";
import { doubleRule, hugeRule, integerRule, type NumberStyle, styledNumberRule } from "./numberRules.ts";
import {
  formatRule,
  isoDateRule,
  isoTimestampRule,
  nanosecondRule,
  timeRule,
  usualFormatRules,
  zonedRule,
} from "./timeRules.ts";

const booleanRule: CastRule = {
  type: "BOOLEAN",
  label: "boolean",
  fits: (t) => `lower(${t}) IN ('true', 'false')`,
  cast: (t) => `try_cast(${t} AS BOOLEAN)`,
  looks: (text) => /^(?:true|false)$/i.test(text),
  note: null,
};

/** Words that stand for no value in columns of something else than text. */
export const usualNulls = [
  "NA",
  "N/A",
  "n/a",
  "#N/A",
  "NULL",
  "null",
  "Null",
  "None",
  "none",
  "nil",
  "-",
  "--",
  ".",
  "?",
  "\\N",
];

const formats = usualFormatRules();

/**
 * The rules that read all of a sample's values of one column, the best first; none where it stays text.
 * `cells` may hold NULL, empty texts and words for no value, which no rule has to read.
 */
export function guessRules(
  cells: readonly (string | null)[],
  style: NumberStyle,
  options: CsvOptions,
): CastRule[] {
  const nulls = new Set(options.nulls ?? usualNulls);
  const values = [...new Set(cells.flatMap((cell) => (cell === null ? [] : [cell.trim()])))].filter(
    (value) => value !== "" && !nulls.has(value),
  );
  if (values.length === 0) return [];
  const isPlain = style.decimal === "." && style.thousands === "";
  const given = (options.dateFormats ?? []).map(formatRule);
  const rules = [
    integerRule,
    hugeRule,
    doubleRule,
    ...(isPlain ? [] : [styledNumberRule(style)]),
    booleanRule,
    isoDateRule,
    timeRule,
    isoTimestampRule,
    zonedRule,
    nanosecondRule,
    ...given,
    ...formats,
  ];
  const reading = rules.filter((rule) => values.every((value) => rule.looks(value)));
  // A number with a comma for a point is none in which a point means thousands.
  return style.decimal === ","
    ? reading.filter((rule) => rule !== doubleRule || !values.some((value) => value.includes(".")))
    : reading;
}
