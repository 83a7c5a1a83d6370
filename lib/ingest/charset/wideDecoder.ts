import { type PieceDecoder, replacement, writeUtf8 } from "./pieceDecoder.ts";

/** Decodes UTF-16 of one byte order; half a surrogate pair is a bad unit. */
export function utf16Decoder(isLittleEndian: boolean): PieceDecoder {
  const low = isLittleEndian ? 0 : 1;
  const high = 1 - low;
  return {
    growth: 2,
    written: 0,
    decode(piece, out, isLast, onBad) {
      let to = 0;
      let at = 0;
      for (; at + 1 < piece.length; at += 2) {
        const unit = ((piece[at + high] ?? 0) << 8) | (piece[at + low] ?? 0);
        if (unit < 0x80) {
          out[to++] = unit;
        } else if (unit < 0x800) {
          out[to++] = 0xc0 | (unit >> 6);
          out[to++] = 0x80 | (unit & 0x3f);
        } else if (unit < 0xd800 || unit > 0xdfff) {
          out[to++] = 0xe0 | (unit >> 12);
          out[to++] = 0x80 | ((unit >> 6) & 0x3f);
          out[to++] = 0x80 | (unit & 0x3f);
        } else {
          if (at + 3 >= piece.length && unit < 0xdc00) {
            if (!isLast) break;
            // Nothing, or one byte, follows the first half: all of it is one bad place.
            to = writeUtf8(out, to, replacement);
            onBad(at, piece.length - at, to);
            at = piece.length;
            break;
          }
          const next = ((piece[at + 2 + high] ?? 0) << 8) | (piece[at + 2 + low] ?? 0);
          if (unit < 0xdc00 && next >= 0xdc00 && next <= 0xdfff) {
            to = writeUtf8(out, to, 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00));
            at += 2;
          } else {
            to = writeUtf8(out, to, replacement);
            onBad(at, 2, to);
          }
        }
      }
      if (isLast && at < piece.length) {
        to = writeUtf8(out, to, replacement);
        onBad(at, piece.length - at, to);
        at = piece.length;
      }
      this.written = to;
      return at;
    },
  };
}

/** Decodes UTF-32 of one byte order. */
export function utf32Decoder(isLittleEndian: boolean): PieceDecoder {
  return {
    growth: 3,
    written: 0,
    decode(piece, out, isLast, onBad) {
      const view = new DataView(piece.buffer, piece.byteOffset, piece.length);
      let to = 0;
      let at = 0;
      for (; at + 3 < piece.length; at += 4) {
        const point = view.getUint32(at, isLittleEndian);
        const isBad = point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff);
        to = writeUtf8(out, to, isBad ? replacement : point);
        if (isBad) onBad(at, 4, to);
      }
      if (isLast && at < piece.length) {
        to = writeUtf8(out, to, replacement);
        onBad(at, piece.length - at, to);
        at = piece.length;
      }
      this.written = to;
      return at;
    },
  };
}
