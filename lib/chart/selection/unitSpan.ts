import { truncations, unitParts } from "../timeUnitSql.ts";

/** From a moment on, up to another that is no part of it; milliseconds since 1970, read in UTC. */
export interface Span {
  from: number;
  to: number;
}

const fixedMs: Readonly<Record<string, number>> = {
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1_000,
  millisecond: 1,
};
const weekMs = 7 * 86_400_000;

/**
 * The time unit that a moment falls into, where all its moments follow each other (`yearmonth`, and not `month`, which comes
 * every year); null for other units.
 */
export function unitSpan(unit: string, ms: number): Span | null {
  const bare = bareUnit(unit);
  const moment = new Date(ms);
  const year = moment.getUTCFullYear();
  if (bare === "yearweek") {
    // Weeks begin on Sunday; the days before a year's first Sunday are counted with the week before it.
    const from = Date.UTC(year, moment.getUTCMonth(), moment.getUTCDate() - moment.getUTCDay());
    return { from, to: from + weekMs };
  }
  const cut = bare === "yeardayofyear" ? "day" : truncations[bare];
  if (cut === undefined) return null;
  const width = fixedMs[cut];
  if (width !== undefined) {
    const from = Math.floor(ms / width) * width;
    return { from, to: from + width };
  }
  const months = cut === "year" ? 12 : cut === "quarter" ? 3 : 1;
  const month = Math.floor(moment.getUTCMonth() / months) * months;
  return { from: utc(year, month), to: utc(year, month + months) };
}

/** The parts of a moment as a time unit counts them (`month` 3 is March); null for a unit that is not made of parts. */
export function unitPartsOf(unit: string, ms: number): { part: string; value: number }[] | null {
  const parts = unitParts(bareUnit(unit));
  const moment = new Date(ms);
  return (
    parts?.map((part) => {
      // Vega puts week 0, which has no Sunday, before the year that stands for all of them.
      const isWeek0 = part === "week" && !parts.includes("year") && moment.getUTCFullYear() === 2011;
      return { part, value: isWeek0 ? 0 : partOf(part, moment) };
    }) ?? null
  );
}

function partOf(part: string, moment: Date): number {
  switch (part) {
    case "year":
      return moment.getUTCFullYear();
    case "quarter":
      return Math.floor(moment.getUTCMonth() / 3) + 1;
    case "month":
      return moment.getUTCMonth() + 1;
    case "week":
      return Math.floor((dayOfYear(moment) + 6 - moment.getUTCDay()) / 7);
    case "dayofyear":
      return dayOfYear(moment);
    case "day":
      return moment.getUTCDay();
    case "date":
      return moment.getUTCDate();
    case "hours":
      return moment.getUTCHours();
    case "minutes":
      return moment.getUTCMinutes();
    case "seconds":
      return moment.getUTCSeconds();
    default:
      return moment.getUTCMilliseconds();
  }
}

function dayOfYear(moment: Date): number {
  const day = Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate());
  return Math.round((day - utc(moment.getUTCFullYear(), 0)) / 86_400_000) + 1;
}

/** As Date.UTC, for the first century too. */
function utc(year: number, month: number): number {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month, 1);
  return moment.getTime();
}

function bareUnit(unit: string): string {
  return unit.replace(/^utc/, "");
}
