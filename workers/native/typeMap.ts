import {
  type DuckDBArrayType,
  type DuckDBDecimalType,
  type DuckDBListType,
  type DuckDBMapType,
  type DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBUnionType,
} from "@duckdb/node-api";
import {
  Binary,
  Bool,
  type DataType,
  DateDay,
  Decimal,
  Field,
  FixedSizeBinary,
  FixedSizeList,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  List,
  Map_,
  SparseUnion,
  Struct,
  TimeMicrosecond,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
} from "apache-arrow";

/** How values of a type travel: Arrow's type, and the bytes of one value in DuckDB's vector where Arrow's are the same. */
interface FlatType {
  arrow: () => DataType;
  width: number;
}

const flat = (width: number, arrow: () => DataType): FlatType => ({ width, arrow });

/** Types whose values lie in DuckDB's vectors as they lie in Arrow's buffers. */
const flatTypes: ReadonlyMap<DuckDBTypeId, FlatType> = new Map([
  [DuckDBTypeId.TINYINT, flat(1, () => new Int8())],
  [DuckDBTypeId.SMALLINT, flat(2, () => new Int16())],
  [DuckDBTypeId.INTEGER, flat(4, () => new Int32())],
  [DuckDBTypeId.BIGINT, flat(8, () => new Int64())],
  [DuckDBTypeId.UTINYINT, flat(1, () => new Uint8())],
  [DuckDBTypeId.USMALLINT, flat(2, () => new Uint16())],
  [DuckDBTypeId.UINTEGER, flat(4, () => new Uint32())],
  [DuckDBTypeId.UBIGINT, flat(8, () => new Uint64())],
  [DuckDBTypeId.FLOAT, flat(4, () => new Float32())],
  [DuckDBTypeId.DOUBLE, flat(8, () => new Float64())],
  [DuckDBTypeId.DATE, flat(4, () => new DateDay())],
  [DuckDBTypeId.TIME, flat(8, () => new TimeMicrosecond())],
  [DuckDBTypeId.TIMESTAMP, flat(8, () => new TimestampMicrosecond())],
  [DuckDBTypeId.TIMESTAMP_TZ, flat(8, () => new TimestampMicrosecond("UTC"))],
  [DuckDBTypeId.TIMESTAMP_S, flat(8, () => new TimestampSecond())],
  [DuckDBTypeId.TIMESTAMP_MS, flat(8, () => new TimestampMillisecond())],
  [DuckDBTypeId.TIMESTAMP_NS, flat(8, () => new TimestampNanosecond())],
  // As DuckDB-WASM gives it: sixteen bytes, the lowest first.
  [DuckDBTypeId.HUGEINT, flat(16, () => new FixedSizeBinary(16))],
]);

/** The bytes of a value where Arrow's buffer is DuckDB's; null for all other types. */
export function flatWidth(type: DuckDBType): number | null {
  return flatTypes.get(type.typeId)?.width ?? null;
}

/** Bytes of a DECIMAL's value in a vector of DuckDB, by its digits. */
export function decimalBytes(width: number): 2 | 4 | 8 | 16 {
  return width <= 4 ? 2 : width <= 9 ? 4 : width <= 18 ? 8 : 16;
}

/** Arrow's type for values of a DuckDB type; text, as DuckDB's driver prints it, for what Arrow has no plain type for. */
export function arrowTypeOf(type: DuckDBType): DataType {
  const found = flatTypes.get(type.typeId);
  if (found) return found.arrow();
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return new Bool();
    case DuckDBTypeId.BLOB:
      return new Binary();
    case DuckDBTypeId.DECIMAL: {
      const { scale, width } = type as DuckDBDecimalType;
      return new Decimal(scale, width, 128);
    }
    case DuckDBTypeId.LIST:
      return new List(fieldOf("item", (type as DuckDBListType).valueType));
    case DuckDBTypeId.ARRAY: {
      const { length, valueType } = type as DuckDBArrayType;
      return new FixedSizeList(length, fieldOf("item", valueType));
    }
    case DuckDBTypeId.STRUCT: {
      const { entryNames, entryTypes } = type as DuckDBStructType;
      return new Struct(entryTypes.map((entry, at) => fieldOf(entryNames[at] ?? "", entry)));
    }
    case DuckDBTypeId.MAP: {
      const { keyType, valueType } = type as DuckDBMapType;
      const entries = new Struct<{ key: DataType; value: DataType }>([
        new Field("key", arrowTypeOf(keyType), false),
        fieldOf("value", valueType),
      ]);
      return new Map_(new Field("entries", entries, false));
    }
    case DuckDBTypeId.UNION: {
      const { memberTags, memberTypes } = type as DuckDBUnionType;
      return new SparseUnion(
        memberTypes.map((_, at) => at),
        memberTypes.map((member, at) => fieldOf(memberTags[at] ?? "", member)),
      );
    }
    default:
      return new Utf8();
  }
}

/** The field of a column or a part of one; of HUGEINT with what DuckDB says of it in Arrow. */
export function fieldOf(name: string, type: DuckDBType): Field {
  const isHuge = type.typeId === DuckDBTypeId.HUGEINT;
  return new Field(name, arrowTypeOf(type), true, isHuge ? new Map(hugeMarks) : null);
}

const hugeMarks = [
  ["ARROW:extension:name", "arrow.opaque"],
  ["ARROW:extension:metadata", JSON.stringify({ type_name: "hugeint", vendor_name: "DuckDB" })],
] as const;
