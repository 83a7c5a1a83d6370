import { parseIso } from "./isoTime.ts";
import type { JsonCursor } from "./jsonCursor.ts";

/** The kinds of value seen at one place of the records; each is a bit. */
export const seen = {
  boolean: 1,
  /** An integer of 64 bits. */
  integer: 2,
  /** An integer of up to 38 digits. */
  huge: 4,
  /** A longer integer. */
  endless: 8,
  float: 16,
  /** An integer whose digits no DOUBLE keeps, which matters beside floats. */
  wide: 32,
  /** A float too large for a DOUBLE. */
  infinite: 64,
  text: 128,
  date: 256,
  naive: 512,
  zoned: 1024,
  nanos: 2048,
  /** A time outside the years that nanoseconds in 64 bits can tell. */
  far: 4096,
  object: 8192,
  array: 16384,
} as const;

/** What was seen at one place: kinds, and for objects and arrays the same of what is in them. */
export interface JsonShape {
  bits: number;
  fields: Map<string, JsonShape>;
  item: JsonShape | null;
  /** How many objects were seen, and how many keys in them, together. */
  objects: number;
  keys: number;
}

/** Past this many distinct keys, further ones are counted and not looked at: the branch will not become a STRUCT. */
export const mostKeys = 10_000;

/** A place at which nothing was seen yet. */
export function emptyShape(): JsonShape {
  return { bits: 0, fields: new Map(), item: null, objects: 0, keys: 0 };
}

/** Adds the value under the cursor to what was seen; the text must be known to be JSON (`skipValue`). */
export function observe(cursor: JsonCursor, shape: JsonShape): void {
  const byte = cursor.peek();
  if (byte === 123) observeObject(cursor, shape);
  else if (byte === 91) observeArray(cursor, shape);
  else if (byte === 34) observeString(cursor, shape);
  else if (byte === 45 || (byte > 47 && byte < 58)) observeNumber(cursor, shape);
  else if (cursor.skipWord() !== 110) shape.bits |= seen.boolean;
}

function observeObject(cursor: JsonCursor, shape: JsonShape): void {
  shape.bits |= seen.object;
  shape.objects++;
  cursor.pos++;
  if (cursor.peek() === 125) {
    cursor.pos++;
    return;
  }
  for (;;) {
    cursor.peek();
    const key = cursor.readString();
    cursor.expect(58);
    shape.keys++;
    let field = shape.fields.get(key);
    if (!field && shape.fields.size < mostKeys) {
      field = emptyShape();
      shape.fields.set(key, field);
    }
    if (field) observe(cursor, field);
    else cursor.skipValue();
    const next = cursor.peek();
    cursor.pos++;
    if (next === 125) return;
  }
}

function observeArray(cursor: JsonCursor, shape: JsonShape): void {
  shape.bits |= seen.array;
  shape.item ??= emptyShape();
  cursor.pos++;
  if (cursor.peek() === 93) {
    cursor.pos++;
    return;
  }
  for (;;) {
    observe(cursor, shape.item);
    const next = cursor.peek();
    cursor.pos++;
    if (next === 93) return;
  }
}

function observeString(cursor: JsonCursor, shape: JsonShape): void {
  const from = cursor.skipString();
  if ((shape.bits & seen.text) !== 0) return;
  shape.bits |= timeBits(cursor.buf, from, cursor.pos - 1);
}

/** The kinds that a string's bytes are: plain text, or a date or time. */
export function timeBits(bytes: Uint8Array, from: number, to: number): number {
  const kind = parseIso(bytes, from, to);
  if (kind === "none") return seen.text;
  if (kind === "date") return seen.date;
  let bits: number = kind === "zoned" ? seen.zoned : seen.naive;
  if (to - from > 26 && hasNanos(bytes, from, to)) bits |= seen.nanos;
  const year = String.fromCharCode(...bytes.subarray(from, from + 4));
  if (year < "1678" || year > "2261") bits |= seen.far;
  return bits;
}

function hasNanos(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from + 26; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 48 || byte > 57) return false;
    if (byte !== 48) return true;
  }
  return false;
}

function observeNumber(cursor: JsonCursor, shape: JsonShape): void {
  const from = cursor.pos;
  const isFloat = cursor.skipNumber();
  const length = cursor.pos - from;
  if (!isFloat && length < 16) shape.bits |= seen.integer;
  else shape.bits |= numberBits(cursor.buf.subarray(from, cursor.pos), isFloat);
}

function numberBits(bytes: Uint8Array, isFloat: boolean): number {
  const text = new TextDecoder("latin1").decode(bytes);
  if (isFloat) return Number.isFinite(Number(text)) ? seen.float : seen.float | seen.infinite;
  // A DOUBLE that prints as these digits keeps them, as JavaScript's own numbers do.
  const wide = String(Number(text)) === text ? 0 : seen.wide;
  if (text.length > 39) return seen.endless | wide;
  const value = BigInt(text);
  if (BigInt.asIntN(64, value) === value) return seen.integer | wide;
  return (value > -(10n ** 38n) && value < 10n ** 38n ? seen.huge : seen.endless) | wide;
}
