import { dateText, floorDiv } from "../../table/dateText.ts";
import type { TimeUnit } from "./arrowField.ts";

/** How many of a unit make a second. */
export const perSecond: Readonly<Record<TimeUnit, bigint>> = {
  s: 1n,
  ms: 1000n,
  us: 1_000_000n,
  ns: 1_000_000_000n,
};

const daySeconds = 86_400n;

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
