import { bareName } from "../../sql/bareName.ts";
import { type ColumnDetails, type ColumnProfile, constantOf, valuesOf } from "../columnProfile.ts";
import { isNumeric } from "../family.ts";
import type { Hint } from "./hint.ts";
import { leavingOut, replacing } from "./mendSql.ts";
import { thresholds } from "./thresholds.ts";

/** What is counted of numbers and times beyond profile and details; see valueFacts. */
export interface ValueFacts {
  /** Rows beyond the outer fences, which lie at `low` and `high`. */
  outliers: { rows: number; low: number; high: number } | null;
  /** Rows on dates that often stand for "unknown", with how many an average day has. */
  sentinels: readonly { date: string; rows: number }[];
  rowsPerDay: number;
  /** Rows past `thresholds.futureYears` from now, that year, and not on such a date. */
  future: { rows: number; from: string } | null;
}

export const noValueFacts: ValueFacts = { outliers: null, sentinels: [], rowsPerDay: 0, future: null };

/** What profile and counts of a column give reason to look at. */
export function valueHints(profile: ColumnProfile, details: ColumnDetails, facts: ValueFacts): Hint[] {
  return [
    ...sameness(profile),
    ...uniqueness(profile, details),
    ...epochs(profile),
    ...outliers(profile, facts),
    ...oddTimes(profile, facts),
  ];
}

function hintOf(profile: ColumnProfile, hint: Partial<Hint> & Pick<Hint, "rule" | "tone" | "title">): Hint {
  return {
    column: profile.name,
    rows: null,
    isSampled: false,
    where: null,
    filter: null,
    mend: null,
    ...hint,
  };
}

function sameness(profile: ColumnProfile): Hint[] {
  const { rows, nulls, name } = profile;
  if (rows < 2) return [];
  if (nulls === rows)
    return [
      hintOf(profile, {
        rule: "all-null",
        tone: "info",
        title: "Every value is NULL",
        mend: leavingOut(name),
      }),
    ];
  const constant = constantOf(profile);
  if (constant === null || rows < thresholds.leastValues) return [];
  const shown = constant === "" ? "an empty text" : constant.slice(0, 60);
  return [
    hintOf(profile, {
      rule: "constant",
      tone: "info",
      title: `Every row has the same value: ${shown}`,
      mend: leavingOut(name),
    }),
  ];
}

function uniqueness(profile: ColumnProfile, { distinct }: ColumnDetails): Hint[] {
  const { name, family, nulls, rows } = profile;
  const canBeKey = family === "whole" || family === "text" || family === "plain";
  const values = valuesOf(profile);
  if (!canBeKey || !distinct?.isExact || values < 2) return [];
  if (distinct.count === values) {
    if (nulls > 0 || rows < thresholds.leastValues) return [];
    return [hintOf(profile, { rule: "key", tone: "info", title: "Could be a key: unique and never NULL" })];
  }
  // Free text and measures are nearly unique by nature; what is called an identifier should be so wholly.
  if (
    !identifies(name) ||
    values < thresholds.leastRowsOfKey ||
    distinct.count < thresholds.nearlyUnique * values
  )
    return [];
  const column = bareName(name);
  return [
    hintOf(profile, {
      rule: "nearly-unique",
      tone: "look",
      title: "Nearly every value stands alone, and a few repeat",
      rows: values - distinct.count,
      where: (relation) =>
        `${column} in (select ${column} from ${bareName(relation)} group by ${column} having count(*) > 1)`,
      mend: {
        label: "Keep one row for each",
        step: { dedupe: { keys: [name] } },
        // Rows without an identifier are not the same as each other.
        sql: (relation) =>
          `select *\nfrom ${bareName(relation)}\nqualify row_number() over (partition by ${column}) = 1 or ${column} is null`,
      },
    }),
  ];
}

