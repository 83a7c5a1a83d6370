import {
  type DuckDBArrayType,
  type DuckDBDecimalType,
  type DuckDBListType,
  type DuckDBMapType,
  type DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBUnionType,
  DuckDBVector,
  DuckDBStructType as StructType,
} from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import { type Data, type DataType, makeData } from "apache-arrow";
import { pickRows } from "./pickRows.ts";
import { decimalBytes, flatWidth } from "./typeMap.ts";

const encoder = new TextEncoder();

/**
 * The first `count` values of a vector of DuckDB as Arrow data of the type that `arrowTypeOf` gives. The bytes are copied:
 * a vector lives no longer than its chunk.
 */
export function readVector(vector: duckdb.Vector, type: DuckDBType, arrow: DataType, count: number): Data {
  const nullBitmap = bitmapOf(vector, count);
  const nullCount = nullBitmap ? count - countBits(nullBitmap, count) : 0;
  const of = { type: arrow, length: count, nullCount, nullBitmap } as const;
  const width = flatWidth(type);
  if (width !== null) return flatData(of, vector, width * count);
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return flatBits(of, duckdb.vector_get_data(vector, count));
    case DuckDBTypeId.VARCHAR:
    case DuckDBTypeId.BLOB:
      return textData(of, stringsOf(vector, count, nullBitmap));
    case DuckDBTypeId.DECIMAL:
      return bufferData(of, widened(vector, decimalBytes((type as DuckDBDecimalType).width), count));
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.MAP:
      return listData(of, vector, itemTypeOf(type), nullBitmap);
    case DuckDBTypeId.ARRAY: {
      const { length, valueType } = type as DuckDBArrayType;
      const child = duckdb.array_vector_get_child(vector);
      return withChildren(of, [readVector(child, valueType, childType(arrow, 0), count * length)]);
    }
    case DuckDBTypeId.STRUCT: {
      const { entryTypes } = type as DuckDBStructType;
      return withChildren(
        of,
        entryTypes.map((entry, at) =>
          readVector(duckdb.struct_vector_get_child(vector, at), entry, childType(arrow, at), count),
        ),
      );
    }
    case DuckDBTypeId.UNION:
      return unionData(of, vector, type as DuckDBUnionType);
    default: {
      const values = DuckDBVector.create(vector, count, type);
      const texts = Array.from({ length: count }, (_, row) => {
        const value = values.getItem(row);
        return value === null ? null : encoder.encode(String(value));
      });
      return textData(of, texts);
    }
  }
}

interface Made {
  readonly type: DataType;
  readonly length: number;
  readonly nullCount: number;
  readonly nullBitmap: Uint8Array | null;
}

// What Arrow's own types ask for differs by type; here it is only known at run time.
const made = makeData as unknown as (props: Record<string, unknown>) => Data;

function bufferData(of: Made, data: Uint8Array): Data {
  return made({ ...of, data });
}

function flatData(of: Made, vector: duckdb.Vector, bytes: number): Data {
  return bufferData(of, duckdb.vector_get_data(vector, bytes).slice());
}

function flatBits(of: Made, bytes: Uint8Array): Data {
  const bits = new Uint8Array(Math.ceil(of.length / 8));
  for (let row = 0; row < of.length; row++)
    if (bytes[row]) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  return bufferData(of, bits);
}

function withChildren(of: Made, children: readonly Data[]): Data {
  return made(
    children.length === 1 && "listSize" in of.type ? { ...of, child: children[0] } : { ...of, children },
  );
}

/** Null where no value is NULL. */
function bitmapOf(vector: duckdb.Vector, count: number): Uint8Array | null {
  const found = duckdb.vector_get_validity(vector, Math.ceil(count / 64) * 8);
  return found ? found.slice(0, Math.ceil(count / 8)) : null;
}

function isNull(bitmap: Uint8Array | null, row: number): boolean {
  return bitmap !== null && (((bitmap[row >> 3] ?? 0) >> (row & 7)) & 1) === 0;
}

function countBits(bitmap: Uint8Array, count: number): number {
  let set = 0;
  for (let row = 0; row < count; row++) set += ((bitmap[row >> 3] ?? 0) >> (row & 7)) & 1;
  return set;
}

/** Bytes of one text's entry in a vector, and how many of its bytes may stand in the entry itself. */
const entryBytes = 16;
const inlinedBytes = 12;

