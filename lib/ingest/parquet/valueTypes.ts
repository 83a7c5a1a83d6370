import {
  Binary,
  Bool,
  type DataType,
  DateDay,
  Decimal,
  Field,
  FixedSizeBinary,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  Interval,
  IntervalUnit,
  List,
  Map_,
  Struct,
  TimeMicrosecond,
  TimestampMicrosecond,
  TimestampNanosecond,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
} from "apache-arrow";
import type { SchemaElement, SchemaTree } from "hyparquet";
import { decimalText } from "../arrow/decimalText.ts";
import { halfFloat } from "../arrow/halfFloat.ts";

/** The Arrow field of a Parquet column, and how a physical value becomes what `dataOf` takes. */
export interface ValueType {
  field: Field;
  value: (raw: unknown) => unknown;
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** The type of a column read by hyparquet with all annotations but LIST taken off (see `rawSchema`). */
export function valueTypeOf(node: SchemaTree): ValueType {
  const { element, children } = node;
  const single = children.length === 0 ? leafType(element) : groupType(node);
  if (element.repetition_type !== "REPEATED") return single;
  // A repeated column is never NULL: hyparquet has null for none.
  const list = listOf(element.name, single);
  return { field: list.field, value: (raw) => list.value(raw ?? []) };
}

/** The schema with only LIST annotations left, so that hyparquet hands out values as they are stored. */
export function rawSchema(schema: readonly SchemaElement[]): SchemaElement[] {
  return schema.map((element) => {
    const { converted_type: converted, logical_type: logical, ...raw } = element;
    if (converted === "LIST") return { ...raw, converted_type: converted };
    if (logical?.type === "LIST") return { ...raw, converted_type: "LIST" };
    return raw;
  });
}

function groupType(node: SchemaTree): ValueType {
  const { element, children } = node;
  const [only] = children;
  const isList = element.converted_type === "LIST" || element.logical_type?.type === "LIST";
  const isMap =
    element.converted_type === "MAP" ||
    element.converted_type === "MAP_KEY_VALUE" ||
    element.logical_type?.type === "MAP";
  if (isList && only?.element.repetition_type === "REPEATED") return listType(element, only);
  if (isMap && only?.children.length === 2 && only.element.repetition_type === "REPEATED") {
    const [key, value] = only.children.map((child) => valueTypeOf(child));
    if (key && value) return mapOf(element.name, only.element.name, key, value);
  }
  const fields = children.map((child) => valueTypeOf(child));
  const names = children.map((child) => child.element.name);
  return {
    field: nullable(
      element.name,
      new Struct(
        fields.map((child, index) => nullable(names[index] || "tag", child.field.type, child.field.metadata)),
      ),
    ),
    value: (raw) => {
      if (!isRecord(raw)) return null;
      return Object.fromEntries(
        fields.map((child, index) => [names[index] || "tag", child.value(raw[names[index] ?? ""])]),
      );
    },
  };
}

/**
 * Lists of three levels, and of two, as older writers make them. hyparquet hands out both as arrays,
 * but where the repeated group is a struct: then as a struct of that one array.
 */
function listType(element: SchemaElement, repeated: SchemaTree): ValueType {
  const [item] = repeated.children;
  if (repeated.children.length > 1) {
    const inner = valueTypeOf(repeated);
    return {
      field: nullable(element.name, inner.field.type),
      value: (raw) => (isRecord(raw) ? inner.value(raw[repeated.element.name]) : null),
    };
  }
  const ofItem = !item
    ? leafType(repeated.element)
    : item.element.repetition_type === "REPEATED"
      ? groupType(repeated)
      : valueTypeOf(item);
  const list = listOf(element.name, ofItem);
  // A list that must be there is never NULL: hyparquet has null for none.
  if (element.repetition_type !== "REQUIRED") return list;
  return { field: list.field, value: (raw) => list.value(raw ?? []) };
}

function listOf(name: string, item: ValueType): ValueType {
  return {
    field: nullable(name, new List(nullable("item", item.field.type, item.field.metadata))),
    value: (raw) => (raw === null || raw === undefined ? null : Array.from(asList(raw), item.value)),
  };
}

function mapOf(name: string, group: string, key: ValueType, value: ValueType): ValueType {
  const entries = new Struct([new Field("key", key.field.type, false), nullable("value", value.field.type)]);
  return {
    field: nullable(name, new Map_(new Field("entries", entries, false))),
    value: (raw) => {
      if (!isRecord(raw)) return null;
      const pairs = Array.from(asList(raw[group] ?? []));
      return pairs
        .filter(isRecord)
        .map((pair) => ({ key: key.value(pair.key), value: value.value(pair.value) }));
    },
  };
}

function leafType(element: SchemaElement): ValueType {
  const { name, type, converted_type: converted, logical_type: logical, type_length: width = 0 } = element;
  const as = (
    arrow: DataType,
    value: (raw: unknown) => unknown = same,
    metadata?: Map<string, string>,
  ): ValueType => ({
    field: nullable(name, arrow, metadata),
    value: (raw) => (raw === null || raw === undefined ? null : value(raw)),
  });
  const text = () => as(new Utf8(), (raw) => (raw instanceof Uint8Array ? utf8.decode(raw) : String(raw)));
  if (converted === "DECIMAL" || logical?.type === "DECIMAL") return decimalType(element, as);
  if (type === "INT96") return as(new TimestampMicrosecond(), (raw) => floorDiv(toBig(raw), 1000n));
  if (converted === "DATE" || logical?.type === "DATE") return as(new DateDay());
  if (logical?.type === "TIMESTAMP" || converted === "TIMESTAMP_MILLIS" || converted === "TIMESTAMP_MICROS") {
    const unit =
      logical?.type === "TIMESTAMP" ? logical.unit : converted === "TIMESTAMP_MILLIS" ? "MILLIS" : "MICROS";
    if (unit === "NANOS") return as(new TimestampNanosecond());
    return as(new TimestampMicrosecond(), (raw) => toBig(raw) * (unit === "MILLIS" ? 1000n : 1n));
  }
  if (logical?.type === "TIME" || converted === "TIME_MILLIS" || converted === "TIME_MICROS") {
    const unit = logical?.type === "TIME" ? logical.unit : converted === "TIME_MILLIS" ? "MILLIS" : "MICROS";
    return as(new TimeMicrosecond(), (raw) => {
      const value = toBig(raw);
      return unit === "NANOS" ? value / 1000n : unit === "MILLIS" ? value * 1000n : value;
    });
  }
  if (converted === "INTERVAL") return as(new Interval(IntervalUnit.MONTH_DAY_NANO), intervalOf);
  if (logical?.type === "UUID") {
    return as(
      new FixedSizeBinary(16),
      same,
      new Map([
        ["ARROW:extension:name", "arrow.uuid"],
        ["ARROW:extension:metadata", ""],
      ]),
    );
  }
  if (logical?.type === "FLOAT16") {
    return as(new Float32(), (raw) =>
      raw instanceof Uint8Array ? halfFloat((raw[0] ?? 0) | ((raw[1] ?? 0) << 8)) : null,
    );
  }
  if (converted === "UTF8" || converted === "ENUM" || converted === "JSON") return text();
  if (logical?.type === "STRING" || logical?.type === "ENUM" || logical?.type === "JSON") return text();
  switch (type) {
    case "BOOLEAN":
      return as(new Bool());
    case "INT32":
    case "INT64":
      return as(intType(element));
    case "FLOAT":
      return as(new Float32());
    case "DOUBLE":
      return as(new Float64());
    default:
      return as(width > 0 ? new FixedSizeBinary(width) : new Binary());
  }
}

function intType({ type, converted_type: converted, logical_type: logical }: SchemaElement): DataType {
  const wide = type === "INT64" ? 64 : 32;
  const width =
    logical?.type === "INTEGER" ? logical.bitWidth : Number(/_(\d+)$/.exec(converted ?? "")?.[1] ?? wide);
  const signed = logical?.type === "INTEGER" ? logical.isSigned : !converted?.startsWith("UINT");
  if (width === 8) return signed ? new Int8() : new Uint8();
  if (width === 16) return signed ? new Int16() : new Uint16();
  if (width === 64) return signed ? new Int64() : new Uint64();
  return signed ? new Int32() : new Uint32();
}

function decimalType(
  { precision = 0, scale = 0, logical_type: logical }: SchemaElement,
  as: (arrow: DataType, value: (raw: unknown) => unknown) => ValueType,
): ValueType {
  const digits = logical?.type === "DECIMAL" ? logical.precision : precision;
  const places = logical?.type === "DECIMAL" ? logical.scale : scale;
  if (digits <= 38) return as(new Decimal(places, digits), unscaled);
  return as(new Utf8(), (raw) => decimalText(unscaled(raw), places));
}

/** Big-endian two's complement, or a plain integer. */
function unscaled(raw: unknown): bigint {
  if (!(raw instanceof Uint8Array)) return toBig(raw);
  let value = raw.length > 0 && (raw[0] ?? 0) > 127 ? -1n : 0n;
  for (const byte of raw) value = (value << 8n) | BigInt(byte);
  return value;
}

/** Three little-endian numbers of 32 bits: months, days, milliseconds. */
function intervalOf(raw: unknown): unknown {
  if (!(raw instanceof Uint8Array) || raw.length !== 12) return null;
  const view = new DataView(raw.buffer, raw.byteOffset, 12);
  return [view.getInt32(0, true), view.getInt32(4, true), BigInt(view.getUint32(8, true)) * 1_000_000n];
}

function nullable(name: string, type: DataType, metadata?: Map<string, string>): Field {
  return new Field(name === "" ? "tag" : name, type, true, metadata);
}

function asList(raw: unknown): ArrayLike<unknown> {
  return Array.isArray(raw) || ArrayBuffer.isView(raw) ? Object(raw) : [];
}

function toBig(raw: unknown): bigint {
  return typeof raw === "bigint" ? raw : BigInt(typeof raw === "number" ? raw : String(raw));
}

function floorDiv(value: bigint, by: bigint): bigint {
  return value / by - (value % by < 0n ? 1n : 0n);
}

function same(raw: unknown): unknown {
  return raw;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