/** Whether a name is one that identifiers have: they are told apart, and nothing is meant by their size. */
function identifies(name: string): boolean {
  const words = name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
  return /(^|[^a-z])(id|key|code|uuid|guid|no|nr|num|number|zip|zipcode|postcode|phone|email|isbn|sku)($|[^a-z])/.test(
    words,
  );
}

const years = (year: number) => Date.UTC(year, 0, 1) / 1000;
const named =
  /(^|_)(time|ts|date|at|on|epoch|stamp|created|updated|modified|when|unix)($|_)|time|epoch|stamp/i;

/** Whole numbers that are seconds, milliseconds or microseconds since 1970, by their range and, of seconds, their name. */
function epochs(profile: ColumnProfile): Hint[] {
  const { name, min, max, family, nulls, rows } = profile;
  if ((family !== "whole" && family !== "float") || min === null || max === null || min === max) return [];
  if (rows - nulls < thresholds.leastValues) return [];
  const [low, high] = [Number(min), Number(max)];
  const units = [
    { unit: "seconds", size: 1, make: "make_timestamp(($::bigint) * 1000000)" },
    { unit: "milliseconds", size: 1e3, make: "make_timestamp(($::bigint) * 1000)" },
    { unit: "microseconds", size: 1e6, make: "make_timestamp($::bigint)" },
  ];
  const found = units.find(({ size }) => low >= years(1985) * size && high < years(2060) * size);
  if (!found || !named.test(name.replace(/([a-z])([A-Z])/g, "$1_$2"))) return [];
  const expression = found.make.replace("$", bareName(name));
  return [
    hintOf(profile, {
      rule: "epoch",
      tone: "look",
      title: `Looks like ${found.unit} since 1970`,
      mend: replacing("Make them times", name, expression),
    }),
  ];
}

function outliers(profile: ColumnProfile, { outliers: found }: ValueFacts): Hint[] {
  if (!found || found.rows === 0 || !isNumeric(profile.family) || identifies(profile.name)) return [];
  const { rows, low, high } = found;
  if (rows > thresholds.outlierShare * valuesOf(profile)) return [];
  const column = bareName(profile.name);
  return [
    hintOf(profile, {
      rule: "outliers",
      tone: "info",
      title: `Values lie far beyond the rest: below ${figure(low)} or above ${figure(high)}`,
      rows,
      where: () => `${column} < ${low} or ${column} > ${high}`,
    }),
  ];
}

function oddTimes(profile: ColumnProfile, facts: ValueFacts): Hint[] {
  const { name } = profile;
  const column = bareName(name);
  const spikes = facts.sentinels.filter(({ date, rows }) =>
    date.startsWith("9999") || date.startsWith("0001")
      ? rows > 0
      : rows >= Math.max(thresholds.leastSentinels, thresholds.sentinelSpike * facts.rowsPerDay),
  );
  const dates = spikes.map(({ date }) => `date '${date}'`).join(", ");
  const sentinel = hintOf(profile, {
    rule: "odd-dates",
    tone: "look",
    title: `${spikes.map(({ date }) => date).join(" and ")} may stand for "unknown"`,
    rows: spikes.reduce((sum, { rows }) => sum + rows, 0),
    where: () => `${column}::date in (${dates})`,
    mend: replacing(
      "Make them NULL",
      name,
      `case when ${column}::date in (${dates}) then null else ${column} end`,
      profile.family === "date"
        ? { nulls: { columns: [name], texts: spikes.map(({ date }) => date) } }
        : undefined,
    ),
  });
  const { future } = facts;
  return [
    ...(spikes.length > 0 ? [sentinel] : []),
    ...(future && future.rows > 0
      ? [
          hintOf(profile, {
            rule: "far-future",
            tone: "look",
            title: `Times lie past ${future.from.slice(0, 4)}`,
            rows: future.rows,
            where: () => `${column} >= '${future.from}' and ${column}::date <> date '9999-12-31'`,
          }),
        ]
      : []),
  ];
}

function figure(value: number): string {
  return Number(value.toPrecision(6)).toLocaleString("en-US", { maximumSignificantDigits: 6 });
}
