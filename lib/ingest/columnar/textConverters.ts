import { Binary, Data, type DataType, Utf8 } from "apache-arrow";
import type { ArrowType } from "./arrowField.ts";
import type { Column } from "./column.ts";
import { type Conversion, type Converter, TooLarge } from "./conversion.ts";
import { Malformed } from "./Malformed.ts";
import { isNull, type Nulls, nullsOf } from "./pickedValues.ts";
import { indexOf, type Rows } from "./rows.ts";
import { integerReader } from "./typedViews.ts";

/** Text and bytes of any length, whether they lie one after the other or are pointed at by views. */
export function textConverter(
  type: ArrowType & { kind: "text" | "bytes" },
  path: string,
  asBytes: boolean,
): Converter {
  const isText = type.kind === "text" && !asBytes;
  const out = isText ? new Utf8() : new Binary();
  return {
    type: out,
    convert(column, rows, run) {
      const nulls = nullsOf(column, rows, run);
      const packed = packedStretch(type, column, rows, run) ?? pack(spansOf(type, column), rows, nulls, run);
      if (isText && !isUtf8(packed.bytes, packed.ends))
        return run.widen(path, { kind: "bytes" }, out, rows.length);
      return variableData(out, rows.length, nulls, packed);
    },
  };
}

/** Text made of values one by one; called for none that is NULL. */
export function textMaker(textAt: (column: Column) => (at: number) => string): Converter {
  const type = new Utf8();
  return {
    type,
    convert(column, rows, run) {
      const textOf = textAt(column);
      const nulls = nullsOf(column, rows, run);
      const parts: Uint8Array[] = [];
      const ends = new Int32Array(rows.length + 1);
      let size = 0;
      for (let row = 0; row < rows.length; row++) {
        if (!isNull(nulls, row)) {
          const part = encoder.encode(textOf(indexOf(rows, row)));
          run.spend(part.length + 64);
          parts.push(part);
          size += part.length;
        }
        ends[row + 1] = size;
      }
      const bytes = new Uint8Array(size);
      let at = 0;
      for (const part of parts) {
        bytes.set(part, at);
        at += part.length;
      }
      return variableData(type, rows.length, nulls, { ends, bytes });
    },
  };
}

const encoder = new TextEncoder();

function variableData(type: DataType, length: number, nulls: Nulls, { ends, bytes }: Packed): Data {
  return new Data(type, 0, length, nulls.nullCount, [ends, bytes, nulls.nullBitmap]);
}

/** Where a value's bytes lie; answers are good until the next call. */
interface Spans {
  source: Uint8Array;
  from: number;
  length: number;
  find(at: number): void;
}

function spansOf(type: ArrowType & { kind: "text" | "bytes" }, column: Column): Spans {
  const [first = none, second = none] = column.buffers;
  if (type.offsets !== "view") {
    const place = integerReader(first, type.offsets);
    return {
      source: second,
      from: 0,
      length: 0,
      find(at) {
        this.from = place(at);
        this.length = place(at + 1) - this.from;
        if (this.from < 0 || this.length < 0 || this.from + this.length > second.length) {
          throw new Malformed(`value ${at + 1} lies outside of the ${second.length} bytes that there are`);
        }
      },
    };
  }
  const views = new DataView(first.buffer, first.byteOffset, first.byteLength);
  return {
    source: first,
    from: 0,
    length: 0,
    find(at) {
      this.length = views.getInt32(at * 16, true);
      this.source = first;
      this.from = at * 16 + 4;
      if (this.length < 0) throw new Malformed(`value ${at + 1} has a length of ${this.length}`);
      if (this.length <= 12) return;
      const data = column.data[views.getInt32(at * 16 + 8, true)];
      this.from = views.getInt32(at * 16 + 12, true);
      if (!data || this.from < 0 || this.from + this.length > data.length) {
        throw new Malformed(`value ${at + 1} lies outside of the buffers that there are`);
      }
      this.source = data;
    },
  };
}

interface Packed {
  ends: Int32Array;
  bytes: Uint8Array;
}

/** As `pack`, for a stretch whose bytes lie one after the other; null for any other rows. */
function packedStretch(
  { offsets }: ArrowType & { kind: "text" | "bytes" },
  column: Column,
  rows: Rows,
  run: Conversion,
): Packed | null {
  if (rows.at !== null || offsets === "view" || rows.length === 0) return null;
  const [first, second = none] = column.buffers;
  const place = integerReader(first, offsets);
  const start = place(rows.from);
  const end = place(rows.from + rows.length);
  if (start < 0 || end > second.length) {
    throw new Malformed(`values lie outside of the ${second.length} bytes that there are`);
  }
  if (end - start > 2 ** 31 - 1) throw new TooLarge();
  run.spend(end - start + rows.length * 4);
  const ends = new Int32Array(rows.length + 1);
  for (let row = 1; row <= rows.length; row++) {
    const to = place(rows.from + row) - start;
    if (to < (ends[row - 1] ?? 0)) throw new Malformed(`value ${rows.from + row} has a negative length`);
    ends[row] = to;
  }
  return { ends, bytes: second.subarray(start, end) };
}

/** The bytes of the rows meant, one after the other. */
function pack(spans: Spans, rows: Rows, nulls: Nulls, run: Conversion): Packed {
  const { length } = rows;
  run.spend(length * 4);
  const ends = new Int32Array(length + 1);
  let size = 0;
  for (let row = 0; row < length; row++) {
    if (!isNull(nulls, row)) {
      spans.find(indexOf(rows, row));
      size += spans.length;
      if (size > 2 ** 31 - 1) throw new TooLarge();
    }
    ends[row + 1] = size;
  }
  run.spend(size);
  const bytes = new Uint8Array(size);
  for (let row = 0; row < length; row++) {
    const from = ends[row] ?? 0;
    const to = ends[row + 1] ?? 0;
    if (to === from) continue;
    spans.find(indexOf(rows, row));
    copy(spans, bytes, from, to);
  }
  return { ends, bytes };
}

function copy({ source, from }: Spans, to: Uint8Array, start: number, end: number): void {
  // A call costs more than a few bytes do.
  if (end - start > 32) to.set(source.subarray(from, from + end - start), start);
  else for (let at = start; at < end; at++) to[at] = source[from + at - start] ?? 0;
}

const none = new Uint8Array(0);

/** Whether each value is UTF-8: all bytes together are, and no value begins in the middle of a character. */
function isUtf8(bytes: Uint8Array, ends: Int32Array): boolean {
  if (isAscii(bytes)) return true;
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    for (let at = 0; at < bytes.length; at += decodeBytes) {
      // A piece may end inside a character, which the next one goes on with.
      strict.decode(bytes.subarray(at, at + decodeBytes), { stream: at + decodeBytes < bytes.length });
    }
  } catch {
    return false;
  }
  return ends.every((end) => ((bytes[end] ?? 0) & 0xc0) !== 0x80);
}

const decodeBytes = 1 << 20;

function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] ?? 0) > 127) return false;
  return true;
}
