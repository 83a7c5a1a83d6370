import { type LineIs, LineScanner, lineIs } from "./lineScanner.ts";

const mostColumns = 1000;
const trueWord = new TextEncoder().encode("true");
const decoder = new TextDecoder();

/** Finds `key=value` pairs (logfmt); a key alone is true. Keys become columns as they are met. */
export class PairScanner extends LineScanner {
  private readonly indexOfKey = new Map<string, number>();
  private keyStarts = new Int32Array(64);
  private keyEnds = new Int32Array(64);
  private starts = new Int32Array(64);
  private ends = new Int32Array(64);
  private marks = new Uint8Array(64);
  private repeats = 0;
  private joined = new Uint8Array(0);

  override restart(): void {
    super.restart();
    this.repeats = 0;
  }

  override notes(): string[] {
    return this.repeats > 0
      ? [`keys that a line has twice, of which the last value is kept: ${this.repeats}`]
      : [];
  }

  override scan(buf: Uint8Array, from: number, to: number): LineIs {
    let at = from;
    let count = 0;
    let hasValue = false;
    let wordAlone = false;
    for (;;) {
      while (at < to && (buf[at] === 32 || buf[at] === 9)) at++;
      if (at >= to) break;
      const keyFrom = at;
      while (at < to && isKeyByte(buf[at] ?? 0)) at++;
      if (at === keyFrom) return this.fail("a key=value pair is expected");
      this.reach(count);
      this.keyStarts[count] = keyFrom;
      this.keyEnds[count] = at;
      if (buf[at] !== 61 || at >= to) {
        if (at < to && buf[at] !== 32 && buf[at] !== 9) return this.fail("a key=value pair is expected");
        this.starts[count] = -1;
        wordAlone = true;
        count++;
        continue;
      }
      hasValue = true;
      at++;
      const end = this.value(buf, at, to, count);
      if (end < 0) return this.fail("a quote is not closed");
      if (end < to && buf[end] !== 32 && buf[end] !== 9)
        return this.fail("there is text right behind a quote");
      at = end;
      count++;
    }
    if (!hasValue)
      return this.fail(wordAlone ? "the line has words but no key=value pair" : "the line is empty");
    return this.keep(buf, from, to, count);
  }

  private value(buf: Uint8Array, at: number, to: number, index: number): number {
    this.marks[index] = 0;
    let end = at;
    if (buf[at] !== 34 || at >= to) {
      while (end < to && buf[end] !== 32 && buf[end] !== 9) end++;
      this.starts[index] = at;
      this.ends[index] = end;
      return end;
    }
    for (end = at + 1; end < to && buf[end] !== 34; end++) {
      if (buf[end] === 92) {
        this.marks[index] = 1;
        end++;
      }
    }
    this.starts[index] = at + 1;
    this.ends[index] = end;
    return end < to ? end + 1 : -1;
  }

  /** Hands out values by column; "true" for keys alone stands behind the line, in a copy of it. */
  private keep(buf: Uint8Array, from: number, to: number, count: number): LineIs {
    const columnOf: number[] = [];
    const fresh = new Set<string>();
    for (let index = 0; index < count; index++) {
      const key = decoder.decode(buf.subarray(this.keyStarts[index] ?? 0, this.keyEnds[index] ?? 0));
      const column = this.indexOfKey.get(key);
      if (column === undefined) fresh.add(key);
      if (this.columns.length + fresh.size > mostColumns) {
        return this.fail(`the key ${key.slice(0, 80)} would make more than ${mostColumns} columns`);
      }
      columnOf.push(column ?? -1);
    }
    for (const key of fresh)
      this.indexOfKey.set(key, this.add({ name: key, type: { kind: "auto" }, nulls: [], escape: "json" }));
    this.from.fill(-1, 0, this.columns.length);
    this.bytes = buf;
    let alone = -1;
    for (let index = 0; index < count; index++) {
      let column = columnOf[index] ?? -1;
      if (column < 0) {
        const key = decoder.decode(buf.subarray(this.keyStarts[index] ?? 0, this.keyEnds[index] ?? 0));
        column = this.indexOfKey.get(key) ?? 0;
      }
      if ((this.from[column] ?? -1) >= 0) this.repeats++;
      const start = this.starts[index] ?? -1;
      if (start >= 0) this.set(column, start, this.ends[index] ?? 0, this.marks[index] === 1);
      else {
        if (alone < 0) alone = this.aloneAt(buf, from, to);
        this.set(column, alone, alone + trueWord.length, false);
      }
    }
    if (alone >= 0) this.moveTo(from);
    return lineIs.row;
  }

  private aloneAt(buf: Uint8Array, from: number, to: number): number {
    const length = to - from;
    if (this.joined.length < length + trueWord.length) this.joined = new Uint8Array((length + 4) * 2);
    this.joined.set(buf.subarray(from, to));
    this.joined.set(trueWord, length);
    return to;
  }

  /** Values were placed by the line's own bytes; the copy begins where the line does. */
  private moveTo(from: number): void {
    for (let column = 0; column < this.columns.length; column++) {
      const at = this.from[column] ?? -1;
      if (at < 0) continue;
      this.from[column] = at - from;
      this.to[column] = (this.to[column] ?? 0) - from;
    }
    this.bytes = this.joined;
  }

  private reach(index: number): void {
    if (index < this.starts.length) return;
    const size = index * 2;
    const grow = <T extends Int32Array | Uint8Array>(old: T, next: T): T => {
      next.set(old);
      return next;
    };
    this.keyStarts = grow(this.keyStarts, new Int32Array(size));
    this.keyEnds = grow(this.keyEnds, new Int32Array(size));
    this.starts = grow(this.starts, new Int32Array(size));
    this.ends = grow(this.ends, new Int32Array(size));
    this.marks = grow(this.marks, new Uint8Array(size));
  }
}

/** Anything but blanks, quotes and "=". */
function isKeyByte(byte: number): boolean {
  return byte > 32 && byte !== 34 && byte !== 61;
}
