import { type DialectBytes, standsAt } from "./dialectBytes.ts";

/** Ways to take quotes that break the rules, tried in turn until a record has as many fields as its table. */
export type QuoteMode =
  /** A stray quote within a quoted field is a character of it; one that opened nothing is a character too. */
  | "tolerant"
  /** A quoted field with any stray quote was none: its first quote is a character. */
  | "literal"
  /** Stray quotes come in pairs, which may hold delimiters. */
  | "paired"
  /** No quote means anything. */
  | "none";

export const needsMore = -1;
export const isLiteral = -2;

/** Where a quoted field ends, what follows it, and whether its text holds escapes. One object, used again and again. */
export interface QuotedEnd {
  close: number;
  next: number;
  escaped: boolean;
  strays: number;
}

/**
 * Reads a quoted field whose text begins at `start`: answers where its closing quote stands (and fills `end`),
 * `needsMore` where the buffer ends before, or `isLiteral` where the quote before `start` opened nothing.
 */
export function quotedField(
  bytes: Uint8Array,
  start: number,
  to: number,
  isLast: boolean,
  dialect: DialectBytes,
  mode: QuoteMode,
  end: QuotedEnd,
): number {
  const { open, close, escapeByte } = dialect;
  const first = close[0] ?? 0;
  const width = close.length;
  const isSymmetric = open.length === width && standsAt(open, 0, close);
  let depth = 0;
  end.escaped = false;
  end.strays = 0;
  for (let at = start; ; ) {
    let byte = bytes[at] ?? 0;
    while (byte !== first && byte !== escapeByte && ++at < to) byte = bytes[at] ?? 0;
    end.close = at;
    if (at >= to) return isLast ? isLiteral : needsMore;
    if (byte === escapeByte) {
      if (at + 1 >= to) return isLast ? isLiteral : needsMore;
      end.escaped = true;
      at += 2;
      continue;
    }
    if (at + width > to && !isLast) return needsMore;
    if (!standsAt(bytes, at, close)) {
      at++;
      continue;
    }
    const next = at + width;
    if (next >= to && !isLast) return needsMore;
    const follows = afterQuote(bytes, next, to, isLast, dialect);
    if (follows === needsMore) return needsMore;
    if (follows >= 0 && depth === 0) {
      end.next = follows;
      return at;
    }
    if (follows >= 0) {
      depth--;
      at = next;
      continue;
    }
    if (isSymmetric && standsAt(bytes, next, close)) {
      end.escaped = true;
      at = next + width;
      continue;
    }
    // A stray quote: followed by text of the field.
    end.strays++;
    if (mode === "literal") return isLiteral;
    if (at > start && opensField(bytes, at, start, dialect)) return isLiteral;
    if (mode === "paired") depth = depth > 0 && !opensWord(bytes, at, width) ? depth - 1 : depth + 1;
    at = next;
  }
}

/** Where the delimiter or line end after a closing quote stands, spaces aside; `isLiteral` where text follows. */
function afterQuote(
  bytes: Uint8Array,
  next: number,
  to: number,
  isLast: boolean,
  dialect: DialectBytes,
): number {
  let at = next;
  for (;;) {
    if (at >= to) return isLast ? to : needsMore;
    const byte = bytes[at] ?? 0;
    if (byte === 10 || (byte === 13 && dialect.crEndsLine)) return at;
    if (byte === 13) {
      if (at + 1 >= to && !isLast) return needsMore;
      return bytes[at + 1] === 10 || at + 1 >= to ? at : isLiteral;
    }
    if (byte === dialect.delimiter[0]) {
      if (at + dialect.delimiter.length > to && !isLast) return needsMore;
      if (standsAt(bytes, at, dialect.delimiter)) return at;
    }
    if (byte !== 32 && byte !== 9) return isLiteral;
    at++;
  }
}

/** A quote right after a delimiter or line end opens a field: so the one before it did not. */
function opensField(bytes: Uint8Array, at: number, start: number, { delimiter }: DialectBytes): boolean {
  const before = bytes[at - 1];
  if (before === 10 || before === 13) return true;
  return at - delimiter.length >= start && standsAt(bytes, at - delimiter.length, delimiter);
}

function opensWord(bytes: Uint8Array, at: number, width: number): boolean {
  const before = bytes[at - 1] ?? 0;
  return (before === 32 || before === 40) && bytes[at + width] !== 32;
}
