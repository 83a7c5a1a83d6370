import { Data, DataType, makeData } from "apache-arrow";
import { intervalData } from "./intervalData.ts";

/**
 * Arrow data of plain values; null and undefined are NULL. The values must be what the type holds:
 * boolean; number, or bigint for 64 bits, decimals (unscaled), times and timestamps (in the type's unit);
 * days for dates; string; Uint8Array; `[months, days, nanoseconds]` for intervals; an array for lists;
 * an object by field name for structs; an array of `{key, value}` for maps.
 */
export function dataOf(type: DataType, values: readonly unknown[]): Data {
  const length = values.length;
  const { nullBitmap, nullCount } = nullsOf(values);
  const base = { length, nullCount, nullBitmap };
  if (DataType.isBool(type)) {
    const bits = new Uint8Array((length + 7) >> 3);
    values.forEach((value, row) => {
      if (value) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
    });
    return makeData({ ...base, type, data: bits });
  }
  if (DataType.isUtf8(type) || DataType.isBinary(type)) {
    const { ends, bytes } = bytesOf(values);
    if (DataType.isUtf8(type)) return makeData({ ...base, type, valueOffsets: ends, data: bytes });
    return makeData({ ...base, type, valueOffsets: ends, data: bytes });
  }
  if (DataType.isList(type) || DataType.isMap(type)) {
    const ends = new Int32Array(length + 1);
    const items: unknown[] = [];
    values.forEach((value, row) => {
      if (Array.isArray(value)) for (const item of value) items.push(item);
      ends[row + 1] = items.length;
    });
    const childType = type.children[0]?.type;
    if (!childType) throw new Error(`${type} has no element type`);
    const child = dataOf(childType, items);
    if (DataType.isMap(type)) return makeData({ ...base, type, valueOffsets: ends, child });
    return makeData({ ...base, type, valueOffsets: ends, child });
  }
  if (DataType.isStruct(type)) {
    const children = type.children.map((field: { name: string; type: DataType }) =>
      dataOf(
        field.type,
        values.map((value) => (isRecord(value) ? value[field.name] : null)),
      ),
    );
    return makeData({ ...base, type, children });
  }
  return fixedWidth(type, values, base);
}

type Base = { length: number; nullCount: number; nullBitmap: Uint8Array | undefined };

function fixedWidth(type: DataType, values: readonly unknown[], base: Base): Data {
  if (DataType.isDecimal(type)) return makeData({ ...base, type, data: words128(values) });
  if (DataType.isFixedSizeBinary(type)) {
    const data = new Uint8Array(values.length * type.byteWidth);
    values.forEach((value, row) => {
      if (value instanceof Uint8Array) data.set(value.subarray(0, type.byteWidth), row * type.byteWidth);
    });
    return makeData({ ...base, type, data });
  }
  if (DataType.isInterval(type)) {
    const data = new Int32Array(values.length * 4);
    const nanoseconds = new BigInt64Array(data.buffer);
    values.forEach((value, row) => {
      if (!Array.isArray(value)) return;
      data[row * 4] = Number(value[0]);
      data[row * 4 + 1] = Number(value[1]);
      nanoseconds[row * 2 + 1] = BigInt(value[2]);
    });
    return intervalData(type, base.length, base, data);
  }
  // What is left is a number a value; the type knows the array that holds it.
  const data = new type.ArrayType(values.length);
  const isBig = data instanceof BigInt64Array || data instanceof BigUint64Array;
  values.forEach((value, row) => {
    if (value === null || value === undefined) return;
    data[row] = isBig ? toBigint(value) : Number(value);
  });
  return new Data(type, 0, base.length, base.nullCount, [undefined, data, base.nullBitmap]);
}

function toBigint(value: unknown): bigint {
  return typeof value === "bigint" ? value : BigInt(typeof value === "number" ? value : String(value));
}

/** Bigints as two's complement of 128 bits, little end first: decimals, and HUGEINT as bytes. */
export function words128(values: readonly unknown[]): Uint32Array {
  const data = new Uint32Array(values.length * 4);
  const halves = new BigUint64Array(data.buffer);
  values.forEach((value, row) => {
    if (typeof value !== "bigint") return;
    halves[row * 2] = BigInt.asUintN(64, value);
    halves[row * 2 + 1] = BigInt.asUintN(64, value >> 64n);
  });
  return data;
}

/** A validity bitmap of values, none where no value is NULL. */
export function nullsOf(values: readonly unknown[]): {
  nullBitmap: Uint8Array | undefined;
  nullCount: number;
} {
  let nullCount = 0;
  for (const value of values) if (value === null || value === undefined) nullCount++;
  if (nullCount === 0) return { nullBitmap: undefined, nullCount };
  const nullBitmap = new Uint8Array((values.length + 7) >> 3);
  values.forEach((value, row) => {
    if (value !== null && value !== undefined)
      nullBitmap[row >> 3] = (nullBitmap[row >> 3] ?? 0) | (1 << (row & 7));
  });
  return { nullBitmap, nullCount };
}

const encoder = new TextEncoder();

function bytesOf(values: readonly unknown[]): { ends: Int32Array; bytes: Uint8Array } {
  const parts = values.map((value) =>
    value instanceof Uint8Array ? value : typeof value === "string" ? encoder.encode(value) : null,
  );
  const ends = new Int32Array(values.length + 1);
  let total = 0;
  parts.forEach((part, row) => {
    total += part?.length ?? 0;
    if (total > 0x7fffffff) throw new Error("more than 2 GiB of text in one batch");
    ends[row + 1] = total;
  });
  const bytes = new Uint8Array(total);
  parts.forEach((part, row) => {
    if (part) bytes.set(part, ends[row]);
  });
  return { ends, bytes };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
