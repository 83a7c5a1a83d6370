const parts = [
  "year",
  "quarter",
  "month",
  "week",
  "dayofyear",
  "day",
  "date",
  "hours",
  "minutes",
  "seconds",
  "milliseconds",
] as const;
type Part = (typeof parts)[number];

/** Units that count on from the year without a gap are one date_trunc. */
export const truncations: Readonly<Record<string, string>> = {
  year: "year",
  yearquarter: "quarter",
  yearmonth: "month",
  yearmonthdate: "day",
  yearmonthdatehours: "hour",
  yearmonthdatehoursminutes: "minute",
  yearmonthdatehoursminutesseconds: "second",
  yearmonthdatehoursminutessecondsmilliseconds: "millisecond",
};

/**
 * How moments fall into the groups of a time unit: rows with the same `keys` are one group,
 * and `member` of any of its rows stands for it, since Vega cuts that down to the unit itself.
 */
export interface TimeUnitGroups {
  keys: string[];
  member: string;
}

/**
 * The start of a unit, of those that `date_trunc` knows. DuckDB 1.4.3 takes from its statistics that a start is never
 * NULL, though moments are (it copies what is known of the unit's name), and then answers with what is no moment at
 * all. Where statistics reach the moment, NULL is therefore kept away from it.
 */
export function truncatedSql(unit: string, moment: string, mayBeBareNull: boolean): string {
  if (unit === "day") return `${moment}::DATE`;
  const call = `date_trunc('${unit}', ${moment})`;
  if (mayBeBareNull) return `CASE WHEN ${moment} IS NOT NULL THEN ${call} END`;
  // The engine's own: the macro that stands for it keeps NULL away itself, at the price of a quicker GROUP BY.
  return `system.main.${call}`;
}

/**
 * The groups of a Vega-Lite time unit over a UTC TIMESTAMP expression; null for a unit that only Vega knows.
 * `mayBeBareNull`: see `truncatedSql`.
 */
export function timeUnitSql(timeUnit: string, moment: string, mayBeBareNull: boolean): TimeUnitGroups | null {
  const unit = timeUnit.replace(/^utc/, "");
  const truncation = truncations[unit];
  if (truncation) {
    const cut = truncatedSql(truncation, moment, mayBeBareNull);
    return { keys: [cut], member: cut };
  }
  const found = unitParts(unit);
  if (!found) return null;
  return { keys: found.map((part) => partSql(part, moment)), member: moment };
}

/** A time unit read in UTC: `yearmonth` and `utcyearmonth` are both `utcyearmonth`. */
export function inUtc(timeUnit: string): string {
  const binned = timeUnit.startsWith("binned");
  const bare = timeUnit.replace(/^binned/, "").replace(/^utc/, "");
  return `${binned ? "binned" : ""}utc${bare}`;
}

/** The parts of a time unit, largest first: `yearmonth` is year and month; null for other text. */
export function unitParts(timeUnit: string): string[] | null {
  let rest = timeUnit.replace(/^(?:binned)?(?:utc)?/, "");
  const found: Part[] = [];
  for (const part of parts) {
    if (!rest.startsWith(part)) continue;
    found.push(part);
    rest = rest.slice(part.length);
  }
  return rest === "" && found.length > 0 ? found : null;
}

/** A part of a UTC TIMESTAMP expression as Vega counts it. */
export function partSql(part: string, moment: string): string {
  switch (part) {
    case "week":
      // Weeks begin on Sunday; the days before a year's first Sunday are its week 0.
      return `(dayofyear(${moment}) + 6 - dayofweek(${moment})) // 7`;
    case "day":
      return `dayofweek(${moment})`;
    case "date":
      return `day(${moment})`;
    case "hours":
      return `hour(${moment})`;
    case "minutes":
      return `minute(${moment})`;
    case "seconds":
      return `second(${moment})`;
    case "milliseconds":
      return `millisecond(${moment}) % 1000`;
    default:
      return `${part}(${moment})`;
  }
}
