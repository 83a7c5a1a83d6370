import { hexValue } from "./jsonCursor.ts";

/** The code point of the checked \\u escape at `at`, two of which may be a pair, and where it ends. */
export function readUnicodeEscape(bytes: Uint8Array, at: number): { point: number; end: number } {
  const first = unitAt(bytes, at);
  const isHigh = first >= 0xd800 && first < 0xdc00;
  if (isHigh && bytes[at + 6] === 92 && bytes[at + 7] === 117) {
    const low = unitAt(bytes, at + 6);
    if (low >= 0xdc00 && low < 0xe000) {
      return { point: 0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00), end: at + 12 };
    }
  }
  return { point: first, end: at + 6 };
}

/** Writes a code point as UTF-8; answers where it ends. */
export function writeUtf8(bytes: Uint8Array, to: number, point: number): number {
  let at = to;
  if (point < 0x80) {
    bytes[at++] = point;
    return at;
  }
  if (point < 0x800) bytes[at++] = 0xc0 | (point >> 6);
  else {
    if (point < 0x10000) bytes[at++] = 0xe0 | (point >> 12);
    else {
      bytes[at++] = 0xf0 | (point >> 18);
      bytes[at++] = 0x80 | ((point >> 12) & 63);
    }
    bytes[at++] = 0x80 | ((point >> 6) & 63);
  }
  bytes[at++] = 0x80 | (point & 63);
  return at;
}

/** The four digits of the escape at `at`; negative where they are none. */
function unitAt(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let digit = at + 2; digit < at + 6; digit++) value = value * 16 + hexValue(bytes[digit] ?? 0);
  return value;
}
