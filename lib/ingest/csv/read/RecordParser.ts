import { type DialectBytes, dialectBytes, standsAt } from "./dialectBytes.ts";
import { isLiteral, needsMore, type QuotedEnd, type QuoteMode, quotedField } from "./quotedField.ts";
import type { TextDialect } from "./textDialect.ts";

/** How a field's bytes become its text. */
export const asIs = 0;
export const wasQuoted = 1;
export const hasEscapes = 2;

/** A quoted field longer than this was an unclosed quote; the limit falls as bytes are searched in vain. */
const longestQuoted = 16 << 20;

/**
 * Cuts records of delimited text into fields, one at a time, and makes the best of quotes that break the rules.
 * The fields of the last record are `starts`, `ends` and `flags` up to `count`, as places in its buffer.
 */
export class RecordParser {
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  flags = new Uint8Array(64);
  count = 0;
  /** Where the text of the record ends, before its line end. */
  textEnd = 0;
  /** Quotes of the last record that break the rules. */
  strays = 0;
  /** A field of the last record was quoted or holds escapes, so that it may hold line ends. */
  mayHoldLines = false;
  /** Another way of taking the quotes than the first was needed. */
  mode: QuoteMode = "tolerant";
  /** Fields the record should have; 0 where that is not known. */
  expected = 0;
  readonly dialect: DialectBytes;
  private readonly end: QuotedEnd = { close: 0, next: 0, escaped: false, strays: 0 };
  private inVain = 0;

  constructor(dialect: TextDialect) {
    this.dialect = dialectBytes(dialect);
  }

  /** Parses the record at `from`; answers where the next one begins, or -1 where more bytes are needed. */
  parse(bytes: Uint8Array, from: number, to: number, isLast: boolean): number {
    const { expected } = this;
    this.mode = "tolerant";
    const next = this.fields(bytes, from, to, isLast, "tolerant");
    if (next < 0) return next;
    this.inVain = Math.max(0, this.inVain - 8 * (next - from));
    if (expected === 0 || this.count === expected) return next;
    const hadStrays = this.strays > 0;
    const spansLines = bytes.subarray(from, this.textEnd).indexOf(10) >= 0;
    if (!hadStrays && !spansLines) return next;
    for (const mode of otherModes) {
      const other = this.fields(bytes, from, to, isLast, mode);
      if (other >= 0 && this.count === expected) {
        this.mode = mode;
        return other;
      }
    }
    // None fits. A record that broke the rules may not take more lines with it than it must.
    return this.fields(bytes, from, to, isLast, hadStrays && spansLines ? "literal" : "tolerant");
  }

  private fields(bytes: Uint8Array, from: number, to: number, isLast: boolean, mode: QuoteMode): number {
    const { dialect } = this;
    const { delimiter, collapse, stops, open } = dialect;
    const width = delimiter.length;
    const quote = mode === "none" || open.length === 0 ? -1 : (open[0] ?? -1);
    this.count = 0;
    this.strays = 0;
    this.mayHoldLines = false;
    let at = from;
    if (collapse) at = this.skipDelimiters(bytes, at, to);
    for (;;) {
      const start = at;
      let escapes = 0;
      if (quote >= 0) {
        if (bytes[at] === 32 && delimiter[0] !== 32) while (at < to && bytes[at] === 32) at++;
        if (at < to && bytes[at] === quote && (open.length === 1 || standsAt(bytes, at, open))) {
          const next = this.quoted(bytes, at + open.length, to, isLast, mode);
          if (next === needsMore) return needsMore;
          if (next >= 0) {
            at = next;
            escapes = -1;
          } else this.strays++;
        }
        if (escapes === 0) at = start;
      }
      let stop = 0;
      for (;;) {
        while (at < to && stops[bytes[at] ?? 0] === 0) at++;
        if (at >= to) {
          if (!isLast) return needsMore;
          break;
        }
        stop = stops[bytes[at] ?? 0] ?? 0;
        if (stop === 1) break;
        if (stop === 3 && (width === 1 || standsAt(bytes, at, delimiter))) break;
        if (stop === 3 && at + width > to && !isLast) return needsMore;
        if (stop === 2) {
          if (at + 1 >= to && !isLast) return needsMore;
          if (bytes[at + 1] === 10) break;
        }
        if (stop === 4) {
          escapes = 1;
          this.mayHoldLines = true;
          at++;
        }
        at++;
        stop = 0;
      }
      if (at > to) at = to;
      if (escapes >= 0) this.add(start, at, escapes > 0 ? hasEscapes : asIs);
      if (stop === 3) {
        at = collapse ? this.skipDelimiters(bytes, at, to) : at + width;
        if (collapse && at >= to && !isLast) return needsMore;
        const byte = bytes[at];
        if (!collapse || (at < to && byte !== 10 && byte !== 13)) continue;
      }
      this.textEnd = at;
      return this.afterLine(bytes, at, to, isLast);
    }
  }

  private afterLine(bytes: Uint8Array, at: number, to: number, isLast: boolean): number {
    if (at >= to) return to;
    if (bytes[at] !== 13) return at + 1;
    if (at + 1 >= to && !isLast) return needsMore;
    return bytes[at + 1] === 10 ? at + 2 : at + 1;
  }

  private quoted(bytes: Uint8Array, start: number, to: number, isLast: boolean, mode: QuoteMode): number {
    const { end } = this;
    const limit = start + Math.max(1024, longestQuoted >> Math.min(30, this.inVain >> 26));
    const isShort = limit < to;
    const close = quotedField(bytes, start, isShort ? limit : to, isLast || isShort, this.dialect, mode, end);
    this.strays += end.strays;
    if (close === needsMore) return needsMore;
    if (close === isLiteral || (isShort && end.next >= limit)) {
      this.inVain += end.close - start;
      return isLiteral;
    }
    this.mayHoldLines = true;
    this.add(start, close, end.escaped ? wasQuoted | hasEscapes : wasQuoted);
    return end.next;
  }

  private skipDelimiters(bytes: Uint8Array, from: number, to: number): number {
    const { delimiter } = this.dialect;
    let at = from;
    while (at < to && standsAt(bytes, at, delimiter)) at += delimiter.length;
    return at;
  }

  private add(start: number, end: number, flag: number): void {
    const { count } = this;
    if (count === this.starts.length) this.grow();
    this.starts[count] = start;
    this.ends[count] = end;
    this.flags[count] = flag;
    this.count = count + 1;
  }

  private grow(): void {
    const wider = <T extends Int32Array | Uint8Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    const size = this.starts.length * 2;
    this.starts = wider(this.starts, new Int32Array(size));
    this.ends = wider(this.ends, new Int32Array(size));
    this.flags = wider(this.flags, new Uint8Array(size));
  }
}

const otherModes: readonly QuoteMode[] = ["literal", "paired", "none"];
