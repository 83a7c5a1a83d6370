import { type IsoKind, iso, parseIso } from "./isoTime.ts";
import { code, type JsonColumn } from "./jsonColumn.ts";
import { escapes, isUtf8, JsonCursor, stringStop } from "./jsonCursor.ts";
import { parseDouble, storeBigint } from "./jsonNumber.ts";
import { readUnicodeEscape, writeUtf8 } from "./unicodeEscape.ts";

/** Thrown where a value does not fit the plan: an unknown key, a float among integers. */
export class Misfit extends Error {}
const misfit = new Misfit("a value does not fit the columns planned so far");

const dayMicros = 86_400_000_000;

/** Reads JSON values straight into columns: no value becomes a JavaScript object on the way. */
export class JsonFiller extends JsonCursor {
  /** Lone surrogates met, which no text can hold; each became U+FFFD. */
  loneSurrogates = 0;

  /** Writes the value under the cursor to a row. Throws Malformed or Misfit; the row must then be truncated. */
  fill(column: JsonColumn, row: number): void {
    const byte = this.peek();
    if (byte === 110) {
      this.skipWord();
      column.begin(row);
      column.valid[row] = 0;
      if (column.isVariable) column.ends[row + 1] = column.ends[row] ?? 0;
      return;
    }
    column.begin(row);
    switch (column.code) {
      case code.text:
        if (byte !== 34) this.refuse();
        this.fillText(column, row);
        break;
      case code.integer:
        this.fillInteger(column, row);
        break;
      case code.double:
        if (!isNumberStart(byte)) this.refuse();
        column.floats[row] = this.double();
        break;
      case code.micros:
      case code.nanos:
      case code.date:
        if (byte !== 34) this.refuse();
        this.fillTime(column, row);
        break;
      case code.boolean:
        if (byte !== 116 && byte !== 102) this.refuse();
        column.flags[row] = this.skipWord() === 116 ? 1 : 0;
        break;
      case code.struct:
        if (byte !== 123) this.refuse();
        this.fillStruct(column, row);
        break;
      case code.list:
        if (byte !== 91) this.refuse();
        this.fillList(column, row);
        break;
      case code.json:
        this.fillJson(column, row);
        break;
      case code.huge:
        this.fillHuge(column, row);
        break;
    }
    column.valid[row] = 1;
  }

  /** Writes an object's values to the columns of a struct; `column.begin(row)` must have been called. */
  fillStruct(column: JsonColumn, row: number): void {
    this.enter();
    this.pos++;
    if (this.peek() === 125) this.pos++;
    else this.fillMembers(column, row, 0);
    this.leave();
  }

  /** Writes an object's values from the key under the cursor on; `expected` is the column whose key most likely comes. */
  protected fillMembers(column: JsonColumn, row: number, expected: number): void {
    const { children } = column;
    for (let next = expected; ; ) {
      if (this.peek() !== 34) this.fail("a key in quotes is expected");
      const child = this.childUnder(column, next);
      if (this.buf[this.pos] === 58) this.pos++;
      else this.expect(58);
      const target = children[child];
      if (!target) throw misfit;
      this.fill(target, row);
      next = child + 1;
      const mark = this.buf[this.pos] === 44 ? 44 : this.peek();
      if (mark === 125) break;
      if (mark !== 44) this.fail(", or } is missing");
      this.pos++;
    }
    this.pos++;
  }

  /** The index of the column for the key under the cursor; most records have their keys in one order. */
  private childUnder(column: JsonColumn, expected: number): number {
    const { children } = column;
    const { buf, pos } = this;
    for (let index = expected; index < expected + 4; index++) {
      const key = children[index]?.keyBytes;
      if (!key) break;
      let at = 1;
      while (at < key.length && buf[pos + at] === key[at]) at++;
      if (at === key.length && pos + at <= this.end) {
        this.pos = pos + at;
        return index;
      }
    }
    const index = column.indexOfKey.get(this.readString());
    // Whether the record is JSON at all is found out from its beginning.
    if (index === undefined) throw misfit;
    return index;
  }

  private fillList(column: JsonColumn, row: number): void {
    const [item] = column.children;
    if (!item) throw misfit;
    let at = column.ends[row] ?? 0;
    item.truncate(at);
    this.enter();
    this.pos++;
    if (this.peek() === 93) this.pos++;
    else {
      for (;;) {
        this.fill(item, at++);
        const mark = this.peek();
        this.pos++;
        if (mark === 93) break;
        if (mark !== 44) {
          this.pos--;
          this.fail(", or ] is missing");
        }
      }
    }
    this.leave();
    column.ends[row + 1] = at;
  }

  protected fillText(column: JsonColumn, row: number): void {
    const { buf, end } = this;
    const from = column.ends[row] ?? 0;
    let pos = this.pos + 1;
    column.reachBytes(from, end - pos + 4);
    const { bytes } = column;
    let to = from;
    let high = 0;
    for (;;) {
      let byte = buf[pos] ?? 0;
      while (stringStop[byte] === 0) {
        high |= byte;
        bytes[to++] = byte;
        byte = buf[++pos] ?? 0;
      }
      this.pos = pos;
      if (pos >= end) this.fail("a string is not closed");
      if (byte === 34) break;
      if (byte !== 92) this.fail("a control character stands in a string");
      pos = this.checkEscape(pos);
      to = buf[this.pos + 1] === 117 ? this.unicode(bytes, to) : this.plainEscape(bytes, to);
      pos = this.pos;
    }
    this.pos = pos + 1;
    if (high > 127 && !isUtf8(bytes, from, to)) this.fail("the text is not UTF-8");
    column.ends[row + 1] = to;
  }

