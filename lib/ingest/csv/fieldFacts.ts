/** What was seen in the text of one column's fields, beyond what its type says; each is a bit. */
export const fieldFact = {
  /** 007: a number would lose the zeros. */
  leadingZero: 1,
  /** 1.5: an integer would be rounded. */
  fraction: 2,
  /** 1e5. */
  exponent: 4,
  /** More digits than a DOUBLE keeps. */
  manyDigits: 8,
  /** An integer beyond 64 bits. */
  beyondBigint: 16,
  /** A time with Z or an offset. */
  offset: 32,
  /** A time with more than six digits after the second. */
  nanoseconds: 64,
  /** A date with a time of day. */
  timeOfDay: 128,
} as const;

/** Facts of one column, with the longest number seen, in digits before and after the point. */
export interface ColumnFacts {
  bits: number;
  wholeDigits: number;
  scale: number;
  /** The line (from 1) of the first field with a fact that its type cannot hold, and its text. */
  first: { line: number; text: string } | null;
}

/** What to look for in a column; null where any text is fine as it is. */
export type FieldKind = "integer" | "number" | "date" | "time" | null;

const { leadingZero, fraction, exponent, manyDigits, beyondBigint } = fieldFact;

/** The facts that a column of each kind cannot hold without bending a value in silence. */
export const surprises: Readonly<Record<NonNullable<FieldKind>, number>> = {
  integer: leadingZero | fraction | exponent | beyondBigint,
  number: leadingZero | manyDigits,
  date: fieldFact.timeOfDay,
  time: fieldFact.offset | fieldFact.nanoseconds,
};

/** What to look for in a column of a DuckDB type. */
export function fieldKind(type: string): FieldKind {
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return "integer";
  if (/^(DOUBLE|FLOAT|DECIMAL)/.test(type)) return "number";
  if (type === "DATE") return "date";
  return type.startsWith("TIMESTAMP") ? "time" : null;
}

/** Facts of a column of which nothing has been seen yet. */
export function noFacts(): ColumnFacts {
  return { bits: 0, wholeDigits: 0, scale: 0, first: null };
}

/** Adds what one field, bytes `from` to `to - 1` without its quotes, says; answers the bits that it sets. */
export function noteField(
  facts: ColumnFacts,
  kind: FieldKind,
  bytes: Uint8Array,
  from: number,
  to: number,
): number {
  while (from < to && bytes[from] === 32) from++;
  while (to > from && bytes[to - 1] === 32) to--;
  if (from === to || kind === null) return 0;
  const bits =
    kind === "integer" || kind === "number"
      ? ofNumber(facts, bytes, from, to)
      : ofTime(kind, bytes, from, to);
  facts.bits |= bits;
  return bits;
}

function ofNumber(facts: ColumnFacts, bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  if (bytes[at] === 45 || bytes[at] === 43) at++;
  const digitsFrom = at;
  let point = -1;
  let lastNonZero = -1;
  let bits = 0;
  for (; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte > 47 && byte < 58) {
      if (byte !== 48) lastNonZero = at;
    } else if (byte === 46 && point < 0) point = at;
    else if ((byte | 32) === 101 && at > digitsFrom) {
      bits = fieldFact.exponent;
      break;
    } else return 0; // Not a number: the load rejects it, which is no silent loss.
  }
  const end = at;
  const whole = (point < 0 ? end : point) - digitsFrom;
  if (whole + end <= digitsFrom) return 0;
  if (whole > 1 && bytes[digitsFrom] === 48) bits |= fieldFact.leadingZero;
  if (point >= 0 && lastNonZero > point) bits |= fieldFact.fraction;
  const scale = point < 0 ? 0 : end - point - 1;
  if (whole > facts.wholeDigits) facts.wholeDigits = whole;
  if (scale > facts.scale) facts.scale = scale;
  if (whole + scale > 15) bits |= ofLongNumber(bytes, digitsFrom, end, (bits & fraction) !== 0, bits);
  return bits;
}

/**
 * Up to 17 digits with a fraction are what programs write for a DOUBLE, and come back the same;
 * whole numbers (ids, amounts in cents) are looked at exactly.
 */
function ofLongNumber(
  bytes: Uint8Array,
  from: number,
  to: number,
  hasFraction: boolean,
  bits: number,
): number {
  let first = from;
  let last = to - 1;
  while (first < last && (bytes[first] === 48 || bytes[first] === 46)) first++;
  while (last > first && (bytes[last] === 48 || bytes[last] === 46)) last--;
  const significant = last - first + 1;
  if (hasFraction || (bits & exponent) !== 0) return significant > 18 ? manyDigits : 0;
  const whole = String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 400))).replace(/\..*$/, "");
  const value = BigInt(whole);
  return (
    (value > 0x7fffffffffffffffn ? beyondBigint : 0) |
    (significant > 15 && BigInt(Number(value)) !== value ? manyDigits : 0)
  );
}

function ofTime(kind: "date" | "time", bytes: Uint8Array, from: number, to: number): number {
  // A date needs no look: 8 to 10 characters, no colon. Nor do most times: no sign behind the date, no long fraction.
  const length = to - from;
  if (length < 12) return 0;
  if (kind === "time" && length < 27) {
    const signAt = (back: number) => bytes[to - back] === 43 || bytes[to - back] === 45;
    if (!signAt(3) && !signAt(5) && !signAt(6) && !signAt(9)) return 0;
  }
  const text = String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 64)));
  const time = /\d{1,2}:\d{2}(?::\d{2}(?:\.(\d+))?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?(?::?\d{2})?)?$/i.exec(
    text,
  );
  if (!time) return 0;
  if (kind === "date") return fieldFact.timeOfDay;
  const [, fraction = "", zone] = time;
  return (
    (zone && !/^(Z|UTC|[+-]00(:?00)?)$/i.test(zone) ? fieldFact.offset : 0) |
    (/[1-9]/.test(fraction.slice(6)) ? fieldFact.nanoseconds : 0)
  );
}
