/** What a text is as a time: none, a date, a time without or with a zone (Z or an offset). */
export type IsoKind = "none" | "date" | "naive" | "zoned";

/** The result of the last `parseIso`: microseconds since 1970 in UTC are `days * 86400000000 + micros`. */
export const iso = { days: 0, micros: 0, nanos: 0 };

/**
 * Reads ISO 8601 text (`2026-01-31`, `2026-01-31T12:34:56.789Z`, a blank for the T, offsets as +02, +0200 or +02:00)
 * of years 0001 to 9999 into `iso`. `nanos` are digits below the microsecond, 0 to 999.
 */
export function parseIso(bytes: Uint8Array, from: number, to: number): IsoKind {
  const length = to - from;
  if (length < 10 || length > 40 || bytes[from + 4] !== 45 || bytes[from + 7] !== 45) return "none";
  const year = two(bytes, from) * 100 + two(bytes, from + 2);
  const month = two(bytes, from + 5);
  const day = two(bytes, from + 8);
  if (!(year > 0 && month > 0 && month < 13 && day > 0 && day <= daysIn(year, month))) return "none";
  iso.days = daysSince1970(year, month, day);
  iso.micros = 0;
  iso.nanos = 0;
  if (length === 10) return "date";
  const mark = bytes[from + 10];
  if ((mark !== 84 && mark !== 32) || length < 16 || bytes[from + 13] !== 58) return "none";
  const hour = two(bytes, from + 11);
  const minute = two(bytes, from + 14);
  let second = 0;
  let at = from + 16;
  if (bytes[at] === 58 && at + 3 <= to) {
    second = two(bytes, at + 1);
    at += 3;
    if (bytes[at] === 46 && at < to) at = fraction(bytes, at + 1, to);
  }
  if (!(hour < 24 && minute < 60 && second < 60) || at < 0) return "none";
  iso.micros += ((hour * 60 + minute) * 60 + second) * 1e6;
  return at === to ? "naive" : zone(bytes, at, to);
}

function fraction(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  let digits = 0;
  let at = from;
  for (; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (!(digit >= 0 && digit < 10)) break;
    if (++digits > 9) return -1;
    value = value * 10 + digit;
  }
  if (digits === 0) return -1;
  const nanos = value * (powers[9 - digits] ?? 1);
  iso.micros = Math.floor(nanos / 1000);
  iso.nanos = nanos % 1000;
  return at;
}

function zone(bytes: Uint8Array, at: number, to: number): IsoKind {
  const sign = bytes[at];
  if ((sign === 90 || sign === 122) && at + 1 === to) return "zoned";
  if (sign !== 43 && sign !== 45) return "none";
  const length = to - at;
  const hours = two(bytes, at + 1);
  const minutesAt = length === 6 && bytes[at + 3] === 58 ? at + 4 : length === 5 ? at + 3 : -1;
  if (minutesAt < 0 && length !== 3) return "none";
  const minutes = minutesAt < 0 ? 0 : two(bytes, minutesAt);
  if (!(hours < 24 && minutes < 60)) return "none";
  iso.micros -= (sign === 45 ? -1 : 1) * (hours * 60 + minutes) * 60e6;
  return "zoned";
}

const powers = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

/** Two digits, or NaN. */
function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - 48;
  const ones = (bytes[at + 1] ?? 0) - 48;
  return tens >= 0 && tens < 10 && ones >= 0 && ones < 10 ? tens * 10 + ones : Number.NaN;
}

/** Days of a month (1 to 12). */
export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days from 1970-01-01 to a date of the Gregorian calendar. */
export function daysSince1970(year: number, month: number, day: number): number {
  // Years begin in March, so that the leap day comes last.
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468;
}
