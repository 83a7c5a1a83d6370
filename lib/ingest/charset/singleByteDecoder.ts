import { type OnBadBytes, type PieceDecoder, replacement, writeUtf8 } from "./pieceDecoder.ts";
import { codePointsOf, type SingleByteSet } from "./singleByteTables.ts";

/** Decodes a set of one byte a character. */
export function singleByteDecoder(set: SingleByteSet): PieceDecoder {
  const points = codePointsOf(set);
  const decode = (piece: Uint8Array, out: Uint8Array, onBad: OnBadBytes) => {
    let to = 0;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at] ?? 0;
      if (byte < 0x80) {
        out[to++] = byte;
        continue;
      }
      const point = points[byte] ?? -1;
      if (point < 0) {
        to = writeUtf8(out, to, replacement);
        onBad(at, 1, to);
      } else if (point < 0x800) {
        out[to++] = 0xc0 | (point >> 6);
        out[to++] = 0x80 | (point & 0x3f);
      } else {
        out[to++] = 0xe0 | (point >> 12);
        out[to++] = 0x80 | ((point >> 6) & 0x3f);
        out[to++] = 0x80 | (point & 0x3f);
      }
    }
    return to;
  };
  return {
    growth: 3,
    written: 0,
    decode(piece, out, _isLast, onBad) {
      this.written = decode(piece, out, onBad);
      return piece.length;
    },
  };
}
