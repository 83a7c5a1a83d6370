import duckdb from "@duckdb/node-bindings";
import { type Data, DataType, type Field, Precision, TimeUnit } from "apache-arrow";
import { decimalBytes } from "./typeMap.ts";

/** Whether a row is NULL, beside what the data itself says: a row of a STRUCT that is NULL has no parts either. */
type Nulls = (row: number) => boolean;

const none: Nulls = () => false;

/**
 * Writes `count` rows of Arrow data from row `from` on into a vector of DuckDB, whose type is that which `duckTypeOf`
 * names for the field. Rows of the data count from its own offset.
 */
export function writeVector(
  vector: duckdb.Vector,
  field: Field,
  data: Data,
  from: number,
  count: number,
  outer: Nulls = none,
): void {
  const { type } = data;
  const isNull: Nulls = (row) => outer(row) || !isValid(data, from + row);
  writeNulls(vector, count, isNull, outer !== none || data.nullCount > 0 || DataType.isNull(type));
  if (DataType.isNull(type)) return;
  if (DataType.isDictionary(type)) {
    writeDictionary(vector, field, data, { from, count, outer });
    return;
  }
  if (DataType.isStruct(type)) {
    type.children.forEach((child: Field, at: number) => {
      const part = data.children[at];
      if (part)
        writeVector(
          duckdb.struct_vector_get_child(vector, at),
          child,
          part,
          data.offset + from,
          count,
          isNull,
        );
    });
    return;
  }
  if (DataType.isList(type) || DataType.isMap(type)) {
    writeList(vector, data, { from, count, isNull });
    return;
  }
  if (DataType.isFixedSizeList(type)) {
    const [child] = data.children;
    const [item] = type.children;
    const { listSize } = type;
    const isNullItem: Nulls = (at) => isNull(Math.floor(at / listSize));
    if (child && item)
      writeVector(
        duckdb.array_vector_get_child(vector),
        item,
        child,
        (data.offset + from) * listSize,
        count * listSize,
        isNullItem,
      );
    return;
  }
  if (
    DataType.isUtf8(type) ||
    DataType.isBinary(type) ||
    DataType.isLargeUtf8(type) ||
    DataType.isLargeBinary(type)
  ) {
    for (let row = 0; row < count; row++) {
      if (isNull(row)) continue;
      const [start, end] = [data.valueOffsets[from + row] ?? 0, data.valueOffsets[from + row + 1] ?? 0];
      duckdb.vector_assign_string_element_len(vector, row, data.values.subarray(Number(start), Number(end)));
    }
    return;
  }
  if (DataType.isFixedSizeBinary(type)) writeFixed(vector, field, data, { from, count, isNull });
  else copy(vector, flatBytes(data, from, count));
}

