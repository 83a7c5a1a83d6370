import {
  Data,
  DataType,
  Field,
  Float32,
  type Schema,
  Struct,
  TimestampMicrosecond,
  TimestampNanosecond,
  TimeUnit,
  Utf8,
} from "apache-arrow";
import { halfFloat } from "../arrow/halfFloat.ts";
import type { ParquetLeaf } from "./parquetLeaves.ts";

/** What must be done to a column of parquet-wasm's batches so that DuckDB takes it as native read_parquet would. */
export interface ColumnRewrite {
  field: Field;
  /** null where the buffers are right as they are. */
  data: ((data: Data) => Data) | null;
}

/**
 * How each column is rewritten, with the Parquet leaves in file order; null where the schema holds a type that only the
 * other reader gets right (intervals, which arrow-rs misreads, views, unions, decimals past 38 digits).
 * `micros` are the leaves whose INT96 times fit microseconds.
 */
export function rewritesOf(
  schema: Schema,
  leaves: readonly ParquetLeaf[],
  micros: ReadonlySet<number>,
): ColumnRewrite[] | null {
  let leaf = 0;
  const visit = (field: Field, inMap: "entries" | "pair" | null = null): ColumnRewrite | null => {
    const { type } = field;
    const name = field.name === "" ? "tag" : field.name;
    const as = (newType: DataType, data: ((data: Data) => Data) | null, metadata?: Map<string, string>) => ({
      // Arrow wants a map's entries and keys without NULLs, as the file has them.
      field: new Field(name, newType, inMap ? field.nullable : true, metadata),
      data,
    });
    if (
      DataType.isStruct(type) ||
      DataType.isList(type) ||
      DataType.isFixedSizeList(type) ||
      DataType.isMap(type)
    ) {
      const within = DataType.isMap(type) ? "entries" : inMap === "entries" ? "pair" : null;
      const children = type.children.map((child: Field) => visit(child, within));
      const known = children.filter((child): child is ColumnRewrite => child !== null);
      if (known.length < children.length) return null;
      const newType = withChildren(
        type,
        known.map((child) => child.field),
      );
      const touched = known.some((child) => child.data !== null);
      return as(newType, (data) => withData(data, newType, touched ? known : null));
    }
    const index = leaf++;
    const kind = leaves[index]?.kind;
    if (kind === "interval") return null;
    if (DataType.isTimestamp(type)) {
      if (type.unit === TimeUnit.NANOSECOND && !micros.has(index)) {
        return type.timezone
          ? as(new TimestampNanosecond(), retyped(new TimestampNanosecond()))
          : as(type, null);
      }
      const micro = new TimestampMicrosecond();
      if (type.unit === TimeUnit.MICROSECOND)
        return type.timezone ? as(micro, retyped(micro)) : as(type, null);
      return as(micro, (data) => scaled(data, micro, type.unit));
    }
    if (DataType.isFloat(type) && type.ArrayType === Uint16Array) return as(new Float32(), halfToSingle);
    if (DataType.isFixedSizeBinary(type) && kind === "uuid") {
      return as(
        type,
        null,
        new Map([
          ["ARROW:extension:name", "arrow.uuid"],
          ["ARROW:extension:metadata", ""],
        ]),
      );
    }
    if (DataType.isBinary(type) && kind === "text") return as(new Utf8(), retyped(new Utf8()));
    return isTaken(type) ? as(type, null) : null;
  };
  const rewrites = schema.fields.map((field) => visit(field));
  const known = rewrites.filter((rewrite): rewrite is ColumnRewrite => rewrite !== null);
  return known.length === rewrites.length && leaf === leaves.length ? known : null;
}

function isTaken(type: DataType): boolean {
  if (DataType.isDecimal(type)) return type.bitWidth === 128 && type.precision <= 38;
  if (DataType.isDictionary(type)) return DataType.isUtf8(type.dictionary);
  return (
    DataType.isBool(type) ||
    DataType.isInt(type) ||
    DataType.isFloat(type) ||
    DataType.isUtf8(type) ||
    DataType.isLargeUtf8(type) ||
    DataType.isBinary(type) ||
    DataType.isLargeBinary(type) ||
    DataType.isFixedSizeBinary(type) ||
    DataType.isDate(type) ||
    DataType.isTime(type) ||
    DataType.isNull(type)
  );
}

function withChildren(type: DataType, fields: Field[]): DataType {
  if (DataType.isStruct(type)) return new Struct(fields);
  const copy: DataType = Object.assign(Object.create(Object.getPrototypeOf(type)), type, {
    children: fields,
  });
  return copy;
}

function withData(data: Data, type: DataType, children: ColumnRewrite[] | null): Data {
  const kids = data.children.map((child, index) => {
    const rewrite = children?.[index];
    return rewrite?.data ? rewrite.data(child) : child;
  });
  return new Data(type, data.offset, data.length, data.nullCount, data, kids);
}

function retyped(type: DataType): (data: Data) => Data {
  return (data) => new Data(type, data.offset, data.length, data.nullCount, data);
}

/** Seconds, milliseconds or nanoseconds as microseconds. */
function scaled(data: Data, type: DataType, unit: TimeUnit): Data {
  const from: BigInt64Array = data.values;
  const to = new BigInt64Array(data.length);
  const factor = unit === TimeUnit.SECOND ? 1_000_000n : 1000n;
  const isNano = unit === TimeUnit.NANOSECOND;
  for (let row = 0; row < to.length; row++) {
    const value = from[row] ?? 0n;
    to[row] = isNano ? value / factor : value * factor;
  }
  return new Data(type, 0, data.length, data.nullCount, [undefined, to, data.nullBitmap]);
}

function halfToSingle(data: Data): Data {
  const from: Uint16Array = data.values;
  const to = new Float32Array(data.length);
  for (let row = 0; row < to.length; row++) to[row] = halfFloat(from[row] ?? 0);
  return new Data(new Float32(), 0, data.length, data.nullCount, [undefined, to, data.nullBitmap]);
}
