/** Told of bytes `at` to `at + length` of the piece that do not decode, once U+FFFD stands for them before `written`. */
export type OnBadBytes = (at: number, length: number, written: number) => void;

/** Decodes bytes of one set, piece by piece, straight to UTF-8. */
export interface PieceDecoder {
  /** Bytes of UTF-8 that one byte can become, at most. */
  readonly growth: number;
  /** Bytes of `out` that the last call filled. */
  written: number;
  /**
   * Fills `out` (of at least `growth` × the piece) and answers where it stopped: at the end, or before a character
   * that the piece cuts, unless it `isLast`.
   */
  decode(piece: Uint8Array, out: Uint8Array, isLast: boolean, onBad: OnBadBytes): number;
}

/** Writes a code point as UTF-8 and answers the place behind it. */
export function writeUtf8(out: Uint8Array, at: number, point: number): number {
  if (point < 0x80) {
    out[at] = point;
    return at + 1;
  }
  if (point < 0x800) {
    out[at] = 0xc0 | (point >> 6);
    out[at + 1] = 0x80 | (point & 0x3f);
    return at + 2;
  }
  if (point < 0x10000) {
    out[at] = 0xe0 | (point >> 12);
    out[at + 1] = 0x80 | ((point >> 6) & 0x3f);
    out[at + 2] = 0x80 | (point & 0x3f);
    return at + 3;
  }
  out[at] = 0xf0 | (point >> 18);
  out[at + 1] = 0x80 | ((point >> 12) & 0x3f);
  out[at + 2] = 0x80 | ((point >> 6) & 0x3f);
  out[at + 3] = 0x80 | (point & 0x3f);
  return at + 4;
}

/** Stands for bytes that do not decode. */
export const replacement = 0xfffd;
