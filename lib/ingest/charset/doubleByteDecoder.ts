import type { DoubleByteSet } from "./charsets.ts";
import { doubleByteTable } from "./doubleByteTable.ts";
import { eucJpThreeByte, gb18030FourByte } from "./longCodes.ts";
import { type PieceDecoder, replacement, writeUtf8 } from "./pieceDecoder.ts";

/** What a byte means on its own: a code point, or that it begins a pair, or nothing. */
export const isLead = -2;
const isNothing = -1;

const singles = new Map<DoubleByteSet, Int32Array>();

/** The meaning of each byte of a set on its own. */
export function singleBytes(set: DoubleByteSet): Int32Array {
  const single = singles.get(set) ?? new Int32Array(256).fill(isLead);
  if (singles.has(set)) return single;
  singles.set(set, single);
  for (let byte = 0; byte < 0x80; byte++) single[byte] = byte;
  single[0x80] = set === "shift_jis" ? 0x80 : set === "gb18030" ? 0x20ac : isNothing;
  single[0xff] = isNothing;
  if (set === "shift_jis") {
    for (const byte of [0xa0, 0xfd, 0xfe]) single[byte] = isNothing;
    for (let byte = 0xa1; byte <= 0xdf; byte++) single[byte] = 0xff61 + byte - 0xa1;
  } else if (set === "euc-jp") {
    for (let byte = 0x81; byte <= 0xa0; byte++) if (byte !== 0x8e && byte !== 0x8f) single[byte] = isNothing;
  }
  return single;
}

/**
 * Decodes a set of pairs by table. A lead byte before an ASCII byte that cannot follow it is bad alone, so that the
 * delimiters and line ends of a damaged table survive.
 */
export function doubleByteDecoder(set: DoubleByteSet): PieceDecoder {
  const table = doubleByteTable(set);
  const single = singleBytes(set);
  const longCode = set === "gb18030" ? gb18030At : set === "euc-jp" ? eucJpAt : null;
  return {
    growth: 3,
    written: 0,
    decode(piece, out, isLast, onBad) {
      const end = piece.length;
      let at = 0;
      let to = 0;
      while (at < end) {
        const byte = piece[at] ?? 0;
        if (byte < 0x80) {
          out[to++] = byte;
          at++;
          continue;
        }
        let point = single[byte] ?? isNothing;
        let length = 1;
        if (point === isLead) {
          if (at + 1 >= end && !isLast) break;
          const trail = piece[at + 1] ?? 0;
          point = table[(byte << 8) | trail] ?? 0;
          length = 2;
          if (point === 0) {
            const long = longCode ? longCode(piece, at) : notLong;
            if (long.needsMore && !isLast) break;
            point = long.point === 0 ? isNothing : long.point;
            length = long.point === 0 ? (trail < 0x80 ? 1 : 2) : long.length;
          }
        }
        if (point >= 0x800 && point < 0x10000) {
          out[to++] = 0xe0 | (point >> 12);
          out[to++] = 0x80 | ((point >> 6) & 0x3f);
          out[to++] = 0x80 | (point & 0x3f);
        } else if (point > 0x10ffff) {
          to = writeUtf8(out, to, point >>> 16);
          to = writeUtf8(out, to, point & 0xffff);
        } else if (point >= 0) {
          to = writeUtf8(out, to, point);
        } else {
          length = Math.min(length, end - at);
          to = writeUtf8(out, to, replacement);
          onBad(at, length, to);
        }
        at += length;
      }
      this.written = to;
      return at;
    },
  };
}

/** A code of more than two bytes; `needsMore` where the piece ends inside what may be one. */
interface LongCode {
  point: number;
  length: number;
  needsMore: boolean;
}

const notLong: LongCode = { point: 0, length: 0, needsMore: false };

function gb18030At(piece: Uint8Array, at: number): LongCode {
  const [first = 0, second = 0, third = 0x81, fourth = 0x30] = piece.subarray(at, at + 4);
  if (second < 0x30 || second > 0x39 || third < 0x81 || third === 0xff) return notLong;
  if (at + 3 >= piece.length) return { ...notLong, needsMore: true };
  return { point: gb18030FourByte(first, second, third, fourth), length: 4, needsMore: false };
}

function eucJpAt(piece: Uint8Array, at: number): LongCode {
  const [first = 0, second = 0, third = 0xa1] = piece.subarray(at, at + 3);
  if (first !== 0x8f || second < 0xa1 || second === 0xff) return notLong;
  if (at + 2 >= piece.length) return { ...notLong, needsMore: true };
  return { point: eucJpThreeByte(second, third), length: 3, needsMore: false };
}
