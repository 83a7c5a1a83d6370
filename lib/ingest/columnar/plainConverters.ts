import {
  Bool,
  Data,
  type DataType,
  FixedSizeBinary,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
} from "apache-arrow";
import { halfFloat } from "../arrow/halfFloat.ts";
import type { ArrowType } from "./arrowField.ts";
import type { Converter } from "./conversion.ts";
import { nullsOf, pickedBytes } from "./pickedValues.ts";

/** Integers keep their width and sign. */
export function intConverter({ bits, signed }: ArrowType & { kind: "int" }): Converter {
  const type = signed
    ? { 8: new Int8(), 16: new Int16(), 32: new Int32(), 64: new Int64() }[bits]
    : { 8: new Uint8(), 16: new Uint16(), 32: new Uint32(), 64: new Uint64() }[bits];
  return numbers(type, bits / 8, (buffer) => new type.ArrayType(buffer));
}

/** Floats of 16 bits become those of 32, which hold them all. */
export function floatConverter({ bits }: ArrowType & { kind: "float" }): Converter {
  if (bits === 64) return numbers(new Float64(), 8, (buffer) => new Float64Array(buffer));
  if (bits === 32) return numbers(new Float32(), 4, (buffer) => new Float32Array(buffer));
  return numbers(new Float32(), 2, (buffer) => Float32Array.from(new Uint16Array(buffer), halfFloat));
}

/** Truth values of a bit each, or of a byte each where `isByte`. */
export function boolConverter(isByte: boolean): Converter {
  const type = new Bool();
  return {
    type,
    convert(column, rows, run) {
      const nulls = nullsOf(column, rows, run);
      run.spend(rows.length >> 3);
      const bits = new Uint8Array((rows.length + 7) >> 3);
      const source = column.buffers[0] ?? bits;
      for (let row = 0; row < rows.length; row++) {
        const at = rows.at === null ? rows.from + row : (rows.at[row] ?? -1);
        if (at < 0) continue;
        const isTrue = isByte ? source[at] !== 0 : (((source[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
        if (isTrue) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
      }
      return new Data(type, 0, rows.length, nulls.nullCount, [undefined, bits, nulls.nullBitmap]);
    },
  };
}

/** A column without values, as DuckDB itself takes the null type. */
export function nullConverter(): Converter {
  const type = new Int32();
  return {
    type,
    convert(_, rows, run) {
      run.spend(rows.length * 4);
      const { length } = rows;
      return new Data(type, 0, length, length, [
        undefined,
        new Int32Array(length),
        new Uint8Array((length + 7) >> 3),
      ]);
    },
  };
}

/** Bytes of one width, with the mark by which DuckDB knows a type that has no Arrow type of its own. */
export function fixedBytesConverter(width: number, metadata?: Map<string, string>): Converter {
  return { ...numbers(new FixedSizeBinary(width), width, (buffer) => new Uint8Array(buffer)), metadata };
}

type Values = Data["values"];

function numbers(type: DataType, width: number, values: (buffer: ArrayBuffer) => Values): Converter {
  return {
    type,
    convert(column, rows, run) {
      const { nullCount, nullBitmap } = nullsOf(column, rows, run);
      const bytes = pickedBytes(column, rows, width, run);
      return new Data(type, 0, rows.length, nullCount, [undefined, values(bytes.buffer), nullBitmap]);
    },
  };
}