function stringsOf(vector: duckdb.Vector, count: number, nulls: Uint8Array | null): (Uint8Array | null)[] {
  const entries = duckdb.vector_get_data(vector, count * entryBytes);
  const view = new DataView(entries.buffer, entries.byteOffset, entries.byteLength);
  const texts: (Uint8Array | null)[] = new Array(count);
  for (let row = 0; row < count; row++) {
    if (isNull(nulls, row)) {
      texts[row] = null;
      continue;
    }
    const at = row * entryBytes;
    const bytes = view.getUint32(at, true);
    texts[row] =
      bytes <= inlinedBytes
        ? entries.subarray(at + 4, at + 4 + bytes)
        : duckdb.get_data_from_pointer(entries.buffer as ArrayBuffer, entries.byteOffset + at + 8, bytes);
  }
  return texts;
}

function textData(of: Made, texts: readonly (Uint8Array | null)[]): Data {
  const valueOffsets = new Int32Array(of.length + 1);
  let end = 0;
  texts.forEach((text, row) => {
    end += text?.byteLength ?? 0;
    valueOffsets[row + 1] = end;
  });
  const data = new Uint8Array(end);
  texts.forEach((text, row) => {
    if (text) data.set(text, valueOffsets[row] ?? 0);
  });
  return made({ ...of, valueOffsets, data });
}

/** Arrow keeps all decimals in sixteen bytes. */
function widened(vector: duckdb.Vector, bytes: 2 | 4 | 8 | 16, count: number): Uint8Array {
  const from = duckdb.vector_get_data(vector, bytes * count);
  if (bytes === 16) return from.slice();
  const view = new DataView(from.buffer, from.byteOffset, from.byteLength);
  const words = new BigInt64Array(count * 2);
  for (let row = 0; row < count; row++) {
    const value =
      bytes === 8
        ? view.getBigInt64(row * 8, true)
        : BigInt(bytes === 4 ? view.getInt32(row * 4, true) : view.getInt16(row * 2, true));
    words[row * 2] = value;
    words[row * 2 + 1] = value < 0n ? -1n : 0n;
  }
  return new Uint8Array(words.buffer);
}

/** A MAP is a list of its entries. */
function itemTypeOf(type: DuckDBType): DuckDBType {
  if (type.typeId === DuckDBTypeId.LIST) return (type as DuckDBListType).valueType;
  const { keyType, valueType } = type as DuckDBMapType;
  return new StructType(["key", "value"], [keyType, valueType]);
}

function listData(of: Made, vector: duckdb.Vector, itemType: DuckDBType, nulls: Uint8Array | null): Data {
  const entries = duckdb.vector_get_data(vector, of.length * 16);
  const view = new DataView(entries.buffer, entries.byteOffset, entries.byteLength);
  const size = duckdb.list_vector_get_size(vector);
  const all = readVector(duckdb.list_vector_get_child(vector), itemType, childType(of.type, 0), size);
  const valueOffsets = new Int32Array(of.length + 1);
  let end = 0;
  let isInOrder = true;
  const starts: number[] = [];
  for (let row = 0; row < of.length; row++) {
    const start = Number(view.getBigUint64(row * 16, true));
    const length = isNull(nulls, row) ? 0 : Number(view.getBigUint64(row * 16 + 8, true));
    starts.push(start);
    if (length > 0 && start !== end) isInOrder = false;
    end += length;
    valueOffsets[row + 1] = end;
  }
  if (isInOrder) return made({ ...of, valueOffsets, child: all.slice(0, end) });
  // A vector may hold items of other rows, or the same ones for several.
  const rows = starts.flatMap((start, row) => {
    const length = (valueOffsets[row + 1] ?? 0) - (valueOffsets[row] ?? 0);
    return Array.from({ length }, (_, at) => start + at);
  });
  return made({ ...of, valueOffsets, child: pickRows(all, rows) });
}

function unionData(of: Made, vector: duckdb.Vector, { memberTypes }: DuckDBUnionType): Data {
  // A union is a struct of its tag and its members.
  const tags = duckdb.vector_get_data(duckdb.struct_vector_get_child(vector, 0), of.length);
  const children = memberTypes.map((member, at) =>
    readVector(duckdb.struct_vector_get_child(vector, at + 1), member, childType(of.type, at), of.length),
  );
  return made({ type: of.type, length: of.length, nullCount: 0, typeIds: Int8Array.from(tags), children });
}

function childType(type: DataType, at: number): DataType {
  const field = type.children?.[at];
  if (!field) throw new Error(`Arrow's type ${type} has no part ${at}.`);
  return field.type;
}
