import { type PieceDecoder, replacement, writeUtf8 } from "./pieceDecoder.ts";
import { utf8Length, utf8Prefix, validUtf8Until } from "./utf8Validity.ts";

/** Copies UTF-8 with U+FFFD for what is bad in it: one for each longest beginning of a character, as browsers do. */
export function utf8Repair(): PieceDecoder {
  return {
    growth: 3,
    written: 0,
    decode(piece, out, isLast, onBad) {
      let at = 0;
      let to = 0;
      while (at < piece.length) {
        const until = validUtf8Until(piece, at);
        out.set(piece.subarray(at, until), to);
        to += until - at;
        at = until;
        if (at === piece.length) break;
        const length = utf8Prefix(piece, at, Math.max(1, utf8Length(piece[at] ?? 0)));
        const isCut = at + length === piece.length && length < utf8Length(piece[at] ?? 0);
        if (isCut && !isLast) break;
        to = writeUtf8(out, to, replacement);
        onBad(at, length, to);
        at += length;
      }
      this.written = to;
      return at;
    },
  };
}
