import type { FormatMeaning } from "./numberFormat.ts";
import { cellKind, padding, type SheetRow } from "./sheetRow.ts";

/** Where day 0 lies: Excel for Windows counts from 1900, with a 29 February that never was; old Macs from 1904. */
export type DateSystem = "1900" | "1904";

const dayMicros = 86_400_000_000;
/** Days from 1970 to day 0 as it counts after February 1900, and in the 1904 system. */
const zero1900 = -25_569;
const zero1904 = -24_107;
const lastDay = 2_932_896;

/**
 * Adds a number with a format of dates or times to a row. Numbers that no such format can show stay numbers.
 * `text` is the number as it is stored, or "" where it is a binary double.
 */
export function addSerial(
  row: SheetRow,
  column: number,
  serial: number,
  text: string,
  meaning: FormatMeaning,
  system: DateSystem,
): void {
  if (meaning === "number" || meaning === "padded" || !Number.isFinite(serial)) {
    row.add(column, cellKind.number, serial, text, meaning === "padded" ? padding : 0);
    return;
  }
  let days = Math.floor(serial);
  let micros = microsOf(serial, days, text);
  const isClock = meaning === "time" || meaning === "duration";
  if (meaning === "time" && days === 0 && micros < dayMicros) {
    row.add(column, cellKind.time, 0, text, micros);
    return;
  }
  if (micros >= dayMicros) {
    days++;
    micros = 0;
  }
  if (isClock) {
    // More than a day on a clock is what sums of times come to.
    if (Math.abs(days) < 100_000_000) row.add(column, cellKind.duration, days, text, micros);
    else row.add(column, cellKind.number, serial, text);
    return;
  }
  const since1970 = system === "1904" ? days + zero1904 : days + zero1900 + (days < 60 ? 1 : 0);
  const isShown = (system === "1904" || days >= 0) && since1970 <= lastDay && since1970 > -700_000;
  if (!isShown) {
    row.add(column, cellKind.number, serial, text);
    return;
  }
  // The day that never was can only be told as text.
  if (system === "1900" && days === 60) {
    row.add(column, cellKind.text, 0, leapDayText(micros));
    return;
  }
  const hasTime = micros !== 0 || meaning === "datetime";
  row.add(column, hasTime ? cellKind.datetime : cellKind.date, since1970, text, micros);
}

function leapDayText(micros: number): string {
  return micros === 0 ? "1900-02-29" : `1900-02-29 ${timeText(micros)}`;
}

/**
 * Microseconds of a serial's fraction. It is short of digits, as a double and as text: what lies within that error of a
 * whole millisecond, which is the finest that Excel shows, is that millisecond.
 */
function microsOf(serial: number, days: number, text: string): number {
  const fraction = serial - days;
  if (fraction === 0) return 0;
  const exact = fraction * dayMicros;
  const rounded = Math.round(exact / 1000) * 1000;
  const ofDouble = Math.abs(serial) * 2 ** -53 * dayMicros;
  return Math.abs(exact - rounded) <= 1 + ofDouble + errorOfText(text) ? rounded : Math.round(exact);
}

/** Half of the last decimal, where the text has about as many digits as programs that round write. */
function errorOfText(text: string): number {
  const point = text.indexOf(".");
  if (point < 0 || text.length < 13 || text.length > 17 || /[eE]/.test(text)) return 0;
  return Math.min(450, 0.5 * 10 ** (point + 1 - text.length) * dayMicros);
}

/** Time of day as 12:34:56, with as many digits of the second as it has. */
export function timeText(micros: number): string {
  const seconds = Math.floor(micros / 1e6);
  const two = (value: number) => String(value).padStart(2, "0");
  const rest = micros % 1e6;
  const fraction = rest === 0 ? "" : `.${String(rest).padStart(6, "0").replace(/0+$/, "")}`;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${fraction}`;
}

/** A day since 1970 as 2026-01-31. */
export function dateText(days: number): string {
  const text = new Date(days * 86_400_000).toISOString();
  return text.slice(0, text.indexOf("T"));
}

/** A duration as hours, minutes and seconds: 30:15:00. */
export function durationText(days: number, micros: number): string {
  const isNegative = days < 0;
  const whole = isNegative && micros > 0 ? -days - 1 : Math.abs(days);
  const rest = isNegative && micros > 0 ? dayMicros - micros : micros;
  const clock = timeText(rest);
  const hours = whole * 24 + Number(clock.slice(0, 2));
  return `${isNegative ? "-" : ""}${String(hours).padStart(2, "0")}${clock.slice(2)}`;
}
