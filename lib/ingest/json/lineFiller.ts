import { parseIso } from "./isoTime.ts";
import { code, type JsonColumn } from "./jsonColumn.ts";
import { isNumberStart, JsonFiller } from "./jsonFiller.ts";
import type { RecordSplitter } from "./recordSplitter.ts";

/** `null`, as a little-endian word. */
const nullWord = 0x6c6c756e;

/**
 * Reads objects that stand one a line, without looking for the line's end first. What is written as most programs write
 * it (keys in the columns' order, at most one blank between marks, text without escapes) is compared and copied four
 * bytes at a time; whatever else comes is left to JsonFiller, from just that place on.
 */
export class LineFiller extends JsonFiller {
  private view: DataView = new DataView(new ArrayBuffer(0));
  /** Where the lines that may be read in this way end: behind a line feed. */
  private linesEnd = 0;
  private lines: Uint8Array | null = null;

  /** Takes the splitter's buffer; answers where the lines end that may be read in this way. */
  setLines(splitter: RecordSplitter): number {
    const { buffer } = splitter;
    if (this.lines !== buffer) {
      this.lines = buffer;
      this.linesEnd = splitter.linesEnd();
      this.view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
    }
    this.buf = buffer;
    return this.linesEnd;
  }

  /**
   * Writes the object whose line begins at `from` with `{"` to a row of the columns of `root`; answers where the next
   * line begins. Throws Malformed or Misfit; the row must then be truncated.
   */
  fillLine(root: JsonColumn, row: number, from: number): number {
    const { buf } = this;
    this.end = this.linesEnd;
    this.depth = 1;
    let pos = from + 1;
    for (let next = 0; ; ) {
      if (buf[pos] === 32) pos++;
      const index = this.indexAt(root.children, next, pos);
      const child = root.children[index];
      if (!child) {
        this.goOn(pos);
        this.fillMembers(root, row, next);
        pos = this.pos;
        break;
      }
      next = index + 1;
      pos += child.keyMark.length;
      if (buf[pos] === 32) pos++;
      pos = this.valueAt(child, row, pos);
      const mark = buf[pos] ?? 0;
      if (mark === 44) pos++;
      else if (mark === 125) {
        pos++;
        break;
      } else {
        this.goOn(pos);
        const other = this.peek();
        if (other !== 44 && other !== 125) this.fail(", or } is missing");
        pos = this.pos + 1;
        if (other === 125) break;
      }
    }
    if (buf[pos] === 10) return pos + 1;
    if (buf[pos] === 13 && buf[pos + 1] === 10) return pos + 2;
    this.goOn(pos);
    this.expectEnd();
    return this.end + 1;
  }

  /** The index of the column whose key stands at `at`, of the four that are due; -1 where it is none of them. */
  private indexAt(children: readonly JsonColumn[], expected: number, at: number): number {
    for (let index = expected; index < expected + 4; index++) {
      const child = children[index];
      if (!child) break;
      if (child.keyMark.standsAt(this.view, at)) return index;
    }
    return -1;
  }

  /** Writes the value at `pos`; answers where it ends. */
  private valueAt(column: JsonColumn, row: number, pos: number): number {
    const byte = this.buf[pos] ?? 0;
    switch (column.code) {
      case code.text:
        if (byte !== 34) break;
        column.begin(row);
        column.valid[row] = 1;
        return this.textAt(column, row, pos);
      case code.integer:
        if (!isNumberStart(byte)) break;
        column.begin(row);
        column.valid[row] = 1;
        this.pos = pos;
        this.fillInteger(column, row);
        return this.pos;
      case code.double:
        if (!isNumberStart(byte)) break;
        column.begin(row);
        column.valid[row] = 1;
        this.pos = pos;
        column.floats[row] = this.double();
        return this.pos;
      case code.micros:
      case code.nanos:
      case code.date:
        if (byte !== 34) break;
        column.begin(row);
        column.valid[row] = 1;
        return this.timeAt(column, row, pos);
    }
    if (byte === 110 && this.view.getInt32(pos, true) === nullWord) {
      column.begin(row);
      column.valid[row] = 0;
      if (column.isVariable) column.ends[row + 1] = column.ends[row] ?? 0;
      return pos + 4;
    }
    this.goOn(pos);
    this.fill(column, row);
    return this.pos;
  }

  private textAt(column: JsonColumn, row: number, quote: number): number {
    const { view } = this;
    let pos = quote + 1;
    let to = column.ends[row] ?? 0;
    for (;;) {
      if (to + 4 > column.bytes.length) column.reachBytes(to, 4);
      const word = view.getInt32(pos, true);
      // What is copied too much is overwritten by the next text.
      column.view.setInt32(to, word, true);
      const stops = stopsIn(word);
      if (stops !== 0) {
        const plain = (31 - Math.clz32(stops & -stops)) >> 3;
        pos += plain;
        to += plain;
        break;
      }
      pos += 4;
      to += 4;
    }
    if (this.buf[pos] === 34) {
      column.ends[row + 1] = to;
      return pos + 1;
    }
    this.goOn(quote);
    this.fillText(column, row);
    return this.pos;
  }

  private timeAt(column: JsonColumn, row: number, quote: number): number {
    const end = quote + 1 + column.textLength;
    if (this.buf[end] === 34) {
      const kind = parseIso(this.buf, quote + 1, end);
      if (kind !== "none") {
        this.storeTime(column, row, kind);
        return end + 1;
      }
    }
    this.goOn(quote);
    this.fillTime(column, row);
    return this.pos;
  }

  /** Places the cursor for JsonFiller, which wants to know where the line ends. */
  private goOn(pos: number): void {
    this.pos = pos;
    if (this.end === this.linesEnd) this.end = this.buf.indexOf(10, pos);
  }
}

/**
 * The top bit of each byte that ends plain ASCII text: a quote, a backslash, a control character, a byte past ASCII.
 * The lowest bit set is right; ones above it may be wrong, since a byte that matches borrows from the next.
 */
function stopsIn(word: number): number {
  const quote = word ^ 0x22222222;
  const slash = word ^ 0x5c5c5c5c;
  return (
    (((quote - 0x01010101) & ~quote) |
      ((slash - 0x01010101) & ~slash) |
      ((word - 0x20202020) & ~word) |
      word) &
    0x80808080
  );
}