function isValid({ nullBitmap, nullCount, offset }: Data, row: number): boolean {
  if (nullCount === 0 || !nullBitmap || nullBitmap.length === 0) return true;
  const at = offset + row;
  return (((nullBitmap[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
}

function writeNulls(vector: duckdb.Vector, count: number, isNull: Nulls, mayBeNull: boolean): void {
  if (!mayBeNull) return;
  const bits = new Uint8Array(Math.ceil(count / 64) * 8);
  for (let row = 0; row < count; row++)
    if (!isNull(row)) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  if (bits.length === 0) return;
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, bits.buffer, 0, bits.length);
}

function copy(vector: duckdb.Vector, bytes: Uint8Array): void {
  if (bytes.byteLength === 0) return;
  duckdb.copy_data_to_vector(vector, 0, bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
}

function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** Values of a fixed width, as DuckDB keeps them. Typed arrays of Arrow's data begin at its offset. */
function flatBytes(data: Data, from: number, count: number): Uint8Array {
  const { type } = data;
  if (DataType.isBool(type)) {
    const bytes = new Uint8Array(count);
    for (let row = 0; row < count; row++) {
      const at = data.offset + from + row;
      bytes[row] = ((data.values[at >> 3] ?? 0) >> (at & 7)) & 1;
    }
    return bytes;
  }
  if (DataType.isDecimal(type)) return narrowed(data, decimalBytes(type.precision), from, count);
  const values = data.values.subarray(from, from + count);
  if (DataType.isFloat(type) && type.precision === Precision.HALF)
    throw new Error("Numbers of half precision cannot be inserted.");
  if (DataType.isDate(type) && values instanceof BigInt64Array)
    return bytesOf(Int32Array.from(values, (ms) => Number(ms / 86_400_000n)));
  if (DataType.isTime(type)) return bytesOf(BigInt64Array.from(values, micros(type.unit)));
  if (DataType.isTimestamp(type) && type.timezone)
    return bytesOf(BigInt64Array.from(values, micros(type.unit)));
  if (DataType.isInterval(type) || DataType.isDuration(type)) return intervals(data, from, count);
  return bytesOf(values);
}

/** DuckDB's TIME and TIMESTAMPTZ count microseconds. */
function micros(unit: TimeUnit): (value: number | bigint) => bigint {
  switch (unit) {
    case TimeUnit.SECOND:
      return (value) => BigInt(value) * 1_000_000n;
    case TimeUnit.MILLISECOND:
      return (value) => BigInt(value) * 1000n;
    case TimeUnit.MICROSECOND:
      return (value) => BigInt(value);
    default:
      return (value) => BigInt(value) / 1000n;
  }
}

/** Sixteen bytes a value in Arrow; in DuckDB as many as its digits need. */
function narrowed(data: Data, bytes: 2 | 4 | 8 | 16, from: number, count: number): Uint8Array {
  const all = bytesOf(data.values);
  const start = from * 16;
  if (bytes === 16) return all.subarray(start, start + count * 16);
  const narrow = new Uint8Array(count * bytes);
  for (let row = 0; row < count; row++)
    narrow.set(all.subarray(start + row * 16, start + row * 16 + bytes), row * bytes);
  return narrow;
}

/** DuckDB's INTERVAL: months and days of four bytes, microseconds of eight. */
function intervals(data: Data, from: number, count: number): Uint8Array {
  const made = new Uint8Array(count * 16);
  const to = new DataView(made.buffer);
  const bytes = bytesOf(data.values);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { type } = data;
  for (let row = 0; row < count; row++) {
    const at = row * 16;
    if (DataType.isDuration(type)) {
      to.setBigInt64(at + 8, micros(type.unit)(view.getBigInt64((from + row) * 8, true)), true);
    } else if (bytes.byteLength >= data.length * 16) {
      to.setInt32(at, view.getInt32((from + row) * 16, true), true);
      to.setInt32(at + 4, view.getInt32((from + row) * 16 + 4, true), true);
      to.setBigInt64(at + 8, view.getBigInt64((from + row) * 16 + 8, true) / 1000n, true);
    } else throw new Error("Intervals of this kind cannot be inserted.");
  }
  return made;
}

interface Rows {
  from: number;
  count: number;
  isNull: Nulls;
}

function writeFixed(vector: duckdb.Vector, field: Field, data: Data, { from, count, isNull }: Rows): void {
  const byteWidth = DataType.isFixedSizeBinary(data.type) ? data.type.byteWidth : 0;
  const extension = field.metadata.get("ARROW:extension:name");
  const at = (row: number) => data.values.subarray((from + row) * byteWidth, (from + row + 1) * byteWidth);
  if (extension === "arrow.uuid") {
    // DuckDB keeps a UUID as a number whose first bit is the other one, so that numbers sort as texts do.
    const bytes = new Uint8Array(count * 16);
    for (let row = 0; row < count; row++) bytes.set(at(row).slice().reverse(), row * 16);
    for (let row = 0; row < count; row++) bytes[row * 16 + 15] = (bytes[row * 16 + 15] ?? 0) ^ 0x80;
    copy(vector, bytes);
  } else if (extension === "arrow.opaque") {
    copy(vector, data.values.subarray(from * 16, (from + count) * 16));
  } else {
    for (let row = 0; row < count; row++)
      if (!isNull(row)) duckdb.vector_assign_string_element_len(vector, row, at(row));
  }
}

function writeList(vector: duckdb.Vector, data: Data, { from, count, isNull }: Rows): void {
  const [child] = data.children;
  const [item] = data.type.children;
  const offset = (row: number) => Number(data.valueOffsets[from + row] ?? 0);
  const first = offset(0);
  const size = offset(count) - first;
  const entries = new BigUint64Array(count * 2);
  for (let row = 0; row < count; row++) {
    entries[row * 2] = BigInt(offset(row) - first);
    entries[row * 2 + 1] = isNull(row) ? 0n : BigInt(offset(row + 1) - offset(row));
  }
  duckdb.list_vector_reserve(vector, size);
  duckdb.list_vector_set_size(vector, size);
  copy(vector, bytesOf(entries));
  if (child && item && size > 0) writeVector(duckdb.list_vector_get_child(vector), item, child, first, size);
}

/** Each value where its key stands. */
function writeDictionary(
  vector: duckdb.Vector,
  field: Field,
  data: Data,
  { from, count, outer }: { from: number; count: number; outer: Nulls },
): void {
  const keys = data.values.subarray(from, from + count);
  const chunks = data.dictionary?.data ?? [];
  for (let row = 0; row < count; row++) {
    if (outer(row) || !isValid(data, from + row)) continue;
    let key = Number(keys[row]);
    const chunk = chunks.find((one: Data) => {
      if (key < one.length) return true;
      key -= one.length;
      return false;
    });
    if (!chunk || !isText(chunk.type)) throw new Error(`The dictionary of ${field.name} holds no texts.`);
    const [start, end] = [chunk.valueOffsets[key] ?? 0, chunk.valueOffsets[key + 1] ?? 0];
    duckdb.vector_assign_string_element_len(vector, row, chunk.values.subarray(Number(start), Number(end)));
  }
}

function isText(type: DataType): boolean {
  return DataType.isUtf8(type) || DataType.isBinary(type);
}
