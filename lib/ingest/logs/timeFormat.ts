import { daysIn, daysSince1970, type IsoKind, iso, parseIso } from "../json/isoTime.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const powers = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
const known = "YymdebaHIpMSfzsQ%";

/** What is wrong with a time's format, or null. */
export function timeFormatProblem(format: string): string | null {
  if (format === "iso") return null;
  for (let at = format.indexOf("%"); at >= 0; at = format.indexOf("%", at + 2)) {
    const letter = format[at + 1] ?? "";
    if (letter === "" || !known.includes(letter)) {
      return `"%${letter}" is no part of a time; known are ${[...known].map((one) => `%${one}`).join(" ")}.`;
    }
  }
  const has = (letters: string) => new RegExp(`%[${letters}]`).test(format.replaceAll("%%", ""));
  if (has("sQ")) return null;
  if (!has("mb") || !has("de")) return "The format of a time names at least its month and day.";
  return null;
}

/**
 * Reads times of one format: `iso`, or text with %Y %y %m %b %d %e %a %H %I %p %M %S, %f (1 to 9 digits behind the
 * second), %z (Z or an offset), %s (seconds since 1970, which may have a fraction), %Q (milliseconds since 1970).
 * A blank in the format stands for a blank or a tab.
 */
export class TimeFormat {
  private readonly codes: Uint8Array;
  private readonly isDirective: Uint8Array;
  private readonly isIso: boolean;
  private readonly hasYear: boolean;
  private lastMonth = 0;
  private year: number | null;
  private readonly firstYear: number | null;

  /** `year` is that of the first time, where the format has none: then later ones count on as months begin anew. */
  constructor(format: string, year: number | null = null) {
    this.isIso = format === "iso";
    this.hasYear = this.isIso || /%[YysQ]/.test(format);
    this.firstYear = year;
    this.year = year;
    const codes: number[] = [];
    const marks: number[] = [];
    for (let at = 0; at < format.length; at++) {
      const isDirective = format[at] === "%" && format[at + 1] !== "%";
      if (format[at] === "%") at++;
      codes.push(format.charCodeAt(at));
      marks.push(isDirective ? 1 : 0);
    }
    this.codes = Uint8Array.from(codes);
    this.isDirective = Uint8Array.from(marks);
  }

  /** Begins again with the first year. */
  restart(): void {
    this.year = this.firstYear;
    this.lastMonth = 0;
  }

  /** Reads bytes `from` to `to - 1` into `iso`; `none` where they are no such time. */
  parse(bytes: Uint8Array, from: number, to: number): IsoKind {
    if (this.isIso) {
      const kind = parseIso(bytes, from, to);
      return kind === "date" ? "none" : kind;
    }
    const { codes, isDirective } = this;
    let at = from;
    let year = this.hasYear ? 1970 : (this.year ?? 0);
    let month = 1;
    let day = 1;
    let hour = 0;
    let minute = 0;
    let second = 0;
    let nanos = 0;
    let isAfternoon = -1;
    let offset = 0;
    let isZoned = false;
    for (let index = 0; index < codes.length; index++) {
      const code = codes[index] ?? 0;
      const byte = bytes[at] ?? 0;
      if (at >= to) return "none";
      if (isDirective[index] === 0) {
        if (byte !== code && !(code === 32 && byte === 9)) return "none";
        at++;
        continue;
      }
      switch (code) {
        case 89: // Y
          year = two(bytes, at) * 100 + two(bytes, at + 2);
          at += 4;
          break;
        case 121: // y
          year = two(bytes, at);
          year += year < 69 ? 2000 : 1900;
          at += 2;
          break;
        case 109: // m
          month = two(bytes, at);
          at += 2;
          break;
        case 98: // b
          month = monthAt(bytes, at);
          at += 3;
          break;
        case 97: // a
          if (!(isLetter(byte) && isLetter(bytes[at + 1] ?? 0) && isLetter(bytes[at + 2] ?? 0)))
            return "none";
          at += 3;
          break;
        case 100: // d
          day = two(bytes, at);
          at += 2;
          break;
        case 101: // e: a blank or a digit, then a digit; or one digit alone
          if (byte === 32) day = digit(bytes, at + 1);
          else if (Number.isNaN(digit(bytes, at + 1))) {
            day = digit(bytes, at);
            at--;
          } else day = two(bytes, at);
          at += 2;
          break;
        case 72: // H
        case 73: // I
          hour = two(bytes, at);
          if (code === 73 && !(hour > 0 && hour < 13)) return "none";
          at += 2;
          break;
        case 112: // p
          if (((bytes[at + 1] ?? 0) | 32) !== 109 || ((byte | 32) !== 97 && (byte | 32) !== 112))
            return "none";
          isAfternoon = (byte | 32) === 112 ? 1 : 0;
          at += 2;
          break;
        case 77: // M
          minute = two(bytes, at);
          at += 2;
          break;
        case 83: // S
          second = two(bytes, at);
          at += 2;
          break;
        case 102: {
          const start = at;
          nanos = 0;
          for (; at < to && !Number.isNaN(digit(bytes, at)); at++) nanos = nanos * 10 + digit(bytes, at);
          if (at === start || at - start > 9) return "none";
          nanos *= powers[9 - (at - start)] ?? 1;
          break;
        }
        case 122: {
          const length = zoneLength(bytes, at, to);
          if (length === 0) return "none";
          offset = zoneMinutes;
          isZoned = true;
          at += length;
          break;
        }
        default: {
          // s and Q: a count since 1970.
          const end = epoch(bytes, at, to, code === 81 ? 1000 : 1);
          if (end < 0) return "none";
          at = end;
          return at === to && index === codes.length - 1 ? "zoned" : "none";
        }
      }
      if (at > to) return "none";
    }
    if (at !== to) return "none";
    if (isAfternoon >= 0) hour = (hour % 12) + isAfternoon * 12;
    // A leap second is the first moment after it, as DuckDB has none.
    if (!(hour < 24 && minute < 60 && second < 61)) return "none";
    if (!this.hasYear) {
      if (this.year === null) return "none";
      // A month far before the last one begins another year; a little before is only a late line.
      if (this.lastMonth - month > 6) this.year = year += 1;
      else if (month - this.lastMonth > 6 && this.lastMonth > 0) year -= 1;
      if (year === this.year) this.lastMonth = month;
    }
    if (!(year > 0 && month > 0 && month < 13 && day > 0 && day <= daysIn(year, month))) return "none";
    iso.days = daysSince1970(year, month, day);
    iso.micros = ((hour * 60 + minute - offset) * 60 + second) * 1e6 + Math.floor(nanos / 1000);
    iso.nanos = nanos % 1000;
    return isZoned ? "zoned" : "naive";
  }
}

