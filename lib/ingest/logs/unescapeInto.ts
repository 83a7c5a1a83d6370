import { isUtf8 } from "../json/jsonCursor.ts";
import { writeUtf8 } from "../json/unicodeEscape.ts";
import type { EscapeMode } from "./logFormat.ts";

const pairs = (letters: string, values: string) =>
  new Map([...letters].map((letter, index) => [letter.charCodeAt(0), values.charCodeAt(index)]));

const letters: Readonly<Record<EscapeMode, ReadonlyMap<number, number>>> = {
  none: new Map(),
  server: pairs('"\\nrtbvf/', '"\\\n\r\t\b\v\f/'),
  zeek: pairs("\\", "\\"),
  json: pairs('"\\/nrtbf', '"\\/\n\r\t\b\f'),
  cef: pairs("\\=|nr", "\\=|\n\r"),
  doubled: new Map(),
};

/**
 * Writes bytes `from` to `to - 1` to `out` at `at` with their escapes as the characters that they stand for; answers
 * where it ends, or -1 where that would be no UTF-8 text. Escapes that the mode does not know stay as they are.
 * The result is never longer than what was written.
 */
export function unescapeInto(
  mode: EscapeMode,
  bytes: Uint8Array,
  from: number,
  to: number,
  out: Uint8Array,
  at: number,
): number {
  const known = letters[mode];
  let end = at;
  for (let pos = from; pos < to; pos++) {
    const byte = bytes[pos] ?? 0;
    const next = pos + 1 < to ? (bytes[pos + 1] ?? 0) : 0;
    if (mode === "doubled") {
      out[end++] = byte;
      if (byte === 34 && next === 34) pos++;
      continue;
    }
    if (byte !== 92) {
      out[end++] = byte;
      continue;
    }
    const plain = known.get(next);
    const isHex = next === 120 && (mode === "server" || mode === "zeek");
    const isUnicode = next === 117 && mode === "json";
    const value = isHex ? hexAt(bytes, pos + 2, 2, to) : isUnicode ? hexAt(bytes, pos + 2, 4, to) : -1;
    if (plain !== undefined) {
      out[end++] = plain;
      pos++;
    } else if (isHex && value >= 0) {
      out[end++] = value;
      pos += 3;
    } else if (isUnicode && value >= 0) {
      const low = bytes[pos + 6] === 92 && bytes[pos + 7] === 117 ? hexAt(bytes, pos + 8, 4, to) : -1;
      const isPair = value >= 0xd800 && value < 0xdc00 && low >= 0xdc00 && low < 0xe000;
      if (!isPair && value >= 0xd800 && value < 0xe000) return -1;
      end = writeUtf8(out, end, isPair ? 0x10000 + ((value - 0xd800) << 10) + (low - 0xdc00) : value);
      pos += isPair ? 11 : 5;
    } else out[end++] = byte;
  }
  return isUtf8(out, at, end) ? end : -1;
}

/** The number that hexadecimal digits stand for, or -1. */
function hexAt(bytes: Uint8Array, at: number, count: number, to: number): number {
  if (at + count > to) return -1;
  let value = 0;
  for (let index = 0; index < count; index++) {
    const byte = bytes[at + index] ?? 0;
    const low = byte | 32;
    const one = byte > 47 && byte < 58 ? byte - 48 : low > 96 && low < 103 ? low - 87 : -1;
    if (one < 0) return -1;
    value = value * 16 + one;
  }
  return value;
}