  private plainEscape(bytes: Uint8Array, to: number): number {
    bytes[to] = escapes[this.buf[this.pos + 1] ?? 0] ?? 0;
    this.pos += 2;
    return to + 1;
  }

  /** Writes the character of a \\u escape, or of two that are a pair, as UTF-8. It is never longer than the escape. */
  private unicode(bytes: Uint8Array, to: number): number {
    const { point, end } = readUnicodeEscape(this.buf, this.pos);
    this.pos = end;
    const isLone = point >= 0xd800 && point < 0xe000;
    if (isLone) this.loneSurrogates++;
    return writeUtf8(bytes, to, isLone ? 0xfffd : point);
  }

  protected fillInteger(column: JsonColumn, row: number): void {
    const { buf } = this;
    const start = this.pos;
    let pos = start;
    const isNegative = buf[pos] === 45;
    if (isNegative) pos++;
    const from = pos;
    let value = 0;
    for (let digit = (buf[pos] ?? 0) - 48; digit >= 0 && digit < 10; digit = (buf[pos] ?? 0) - 48) {
      value = value * 10 + digit;
      pos++;
    }
    const digits = pos - from;
    const after = pos < this.end ? (buf[pos] ?? 0) : 0;
    // Whatever is out of the ordinary is looked at once more, slowly.
    if (
      digits === 0 ||
      digits > 15 ||
      after === 46 ||
      (after | 32) === 101 ||
      (buf[from] === 48 && digits > 1) ||
      pos > this.end
    ) {
      this.fillLongInteger(column, row);
      return;
    }
    if (isNegative) value = -value;
    this.pos = pos;
    // A 32-bit array keeps the low bits of what is put into it.
    column.words[row * 2] = value;
    column.words[row * 2 + 1] = Math.floor(value / 4294967296);
  }

  /** A float, or an integer whose digits a DOUBLE keeps; others would be bent in silence. */
  protected double(): number {
    const from = this.pos;
    const value = parseDouble(this);
    const length = this.pos - from;
    if (value > Number.MAX_VALUE || value < -Number.MAX_VALUE) throw misfit;
    if (length > 15 && Number.isInteger(value)) {
      const text = String.fromCharCode(...this.buf.subarray(from, from + Math.min(length, 400)));
      if (!/[.e]/i.test(text) && String(value) !== text) throw misfit;
    }
    return value;
  }

  private fillLongInteger(column: JsonColumn, row: number): void {
    const value = this.bigint();
    if (BigInt.asIntN(64, value) !== value) throw misfit;
    storeBigint(column.words, row * 2, value, 2);
  }

  private fillHuge(column: JsonColumn, row: number): void {
    const value = this.bigint();
    if (value <= -(10n ** 38n) || value >= 10n ** 38n) throw misfit;
    storeBigint(column.words, row * 4, value, 4);
  }

  private bigint(): bigint {
    if (!isNumberStart(this.buf[this.pos] ?? 0)) this.refuse();
    const from = this.pos;
    if (this.skipNumber() || this.pos - from > 40) throw misfit;
    return BigInt(String.fromCharCode(...this.buf.subarray(from, this.pos)));
  }

  protected fillTime(column: JsonColumn, row: number): void {
    const from = this.skipString();
    column.textLength = this.pos - 1 - from;
    this.storeTime(column, row, parseIso(this.buf, from, this.pos - 1));
  }

  /** Writes the time that `parseIso` has just read. */
  protected storeTime(column: JsonColumn, row: number, kind: IsoKind): void {
    if (column.code === code.date) {
      if (kind !== "date") throw misfit;
      column.words[row] = iso.days;
      return;
    }
    if (kind !== (column.zoned ? "zoned" : "naive")) throw misfit;
    if (column.code === code.nanos) {
      const nanos = (BigInt(iso.days) * BigInt(dayMicros) + BigInt(iso.micros)) * 1000n + BigInt(iso.nanos);
      if (BigInt.asIntN(64, nanos) !== nanos) throw misfit;
      storeBigint(column.words, row * 2, nanos, 2);
      return;
    }
    if (iso.nanos !== 0) throw misfit;
    const micros = iso.days * dayMicros + iso.micros;
    if (Math.abs(micros) < 2 ** 53) {
      column.words[row * 2] = micros;
      column.words[row * 2 + 1] = Math.floor(micros / 4294967296);
    } else storeBigint(column.words, row * 2, BigInt(iso.days) * BigInt(dayMicros) + BigInt(iso.micros), 2);
  }

  private fillJson(column: JsonColumn, row: number): void {
    const start = this.pos;
    this.skipValue();
    const from = column.ends[row] ?? 0;
    column.reachBytes(from, this.pos - start);
    column.bytes.set(this.buf.subarray(start, this.pos), from);
    column.ends[row + 1] = from + this.pos - start;
  }

  /** A value of another kind: a misfit where it is JSON at all. */
  private refuse(): never {
    this.skipValue();
    throw misfit;
  }
}

/** Whether a number can begin with this byte. */
export function isNumberStart(byte: number): boolean {
  return byte === 45 || (byte > 47 && byte < 58);
}