/** Reads a count of seconds (`perSecond` 1) or milliseconds (1000) since 1970; answers its end, or -1. */
function epoch(bytes: Uint8Array, from: number, to: number, perSecond: number): number {
  let at = from;
  const isNegative = bytes[at] === 45;
  if (isNegative) at++;
  const start = at;
  let whole = 0;
  for (; at < to && !Number.isNaN(digit(bytes, at)); at++) whole = whole * 10 + digit(bytes, at);
  if (at === start || at - start > 14) return -1;
  let fraction = 0;
  let digits = 0;
  if (bytes[at] === 46 && at < to) {
    for (at++; at < to && !Number.isNaN(digit(bytes, at)); at++) {
      fraction = fraction * 10 + digit(bytes, at);
      digits++;
    }
    if (digits === 0 || digits > (perSecond === 1 ? 9 : 6)) return -1;
  }
  let seconds = Math.floor(whole / perSecond);
  const nanosOfUnit = 1e9 / perSecond;
  let nanos = (whole % perSecond) * nanosOfUnit + fraction * (nanosOfUnit / (powers[digits] ?? 1));
  if (isNegative) {
    seconds = -seconds - (nanos > 0 ? 1 : 0);
    nanos = nanos > 0 ? 1e9 - nanos : 0;
  }
  iso.days = Math.floor(seconds / 86_400);
  // Years 1 to 9999, as everywhere.
  if (iso.days < -719_162 || iso.days > 2_932_896) return -1;
  iso.micros = (seconds - iso.days * 86_400) * 1e6 + Math.floor(nanos / 1000);
  iso.nanos = nanos % 1000;
  return at;
}

let zoneMinutes = 0;

/** Reads Z, UTC, GMT, +02, +0200 or +02:00 into `zoneMinutes`; answers its length, 0 where there is none. */
function zoneLength(bytes: Uint8Array, at: number, to: number): number {
  const sign = bytes[at] ?? 0;
  zoneMinutes = 0;
  if (sign === 90 || sign === 122) return 1;
  if (at + 3 <= to && isLetter(sign)) {
    const name = String.fromCharCode(sign, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
    return name === "UTC" || name === "GMT" ? 3 : 0;
  }
  if (sign !== 43 && sign !== 45) return 0;
  const hours = two(bytes, at + 1);
  const minutesAt = bytes[at + 3] === 58 ? at + 4 : at + 3;
  const minutes = minutesAt + 2 <= to ? two(bytes, minutesAt) : Number.NaN;
  const hasMinutes = !Number.isNaN(minutes);
  if (!(hours < 24) || at + 3 > to || (hasMinutes && minutes > 59)) return 0;
  zoneMinutes = (sign === 45 ? -1 : 1) * (hours * 60 + (hasMinutes ? minutes : 0));
  return hasMinutes ? minutesAt + 2 - at : 3;
}

function monthAt(bytes: Uint8Array, at: number): number {
  const name = String.fromCharCode(
    (bytes[at] ?? 0) | 32,
    (bytes[at + 1] ?? 0) | 32,
    (bytes[at + 2] ?? 0) | 32,
  );
  return months.indexOf(name) + 1;
}

function isLetter(byte: number): boolean {
  return (byte | 32) > 96 && (byte | 32) < 123;
}

function digit(bytes: Uint8Array, at: number): number {
  const value = (bytes[at] ?? 0) - 48;
  return value >= 0 && value < 10 ? value : Number.NaN;
}

function two(bytes: Uint8Array, at: number): number {
  return digit(bytes, at) * 10 + digit(bytes, at + 1);
}
