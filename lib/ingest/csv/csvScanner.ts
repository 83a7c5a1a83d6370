import { countLineFeeds } from "./countLineFeeds.ts";
import type { CsvCount } from "./csvCount.ts";
import type { CsvDialect } from "./dialect.ts";
import { type FieldKind, noFacts, noteField, surprises } from "./fieldFacts.ts";
import { byteClasses, scanPlainLines } from "./scanPlainLines.ts";

const lineStart = 0;
const fieldStart = 1;
const inField = 2;
const quoted = 3;
const afterQuote = 4;
const escaped = 5;
const comment = 6;
const afterCr = 7;
const blockBytes = 1 << 16;

/** Counts a CSV file's records as DuckDB's strict reader sees them, chunk by chunk, and looks at fields if asked. */
export class CsvScanner {
  private state = lineStart;
  private readonly ends = new Uint8Array(256);
  private readonly quote: number;
  private readonly escape: number;
  private readonly delimiter: number;
  private readonly comment: number;
  private readonly watching: boolean;
  private readonly classes: Int16Array;
  private line = 1;
  private byte = 0;
  private recordLine = 1;
  private recordByte = 0;
  private openedAt = -1;
  private hasContent = false;
  private fieldQuoted = false;
  private column = 0;
  private fieldFrom = 0;
  private fieldTo = -1;
  private carried: Uint8Array | null = null;
  private readonly count: CsvCount;

  constructor(
    private readonly dialect: CsvDialect,
    private readonly kinds: readonly FieldKind[] = [],
  ) {
    const code = (mark: string) => (mark === "" ? -1 : mark.charCodeAt(0));
    this.quote = code(dialect.quote);
    this.escape = dialect.escape === "" ? this.quote : code(dialect.escape);
    this.delimiter = code(dialect.delimiter.slice(-1));
    this.comment = code(dialect.comment);
    for (const mark of [10, 13, this.delimiter, this.comment]) if (mark >= 0) this.ends[mark] = 1;
    this.watching = kinds.some((kind) => kind !== null);
    this.classes = byteClasses(this.delimiter);
    this.count = {
      records: 0,
      skippedLines: 0,
      headerRecords: 0,
      blankLines: 0,
      commentLines: 0,
      cutByComment: 0,
      quotedEmpty: 0,
      lineEnds: { lf: 0, crlf: 0, cr: 0 },
      unclosedQuote: null,
      facts: kinds.map(noFacts),
    };
  }

  push(chunk: Uint8Array): void {
    let from = 0;
    if (this.byte === 0 && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) from = 3;
    for (; from < chunk.length; from = Math.min(from + blockBytes, chunk.length)) {
      const block = chunk.subarray(from, from + blockBytes);
      if (!this.isPlain(block)) this.scanBytes(block);
      else if (this.watching) this.scanLines(block);
      else {
        this.countLines(block);
        this.byte += block.length;
      }
    }
  }

  private scanBytes(block: Uint8Array): void {
    this.scan(block);
    this.byte += block.length;
  }

  /** A plain block: what goes on from the block before, the whole lines, and what goes on in the next one. */
  private scanLines(block: Uint8Array): void {
    const { count } = this;
    const from = this.state === lineStart ? 0 : block.indexOf(10) + 1;
    const to = block.lastIndexOf(10) + 1;
    if (to <= from) {
      this.scanBytes(block);
      return;
    }
    if (from > 0) this.scanBytes(block.subarray(0, from));
    const found = scanPlainLines(block, from, to, this.classes, this.kinds, count.facts, this.line);
    count.lineEnds.lf += found.lines;
    count.blankLines += found.blank;
    count.records += this.dialect.columns === 1 ? found.lines : found.lines - found.blank;
    this.line += found.lines;
    this.byte += to - from;
    if (to < block.length) this.scanBytes(block.subarray(to));
  }

  end(): CsvCount {
    const state = this.state;
    if (state === quoted || state === escaped) {
      this.count.unclosedQuote = { line: this.recordLine, byte: this.recordByte };
    }
    if (state !== lineStart && state !== afterCr) this.endLine(new Uint8Array(0), 0, true);
    return this.count;
  }

  /** Only delimiters and line feeds matter in it. */
  private isPlain(block: Uint8Array): boolean {
    if (this.state > inField || this.count.skippedLines < this.dialect.skipLines) return false;
    if (this.dialect.hasHeader && this.count.headerRecords === 0) return false;
    const has = (mark: number) => mark >= 0 && block.indexOf(mark) >= 0;
    return !has(this.quote) && !has(13) && !has(this.comment);
  }

  private countLines(block: Uint8Array): void {
    let from = 0;
    let lines = 0;
    let blank = 0;
    if (this.state !== lineStart) {
      const end = block.indexOf(10);
      if (end < 0) {
        this.leaveOpen(block, 0);
        return;
      }
      lines = 1;
      from = end + 1;
    }
    const found = countLineFeeds(block, from);
    lines += found.lines;
    blank += found.blank;
    from = block.lastIndexOf(10) + 1;
    this.count.lineEnds.lf += lines;
    this.count.blankLines += blank;
    this.count.records += this.dialect.columns === 1 ? lines : lines - blank;
    this.line += lines;
    this.state = lineStart;
    if (from === block.length) return;
    this.recordLine = this.line;
    this.recordByte = this.byte + from;
    this.hasContent = false;
    this.leaveOpen(block, from);
  }

