import { iso, parseIso } from "../json/isoTime.ts";
import type { JsonPlan } from "../json/jsonPlan.ts";

/** What values of a column are; each is a bit. */
export const fact = {
  integer: 1,
  /** An integer of more than 64 bits. */
  huge: 2,
  /** An integer that a DOUBLE would round. */
  wide: 4,
  double: 8,
  boolean: 16,
  date: 32,
  naive: 64,
  zoned: 128,
  /** A time with digits below the microsecond. */
  nanos: 256,
  /** A time that nanoseconds since 1970 cannot reach. */
  far: 512,
  text: 1024,
} as const;

export const numbers = fact.integer | fact.huge | fact.wide | fact.double;
export const times = fact.naive | fact.zoned | fact.nanos | fact.far;

/** How values of these facts are kept, so that none of them is bent. */
export function planOfFacts(bits: number): JsonPlan {
  const has = (bit: number) => (bits & bit) !== 0;
  const only = (all: number) => bits !== 0 && (bits & ~all) === 0;
  if (only(fact.boolean)) return { kind: "boolean" };
  if (only(fact.date)) return { kind: "date" };
  if (only(numbers)) {
    if (!has(fact.double)) return { kind: has(fact.huge) ? "huge" : "integer" };
    return { kind: has(fact.wide | fact.huge) ? "text" : "double" };
  }
  const mixesZones = has(fact.naive) && has(fact.zoned);
  if (only(times) && !mixesZones && !(has(fact.nanos) && has(fact.far))) {
    return { kind: has(fact.nanos) ? "nanos" : "micros", zoned: has(fact.zoned) };
  }
  return { kind: "text" };
}

/** The facts of a value whose type nobody gave. */
export function factsOfAny(bytes: Uint8Array, from: number, to: number): number {
  const first = bytes[from] ?? 0;
  const length = to - from;
  if (first === 45 || (first > 47 && first < 58)) {
    const bits = factsOfNumber(bytes, from, to, true);
    if (bits !== 0) return bits;
    const kind = parseIso(bytes, from, to);
    if (kind === "date") return fact.date;
    return kind === "none" ? fact.text : factsOfTime(kind);
  }
  const isWord = (word: string) => {
    if (word.length !== length) return false;
    for (let at = 0; at < length; at++) if (bytes[from + at] !== word.charCodeAt(at)) return false;
    return true;
  };
  return isWord("true") || isWord("false") ? fact.boolean : fact.text;
}

/** The facts of the time in `iso`. */
export function factsOfTime(kind: "naive" | "zoned"): number {
  // Nanoseconds since 1970 reach from 1677 to 2262.
  const far = Math.abs(iso.days) > 106_000 ? fact.far : 0;
  return (kind === "zoned" ? fact.zoned : fact.naive) | (iso.nanos > 0 ? fact.nanos : 0) | far;
}

/**
 * The facts of a number; 0 where it is none. A `careful` look takes no number whose text says more than its value:
 * leading zeros, more digits than a DOUBLE keeps.
 */
export function factsOfNumber(bytes: Uint8Array, from: number, to: number, careful: boolean): number {
  let at = from;
  const isSigned = bytes[at] === 45 || (!careful && bytes[at] === 43);
  if (isSigned) at++;
  const start = at;
  let significant = 0;
  const digits = () => {
    const begin = at;
    for (; at < to; at++) {
      const byte = bytes[at] ?? 0;
      if (byte < 48 || byte > 57) break;
      if (significant > 0 || byte !== 48) significant++;
    }
    return at - begin;
  };
  const whole = digits();
  const hasLeadingZero = whole > 1 && bytes[start] === 48;
  let isDouble = false;
  if (bytes[at] === 46 && at < to) {
    at++;
    const fraction = digits();
    if (fraction === 0 || (whole === 0 && careful)) return 0;
    isDouble = true;
  } else if (whole === 0) return 0;
  if (at < to && ((bytes[at] ?? 0) | 32) === 101) {
    at++;
    if (bytes[at] === 45 || bytes[at] === 43) at++;
    const before = significant;
    significant = 1;
    const exponent = digits();
    significant = before;
    if (exponent === 0) return 0;
    isDouble = true;
  }
  if (at !== to || (careful && hasLeadingZero)) return 0;
  if (isDouble) {
    if (careful && significant > 17) return 0;
    return Number.isFinite(Number(textOf(bytes, from, to))) ? fact.double : 0;
  }
  // -0 is a text of its own.
  if (careful && isSigned && significant === 0) return 0;
  if (significant <= 15) return fact.integer;
  if (significant > 38) return 0;
  const value = BigInt(textOf(bytes, bytes[from] === 43 ? from + 1 : from, to));
  const wide = BigInt(Number(value)) === value ? 0 : fact.wide;
  return (BigInt.asIntN(64, value) === value ? fact.integer : fact.huge) | wide;
}

/** Bytes of ASCII as text. */
export function textOf(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}
