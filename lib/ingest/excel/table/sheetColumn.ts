import {
  Bool,
  Data,
  type DataType,
  DateDay,
  Field,
  Float64,
  Int64,
  Interval,
  IntervalUnit,
  TimeMicrosecond,
  TimestampMicrosecond,
  Utf8,
} from "apache-arrow";
import { cellKind, padding, type SheetRow } from "../sheetRow.ts";
import { type ColumnKind, seen, shapeOf, wholeNumber } from "./cellShape.ts";
import { cellText } from "./cellText.ts";

const dayMicros = 86_400_000_000;
/** 31 December 1899, in days since 1970. */
const dayZero = -25_568;
const encoder = new TextEncoder();

/** Bytes of text that a batch holds so far. */
export interface TextMeter {
  bytes: number;
}

/** Values of one column, in typed arrays. Rows come in order; a row that is passed over is NULL. */
export class SheetColumn {
  readonly field: Field;
  /** Cells that became NULL: errors by their text, and empty texts under "". */
  readonly nulled = new Map<string, number>();
  /** Numbers that the sheet shows with leading zeros. */
  padded = 0;
  /** Dates of Excel's day 0, which is shown as 1900-01-00. */
  dayZeros = 0;
  private capacity = 0;
  private count = 0;
  private valid = new Uint8Array(0);
  private words = new Int32Array(0);
  private floats = new Float64Array(0);
  private longs = new BigInt64Array(0);
  private ends = new Int32Array(1);
  private bytes = new Uint8Array(0);

  constructor(
    readonly name: string,
    readonly kind: ColumnKind,
    /** Counts the bytes of text of all columns. */
    private readonly meter: TextMeter,
  ) {
    this.field = new Field(name, arrowTypes[kind](), true);
  }

  /** Writes a cell; false where it does not fit the column. */
  add(at: number, row: SheetRow, cell: number): boolean {
    const kind = row.kinds[cell];
    if (this.kind === "text") {
      this.addText(at, kind === cellKind.text ? (row.texts[cell] ?? "") : cellText(row, cell));
      return true;
    }
    if (kind === cellKind.error || (kind === cellKind.text && row.texts[cell] === "")) {
      const what = row.texts[cell] ?? "";
      this.nulled.set(what, (this.nulled.get(what) ?? 0) + 1);
      return true;
    }
    const number = row.numbers[cell] ?? 0;
    const micros = row.micros[cell] ?? 0;
    switch (this.kind) {
      case "bigint":
        if (kind !== cellKind.number) return false;
        if (micros === padding) this.padded++;
        if (Number.isSafeInteger(number)) this.setWhole(at, number);
        else if ((shapeOf(row, cell) & (seen.integer | seen.wide)) === 0) return false;
        else {
          this.begin(at);
          this.longs[at] = wholeNumber(number, row.texts[cell] ?? "");
        }
        return true;
      case "double":
        if (kind !== cellKind.number) return false;
        if (Math.abs(number) > Number.MAX_SAFE_INTEGER && !this.isExact(row, cell)) return false;
        this.begin(at);
        this.floats[at] = number;
        return true;
      case "boolean":
        if (kind !== cellKind.boolean) return false;
        this.begin(at);
        this.words[at] = number;
        return true;
      case "date":
        if (kind !== cellKind.date) return false;
        if (number === dayZero) this.dayZeros++;
        this.begin(at);
        this.words[at] = number;
        return true;
      case "timestamp":
        if (kind !== cellKind.date && kind !== cellKind.datetime) return false;
        if (number === dayZero) this.dayZeros++;
        this.setTimestamp(at, number, micros);
        return true;
      case "time":
        if (kind !== cellKind.time) return false;
        this.setWhole(at, micros);
        return true;
      case "interval":
        if (kind !== cellKind.time && kind !== cellKind.duration) return false;
        this.setInterval(at, number, micros);
        return true;
    }
  }

  /** The first `rows` rows as Arrow data, which shares this column's memory until the next write. */
  data(rows: number): Data {
    this.pad(rows);
    const { nulls, nullCount } = packed(this.valid, rows);
    const make = (values: Uint8Array | Int32Array | Float64Array | BigInt64Array, ends?: Int32Array) =>
      new Data(this.field.type, 0, rows, nullCount, [ends, values, nulls]);
    switch (this.kind) {
      case "text":
        return make(this.bytes.subarray(0, this.ends[rows]), this.ends.subarray(0, rows + 1));
      case "double":
        return make(this.floats.subarray(0, rows));
      case "boolean":
        return make(packed(this.words, rows).bits);
      case "date":
        return make(this.words.subarray(0, rows));
      case "interval":
        // As 64-bit words: apache-arrow counts three 32-bit words an interval, and would cut the fourth off.
        return make(this.longs.subarray(0, rows * 2));
      default:
        return make(this.longs.subarray(0, rows));
    }
  }

