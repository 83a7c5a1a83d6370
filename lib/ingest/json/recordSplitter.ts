import { countLineFeeds } from "../csv/countLineFeeds.ts";
import { IngestError } from "../types.ts";

/** How records stand in the text: a line each, values one after the other, or the elements of an array. */
export type JsonLayout =
  | { kind: "lines" }
  | { kind: "values" }
  /** `prefixBytes` come before the array's bracket: 0, or those of `{"Records":`. */
  | { kind: "array"; prefixBytes: number; wrapped: boolean };

/** A record's bytes in `buffer`, or what is wrong between records. */
export interface JsonRecord {
  from: number;
  to: number;
  /** Why this is no record; null where it may be one. */
  problem: string | null;
}

const mostBytes = 2 ** 30;

/** Cuts a stream of JSON text into records by its structure alone, whatever is in them. */
export class RecordSplitter {
  buffer: Uint8Array = new Uint8Array(0);
  /** Records found, problems included: what a load must come to. */
  records = 0;
  blankLines = 0;
  /** Set where a wrapped array turns out to have company: the text is one object, not a list of records. */
  notWrapped = false;
  /** What follows the buffer, where that holds only the line between two chunks. */
  private pending: Uint8Array | null = null;
  private from = 0;
  private bufferByte = 0;
  private bufferLine = 1;
  private line = 0;
  private scanned = 0;
  private depth = 0;
  private inString = false;
  private place: "before" | "first" | "element" | "after" | "closed" | "done" | "ignored" = "before";

  constructor(private readonly layout: JsonLayout) {
    if (layout.kind !== "array") this.place = "element";
  }

  /** Takes the next bytes; what was used of the earlier ones is dropped, so that earlier records are no longer valid. */
  push(chunk: Uint8Array): void {
    const unused = this.buffer.subarray(this.from);
    const rest = this.pending ? joined(unused, this.pending) : unused;
    this.pending = null;
    // Lines are counted as they are cut; between other records they are counted here.
    if (this.layout.kind !== "lines")
      this.bufferLine += countLineFeeds(this.buffer.subarray(0, this.from), 0).lines;
    this.bufferByte += this.from;
    this.scanned = Math.max(0, this.scanned - this.from);
    this.from = 0;
    if (rest.length + chunk.length > mostBytes) {
      throw new IngestError(
        `One JSON value is larger than 1 GiB (from byte ${this.bufferByte}); split the file, or write its rows as NDJSON.`,
      );
    }
    if (rest.length === 0) {
      this.buffer = chunk;
      return;
    }
    const feed = this.layout.kind === "lines" ? chunk.indexOf(10) : -1;
    if (feed < 0) {
      this.buffer = joined(rest, chunk);
      return;
    }
    // Only the line that lies in both is put together: a whole chunk would be copied for it.
    this.buffer = joined(rest, chunk.subarray(0, feed + 1));
    this.pending = chunk.subarray(feed + 1);
  }

  /** Where the next line begins. */
  get lineStart(): number {
    return this.from;
  }

  /** Where the records' lines are whole; three bytes or more stand behind, so that words may be read there. */
  linesEnd(): number {
    const { buffer } = this;
    return this.layout.kind !== "lines" || buffer.length < 4
      ? 0
      : buffer.lastIndexOf(10, buffer.length - 4) + 1;
  }

  /** Counts the line that begins at `lineStart` as a record, which ends before `next`. */
  passLine(next: number): void {
    this.from = next;
    this.scanned = next;
    this.line++;
    this.records++;
  }

  /** The next record, or null where more bytes are needed; with `isLast`, where there is none left. */
  next(isLast: boolean): JsonRecord | null {
    const record = this.layout.kind === "lines" ? this.nextLine(isLast) : this.nextValue(isLast);
    if (record) this.records++;
    return record;
  }

  /** The line (from 1) and byte (from 0) in the file of a place in the record last cut. */
  placeOf(at: number): { line: number; byte: number } {
    if (this.layout.kind === "lines") return { line: this.line, byte: this.bufferByte + at };
    return {
      line: this.bufferLine + countLineFeeds(this.buffer.subarray(0, at), 0).lines,
      byte: this.bufferByte + at,
    };
  }

  private nextLine(isLast: boolean): JsonRecord | null {
    const record = this.nextInBuffer(isLast);
    if (record || !this.pending) return record;
    this.bufferByte += this.from;
    this.buffer = this.pending;
    this.pending = null;
    this.from = 0;
    this.scanned = 0;
    return this.nextInBuffer(isLast);
  }

  private nextInBuffer(isLast: boolean): JsonRecord | null {
    const { buffer } = this;
    while (this.from < buffer.length) {
      const { from } = this;
      const feed = buffer.indexOf(10, Math.max(from, this.scanned));
      this.scanned = buffer.length;
      if (feed < 0 && !isLast) return null;
      const to = feed < 0 ? buffer.length : feed;
      this.from = feed < 0 ? to : feed + 1;
      this.scanned = this.from;
      this.line++;
      if (!isBlank(buffer, from, to)) return { from, to, problem: null };
      this.blankLines++;
    }
    return null;
  }