  /** A line goes on after the block: whether a quote there would open a field depends on what comes last. */
  private leaveOpen(block: Uint8Array, from: number): void {
    let last = block.length - 1;
    while (last >= from && block[last] === 32) last--;
    if (last >= from) this.hasContent = true;
    if (last >= from) this.state = block[last] === this.delimiter ? fieldStart : inField;
    else if (this.state === lineStart) this.state = fieldStart;
  }

  private scan(block: Uint8Array): void {
    const { quote, escape: escapeMark, delimiter, ends, watching } = this;
    let state = this.state;
    let at = 0;
    this.fieldFrom = 0;
    for (; at < block.length; at++) {
      let byte = block[at] ?? 0;
      if (state === inField) {
        while (ends[byte] === 0 && ++at < block.length) byte = block[at] ?? 0;
        if (at >= block.length) break;
      } else if (state === quoted) {
        while (byte !== quote && byte !== escapeMark && ++at < block.length) {
          if (byte === 10) this.line++;
          byte = block[at] ?? 0;
        }
        if (at >= block.length) {
          if (byte === 10) this.line++;
          break;
        }
        state = byte === quote ? afterQuote : escaped;
        if (state === afterQuote) this.fieldTo = at;
        continue;
      } else if (state === escaped) {
        state = quoted;
        continue;
      } else if (state === afterQuote) {
        if (byte === quote && escapeMark === quote) {
          state = quoted;
          continue;
        }
        if (this.byte + at === this.openedAt + 2) this.count.quotedEmpty++;
        state = inField;
      } else if (state === afterCr) {
        state = lineStart;
        if (byte === 10) {
          this.count.lineEnds.crlf++;
          this.count.lineEnds.cr--;
          continue;
        }
      }
      if (state === lineStart) {
        this.recordLine = this.line;
        this.recordByte = this.byte + at;
        this.hasContent = false;
        this.column = 0;
        this.fieldFrom = at;
        this.fieldTo = -1;
        this.fieldQuoted = false;
      }
      if (byte === 10 || byte === 13) {
        this.state = state;
        this.endLine(block, at, false);
        if (byte === 10) this.count.lineEnds.lf++;
        else this.count.lineEnds.cr++;
        this.line++;
        state = byte === 10 ? lineStart : afterCr;
      } else if (state === comment) {
        // Nothing in a comment matters but its end.
      } else if (this.count.skippedLines < this.dialect.skipLines) {
        state = inField;
      } else if (byte === delimiter) {
        if (watching) this.endField(block, at);
        state = fieldStart;
        this.hasContent = true;
        this.fieldFrom = at + 1;
        this.fieldQuoted = false;
      } else if (byte === this.comment) {
        if (watching) this.endField(block, at);
        if (this.hasContent) this.count.cutByComment++;
        state = comment;
      } else if (byte === quote && state < inField) {
        state = quoted;
        this.hasContent = true;
        this.fieldQuoted = true;
        this.openedAt = this.byte + at;
        this.fieldFrom = at + 1;
      } else if (byte !== 32 || state === lineStart) {
        state = byte === 32 ? fieldStart : inField;
        if (byte !== 32) this.hasContent = true;
      }
    }
    this.state = state;
    if (watching && state !== lineStart && state !== afterCr) this.carry(block);
  }

  private endLine(block: Uint8Array, at: number, isLast: boolean): void {
    const { count, dialect, state } = this;
    if (count.skippedLines < dialect.skipLines) count.skippedLines++;
    else if (state === comment && !this.hasContent) count.commentLines++;
    else {
      const isBlank = state === lineStart && !isLast;
      if (this.watching && state !== comment && !isBlank) this.endField(block, at);
      if (dialect.hasHeader && count.headerRecords === 0) {
        count.headerRecords = 1;
        count.facts.forEach((_, index) => {
          count.facts[index] = noFacts();
        });
      } else if (isBlank && dialect.columns !== 1) count.blankLines++;
      else {
        if (isBlank) count.blankLines++;
        count.records++;
      }
    }
    this.carried = null;
  }

  private endField(block: Uint8Array, at: number): void {
    const kind = this.kinds[this.column] ?? null;
    const facts = this.count.facts[this.column];
    this.column++;
    let bytes = block;
    let from = this.fieldFrom;
    let to = this.fieldTo >= from ? this.fieldTo : at;
    if (this.carried && kind !== null) {
      bytes = new Uint8Array(this.carried.length + at);
      bytes.set(this.carried);
      bytes.set(block.subarray(0, at), this.carried.length);
      // A number has no quotes in it, so the first one closes the field.
      const close = this.fieldQuoted ? bytes.indexOf(this.quote) : -1;
      from = 0;
      to = close >= 0 ? close : bytes.length;
    }
    this.carried = null;
    this.fieldTo = -1;
    if (kind === null || !facts) return;
    const bits = noteField(facts, kind, bytes, from, to);
    if ((bits & surprises[kind]) !== 0 && !facts.first) {
      facts.first = { line: this.recordLine, text: new TextDecoder().decode(bytes.subarray(from, to)) };
    }
  }

  /** A field goes on in the next block: what there is of it is kept, unless it is far too long for a number. */
  private carry(block: Uint8Array): void {
    const part = block.subarray(Math.min(this.fieldFrom, block.length));
    const before = this.carried ?? new Uint8Array(0);
    const joined = new Uint8Array(Math.min(1024, before.length + part.length));
    joined.set(before.subarray(0, joined.length));
    joined.set(part.subarray(0, joined.length - before.length), before.length);
    this.carried = joined;
    this.fieldTo = -1;
  }
}
