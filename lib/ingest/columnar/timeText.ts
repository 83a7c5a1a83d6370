import type { TimeUnit } from "./arrowField.ts";

/** How many of a unit make a second. */
export const perSecond: Readonly<Record<TimeUnit, bigint>> = {
  s: 1n,
  ms: 1000n,
  us: 1_000_000n,
  ns: 1_000_000_000n,
};

const daySeconds = 86_400n;

/** A date by days since 1970, as DuckDB prints dates, of any year. */
export function dateText(days: bigint): string {
  // Counted from 1 March of year 0, in eras of 400 years (146,097 days), so that a leap day ends its year.
  const shifted = days + 719_468n;
  const era = floorDiv(shifted, 146_097n);
  const dayOfEra = Number(shifted - era * 146_097n);
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = BigInt(yearOfEra) + era * 400n + (month <= 2 ? 1n : 0n);
  const shown = year > 0n ? year : 1n - year;
  return `${String(shown).padStart(4, "0")}-${two(month)}-${two(day)}${year > 0n ? "" : " (BC)"}`;
}

/** A point in time by units since 1970. */
export function timestampText(value: bigint, unit: TimeUnit): string {
  const perDay = daySeconds * perSecond[unit];
  const days = floorDiv(value, perDay);
  return `${dateText(days)} ${clockText(value - days * perDay, unit)}`;
}

/** Hours, minutes, seconds and what is left, of units that may be negative or more than a day. */
export function clockText(value: bigint, unit: TimeUnit): string {
  const size = value < 0n ? -value : value;
  const seconds = size / perSecond[unit];
  const rest = size % perSecond[unit];
  const places = perSecond[unit].toString().length - 1;
  const fraction = rest === 0n ? "" : `.${rest.toString().padStart(places, "0").replace(/0+$/, "")}`;
  return `${value < 0n ? "-" : ""}${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}${fraction}`;
}

/** Months, days and nanoseconds. */
export function intervalText(months: number, days: number, nanoseconds: bigint): string {
  const parts: string[] = [];
  const add = (count: number, name: string) => {
    if (count !== 0) parts.push(`${count} ${name}${Math.abs(count) === 1 ? "" : "s"}`);
  };
  add(Math.trunc(months / 12), "year");
  add(months % 12, "month");
  add(days, "day");
  if (nanoseconds !== 0n || parts.length === 0) parts.push(clockText(nanoseconds, "ns"));
  return parts.join(" ");
}

function two(value: number | bigint): string {
  return String(value).padStart(2, "0");
}

function floorDiv(value: bigint, by: bigint): bigint {
  return value / by - (value % by < 0n ? 1n : 0n);
}