  private nextValue(isLast: boolean): JsonRecord | null {
    for (;;) {
      const byte = this.skipSpace();
      if (byte < 0) return isLast ? this.atEnd() : null;
      const { from } = this;
      if (this.place === "before") {
        if (this.layout.kind === "array" && this.bufferByte + from < this.layout.prefixBytes) {
          this.from = Math.min(this.buffer.length, this.layout.prefixBytes - this.bufferByte);
          continue;
        }
        this.from++;
        this.place = "first";
      } else if (this.place === "first") {
        this.place = byte === 93 ? "closed" : "element";
        if (byte === 93) this.from++;
        this.scanned = this.from;
      } else if (this.place === "after") {
        this.from++;
        if (byte === 44) this.place = "element";
        else if (byte === 93) this.place = "closed";
        else {
          this.from = from;
          this.place = "element";
          this.scanned = from;
          return { from, to: from, problem: "a comma is missing between the array's elements" };
        }
        this.scanned = this.from;
      } else if (this.place === "closed") {
        if (this.layout.kind === "array" && this.layout.wrapped) {
          if (byte !== 125) {
            this.notWrapped = true;
            this.from = this.buffer.length;
            return null;
          }
          this.from++;
          this.place = "done";
        } else if (byte === 91) this.place = "before";
        else return this.rest(from, "there is more text after the array");
      } else if (this.place === "done") {
        return this.rest(from, "there is more text after the value");
      } else if (this.place === "ignored") {
        this.from = this.buffer.length;
      } else {
        return this.element(from, byte, isLast);
      }
    }
  }

  private element(from: number, byte: number, isLast: boolean): JsonRecord | null {
    const inArray = this.layout.kind === "array";
    if (inArray && (byte === 44 || byte === 93)) {
      this.from++;
      this.scanned = this.from;
      this.place = byte === 93 ? "closed" : "element";
      return { from, to: from + 1, problem: "an element of the array is missing" };
    }
    if (this.layout.kind === "values" && this.records > 0 && byte !== 123 && byte !== 91) {
      return this.rest(from, "there is more text after the value");
    }
    const to = this.endOfValue(from, byte);
    if (to < 0 && !isLast) return null;
    const isCut = to < 0;
    this.from = isCut ? this.buffer.length : to;
    this.scanned = this.from;
    this.depth = 0;
    this.inString = false;
    if (inArray) this.place = isCut ? "done" : "after";
    const problem =
      isCut && (byte === 123 || byte === 91 || byte === 34)
        ? "the text ends in the middle of this value"
        : null;
    if (isCut && inArray && !problem) this.place = "after";
    return { from, to: this.from, problem };
  }

  /** Where the value that begins at `from` ends; -1 where the buffer ends before. */
  private endOfValue(from: number, first: number): number {
    const { buffer } = this;
    let at = Math.max(from, this.scanned);
    if (first !== 123 && first !== 91 && first !== 34) {
      at = from + 1;
      while (at < buffer.length && scalarEnd[buffer[at] ?? 0] === 0) at++;
      return at < buffer.length ? at : -1;
    }
    let { depth, inString } = this;
    for (; at < buffer.length; at++) {
      let byte = buffer[at] ?? 0;
      if (inString) {
        while (byte !== 34 && byte !== 92 && ++at < buffer.length) byte = buffer[at] ?? 0;
        if (byte === 92) {
          // An escape is looked at whole; at the end of the buffer it waits for what it escapes.
          if (at + 1 >= buffer.length) break;
          at++;
          continue;
        }
        if (at >= buffer.length) break;
        inString = false;
        if (depth === 0) return at + 1;
        continue;
      }
      while (structure[byte] === 0 && ++at < buffer.length) byte = buffer[at] ?? 0;
      if (at >= buffer.length) break;
      if (byte === 34) inString = true;
      else if (byte === 123 || byte === 91) depth++;
      else if (--depth <= 0) return at + 1;
    }
    this.depth = depth;
    this.inString = inString;
    this.scanned = at;
    return -1;
  }

  private atEnd(): JsonRecord | null {
    const at = this.buffer.length;
    const isOpen =
      this.layout.kind === "array" && ["before", "first", "element", "after"].includes(this.place);
    const isUnclosed = this.layout.kind === "array" && this.layout.wrapped && this.place === "closed";
    this.place = "done";
    if (isOpen) return { from: at, to: at, problem: "the text ends before the array is closed with ]" };
    if (isUnclosed) return { from: at, to: at, problem: "the text ends before the object is closed with }" };
    return null;
  }

  private rest(from: number, problem: string): JsonRecord {
    this.from = this.buffer.length;
    this.place = "ignored";
    return { from, to: this.buffer.length, problem };
  }

  private skipSpace(): number {
    const { buffer } = this;
    while (this.from < buffer.length) {
      const byte = buffer[this.from] ?? 0;
      if (byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9) return byte;
      this.from++;
    }
    return -1;
  }
}

const structure = new Uint8Array(256);
for (const byte of [34, 91, 93, 123, 125]) structure[byte] = 1;
const scalarEnd = new Uint8Array(256);
for (const byte of [9, 10, 13, 32, 34, 44, 91, 93, 123, 125]) scalarEnd[byte] = 1;

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    if (byte !== 32 && byte !== 9 && byte !== 13) return false;
  }
  return true;
}
