import { doubleByteTable } from "./doubleByteTable.ts";
import { eucJpThreeByte } from "./longCodes.ts";
import { type PieceDecoder, replacement, writeUtf8 } from "./pieceDecoder.ts";

type Mode = "ascii" | "roman" | "katakana" | "pairs" | "supplement";

/** An escape sequence, in the characters after ESC, and what follows it. */
const japaneseEscapes: Record<string, Mode> = {
  "(B": "ascii",
  "(J": "roman",
  "(I": "katakana",
  "$@": "pairs",
  $B: "pairs",
  "$(B": "pairs",
  "$(D": "supplement",
};
const escapes = { "iso-2022-jp": japaneseEscapes, "iso-2022-kr": { "$)C": "ascii" } as Record<string, Mode> };

const esc = 0x1b;
const shiftOut = 0x0e;
const shiftIn = 0x0f;

/** Decodes the seven-bit sets, where escapes or shifts say what the bytes after them are. */
export function escapedDecoder(set: keyof typeof escapes): PieceDecoder {
  const known: Record<string, Mode> = escapes[set];
  const table = doubleByteTable(set === "iso-2022-jp" ? "euc-jp" : "euc-kr");
  let mode: Mode = "ascii";
  const pointOf = (first: number, second: number) => {
    if (first < 0x21 || first > 0x7e || second < 0x21 || second > 0x7e) return 0;
    return mode === "supplement"
      ? eucJpThreeByte(first | 0x80, second | 0x80)
      : (table[((first | 0x80) << 8) | second | 0x80] ?? 0);
  };
  return {
    growth: 3,
    written: 0,
    decode(piece, out, isLast, onBad) {
      const end = piece.length;
      let at = 0;
      let to = 0;
      const bad = (length: number) => {
        to = writeUtf8(out, to, replacement);
        onBad(at, length, to);
        at += length;
      };
      while (at < end) {
        const byte = piece[at] ?? 0;
        if (byte === esc) {
          if (end - at < 4 && !isLast && mayBecomeEscape(piece, at, known)) break;
          const length = [3, 4].find((size) => known[textAt(piece, at + 1, size - 1)]);
          if (length) {
            mode = known[textAt(piece, at + 1, length - 1)] ?? mode;
            at += length;
          } else bad(1);
        } else if (set === "iso-2022-kr" && (byte === shiftOut || byte === shiftIn)) {
          mode = byte === shiftOut ? "pairs" : "ascii";
          at++;
        } else if (byte >= 0x80) {
          bad(1);
        } else if (byte <= 0x20 || mode === "ascii") {
          out[to++] = byte;
          at++;
        } else if (mode === "roman" || mode === "katakana") {
          const point = mode === "roman" ? romanPoint(byte) : byte < 0x60 ? 0xff40 + byte : 0;
          if (point === 0) bad(1);
          else {
            to = writeUtf8(out, to, point);
            at++;
          }
        } else {
          if (at + 1 >= end && !isLast) break;
          const point = pointOf(byte, piece[at + 1] ?? 0);
          if (point === 0) bad((piece[at + 1] ?? 0) > 0x20 && at + 1 < end ? 2 : 1);
          else {
            to = writeUtf8(out, to, point);
            at += 2;
          }
        }
      }
      this.written = to;
      return at;
    },
  };
}

/** JIS X 0201 differs from ASCII in two places. */
function romanPoint(byte: number): number {
  return byte === 0x5c ? 0xa5 : byte === 0x7e ? 0x203e : byte;
}

function mayBecomeEscape(piece: Uint8Array, at: number, known: Record<string, Mode>): boolean {
  const text = textAt(piece, at + 1, piece.length - at - 1);
  return Object.keys(known).some((sequence) => sequence !== text && sequence.startsWith(text));
}

function textAt(piece: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...piece.subarray(at, at + length));
}