  /** Begins again with row 0, in the same memory. */
  clear(): void {
    this.valid.fill(0, 0, this.count);
    this.count = 0;
  }

  private isExact(row: SheetRow, cell: number): boolean {
    return (shapeOf(row, cell) & (seen.integer | seen.float)) !== 0;
  }

  private begin(at: number): void {
    if (at >= this.capacity) this.grow(at);
    if (this.count < at) this.pad(at);
    this.valid[at] = 1;
    this.count = at + 1;
  }

  private setWhole(at: number, value: number): void {
    this.begin(at);
    // Two halves cost less than a bigint.
    this.words[at * 2] = value | 0;
    this.words[at * 2 + 1] = Math.floor(value / 4_294_967_296);
  }

  private setTimestamp(at: number, days: number, micros: number): void {
    this.begin(at);
    // A day is 20 * 2^32 + 500,654,080 microseconds: so both halves stay exact without a bigint.
    const low = days * 500_654_080 + micros;
    const carry = Math.floor(low / 4_294_967_296);
    this.words[at * 2] = low - carry * 4_294_967_296;
    this.words[at * 2 + 1] = days * 20 + carry;
  }

  private setInterval(at: number, days: number, micros: number): void {
    this.begin(at);
    // Hours are kept as hours, but what nanoseconds of 64 bits cannot hold is kept as days.
    const isShort = Math.abs(days) < 100_000;
    this.words[at * 4] = 0;
    this.words[at * 4 + 1] = isShort ? 0 : days;
    this.longs[at * 2 + 1] = (BigInt(isShort ? days : 0) * BigInt(dayMicros) + BigInt(micros)) * 1000n;
  }

  private addText(at: number, text: string): void {
    this.begin(at);
    let from = this.ends[at] ?? 0;
    // UTF-8 takes at most three bytes for each unit of UTF-16.
    const most = text.length * 3;
    if (this.bytes.length - from < most) {
      const next = new Uint8Array(Math.max(1 << 14, this.bytes.length * 2, from + most));
      next.set(this.bytes.subarray(0, from));
      this.bytes = next;
    }
    if (text.length < 24 && isAscii(text)) {
      for (let index = 0; index < text.length; index++) this.bytes[from++] = text.charCodeAt(index);
    } else from += encoder.encodeInto(text, this.bytes.subarray(from)).written;
    this.meter.bytes += from - (this.ends[at] ?? 0);
    this.ends[at + 1] = from;
  }

  private pad(rows: number): void {
    if (rows > this.capacity) this.grow(rows - 1);
    if (this.kind === "text" && rows > this.count) {
      this.ends.fill(this.ends[this.count] ?? 0, this.count + 1, rows + 1);
    }
    this.count = Math.max(this.count, rows);
  }

  private grow(at: number): void {
    const capacity = Math.max(64, this.capacity * 2, at + 1);
    this.capacity = capacity;
    this.valid = grown(this.valid, new Uint8Array(capacity));
    if (this.kind === "double") this.floats = grown(this.floats, new Float64Array(capacity));
    else if (this.kind === "text") this.ends = grown(this.ends, new Int32Array(capacity + 1));
    else {
      const wordsEach =
        this.kind === "interval" ? 4 : this.kind === "boolean" || this.kind === "date" ? 1 : 2;
      this.words = grown(this.words, new Int32Array(capacity * wordsEach));
      if (wordsEach > 1) this.longs = new BigInt64Array(this.words.buffer);
    }
  }
}

const arrowTypes: Readonly<Record<ColumnKind, () => DataType>> = {
  bigint: () => new Int64(),
  double: () => new Float64(),
  boolean: () => new Bool(),
  date: () => new DateDay(),
  timestamp: () => new TimestampMicrosecond(),
  time: () => new TimeMicrosecond(),
  interval: () => new Interval(IntervalUnit.MONTH_DAY_NANO),
  text: () => new Utf8(),
};

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false;
  return true;
}

function grown<T extends Uint8Array | Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Values of 0 and 1 as bits. */
function packed(flags: Uint8Array | Int32Array, rows: number) {
  const bits = new Uint8Array((rows + 7) >> 3);
  let ones = 0;
  for (let row = 0; row < rows; row++) {
    const flag = flags[row] ?? 0;
    ones += flag;
    bits[row >> 3] = (bits[row >> 3] ?? 0) | (flag << (row & 7));
  }
  return { bits, nulls: ones === rows ? undefined : bits, nullCount: rows - ones };
}
