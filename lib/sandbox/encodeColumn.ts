import {
  Binary,
  Bool,
  type Data,
  type DataType,
  DateDay,
  Field,
  Float64,
  Int32,
  Int64,
  List,
  Map_,
  makeData,
  Struct,
  TimeMicrosecond,
  type Timestamp,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  Utf8,
} from "apache-arrow";
import { DuckTime, type DuckTimeType } from "./duckTime.ts";
import { plainText, toBytes } from "./plainText.ts";
import { type Shape, shapes } from "./shape.ts";
import { isBytes, listItems } from "./widenShape.ts";

/** Arrow's type of a shape's carrier. */
export function arrowType(shape: Shape): DataType {
  switch (shape.is) {
    case "boolean":
      return new Bool();
    case "integer":
      return new Int32();
    case "long":
    case "bigint":
      return new Int64();
    case "double":
      return new Float64();
    case "bytes":
      return new Binary();
    case "time":
      return timeType(shape.type);
    case "list":
      return new List(new Field("item", arrowType(shape.of), true));
    case "map":
      return new Map_(entriesField(shape.key, shape.value));
    case "struct":
      return shape.fields.size === 0 ? new Utf8() : structType(shape.fields);
    default:
      return new Utf8();
  }
}

/** A processor's own NaN has a sign, which DuckDB would print. */
function plainNaN(value: unknown): number {
  const number = Number(value);
  return Number.isNaN(number) ? Number.NaN : number;
}

/** Values that a shape holds as Arrow data of its carrier type. */
export function encodeColumn(values: ArrayLike<unknown>, shape: Shape): Data {
  const { length } = values;
  const { nullBitmap, nullCount } = validity(values);
  const common = { length, nullCount, nullBitmap };
  const numbers = <T extends Int32Array | Float64Array | BigInt64Array>(
    data: T,
    at: (value: unknown) => T[number],
  ): T => {
    for (let i = 0; i < length; i++) {
      const value = values[i];
      if (value !== null && value !== undefined) data[i] = at(value);
    }
    return data;
  };
  switch (shape.is) {
    case "integer":
      return makeData({ type: new Int32(), ...common, data: numbers(new Int32Array(length), Number) });
    case "double":
      return makeData({ type: new Float64(), ...common, data: numbers(new Float64Array(length), plainNaN) });
    case "long":
    case "bigint":
      return makeData({ type: new Int64(), ...common, data: numbers(new BigInt64Array(length), toBigInt) });
    case "boolean":
      return makeData({ type: new Bool(), ...common, data: bits(values, (value) => value === true) });
    case "time":
      return encodeTimes(values, shape.type, common);
    case "bytes":
      return makeData({ type: new Binary(), ...common, ...encodeBytes(values) });
    case "list":
    case "map":
      return encodeLists(values, shape, common);
    case "struct":
      if (shape.fields.size > 0) return encodeStructs(values, shape.fields, common);
      return makeData({ type: new Utf8(), ...common, ...encodeTexts(values) });
    default:
      return makeData({ type: new Utf8(), ...common, ...encodeTexts(values) });
  }
}

interface Common {
  length: number;
  nullCount: number;
  nullBitmap: Uint8Array | undefined;
}

function encodeTimes(values: ArrayLike<unknown>, type: DuckTimeType, common: Common): Data {
  if (type === "DATE") {
    const days = Int32Array.from(values, (value) => (value instanceof DuckTime ? Number(value.steps) : 0));
    return makeData({ type: new DateDay(), ...common, data: days });
  }
  const data = BigInt64Array.from({ length: values.length }, (_, i) => {
    const value = values[i];
    if (value instanceof Date) return BigInt(value.getTime()) * 1000n;
    return value instanceof DuckTime ? value.steps : 0n;
  });
  if (type === "TIME") return makeData({ type: new TimeMicrosecond(), ...common, data });
  return makeData({ type: timestampType(type), ...common, data });
}

function encodeLists(
  values: ArrayLike<unknown>,
  shape: Extract<Shape, { is: "list" | "map" }>,
  common: Common,
): Data {
  const valueOffsets = new Int32Array(values.length + 1);
  const items: unknown[] = [];
  const keys: unknown[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value instanceof Map && shape.is === "map") {
      for (const [key, item] of value) {
        keys.push(key);
        items.push(item);
      }
    } else if (typeof value === "object" && value !== null) {
      const list = listItems(value) ?? [];
      for (let at = 0; at < list.length; at++) items.push(list[at]);
    }
    valueOffsets[i + 1] = items.length;
  }
  if (shape.is === "list") {
    const type = new List(new Field("item", arrowType(shape.of), true));
    return makeData({ type, ...common, valueOffsets, child: encodeColumn(items, shape.of) });
  }
  const entries = entriesField(shape.key, shape.value);
  const children = [encodeColumn(keys, shape.key), encodeColumn(items, shape.value)];
  const child = makeData({ type: entries.type, length: items.length, nullCount: 0, children });
  return makeData({ type: new Map_(entries), ...common, valueOffsets, child });
}

function encodeStructs(values: ArrayLike<unknown>, fields: ReadonlyMap<string, Shape>, common: Common): Data {
  const children = [...fields].map(([name, field]) =>
    encodeColumn(
      Array.from(values, (value) => property(value, name)),
      field,
    ),
  );
  return makeData({ type: structType(fields), ...common, children });
}

/** An own property, so that a missing `toString` is missing. */
function property(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

const encoder = new TextEncoder();

function encodeTexts(values: ArrayLike<unknown>): { data: Uint8Array; valueOffsets: Int32Array } {
  const valueOffsets = new Int32Array(values.length + 1);
  let data = new Uint8Array(Math.max(64, values.length * 16));
  let at = 0;
  for (let i = 0; i < values.length; i++) {
    const text = plainText(values[i]);
    if (text !== null && text !== "") {
      const most = text.length * 3;
      if (at + most > data.length) data = grown(data, at + most);
      // Lone surrogates become U+FFFD: DuckDB's text is UTF-8.
      at += encoder.encodeInto(text, data.subarray(at)).written;
    }
    valueOffsets[i + 1] = at;
  }
  return { data: data.subarray(0, at), valueOffsets };
}

function encodeBytes(values: ArrayLike<unknown>): { data: Uint8Array; valueOffsets: Int32Array } {
  const parts = Array.from(values, (value) => (isBytes(value) ? toBytes(value) : new Uint8Array()));
  const valueOffsets = new Int32Array(parts.length + 1);
  parts.forEach((part, i) => {
    valueOffsets[i + 1] = (valueOffsets[i] ?? 0) + part.byteLength;
  });
  const data = new Uint8Array(valueOffsets[parts.length] ?? 0);
  parts.forEach((part, i) => {
    data.set(part, valueOffsets[i]);
  });
  return { data, valueOffsets };
}

function grown(data: Uint8Array<ArrayBuffer>, least: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(least, data.length * 2));
  larger.set(data);
  return larger;
}

function validity(values: ArrayLike<unknown>): { nullBitmap: Uint8Array | undefined; nullCount: number } {
  let nullCount = 0;
  for (let i = 0; i < values.length; i++) if (isMissing(values[i])) nullCount++;
  return { nullCount, nullBitmap: nullCount === 0 ? undefined : bits(values, (value) => !isMissing(value)) };
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined;
}

function bits(values: ArrayLike<unknown>, isSet: (value: unknown) => boolean): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(values.length / 8));
  for (let i = 0; i < values.length; i++)
    if (isSet(values[i])) bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (1 << (i & 7));
  return bytes;
}

function toBigInt(value: unknown): bigint {
  return typeof value === "bigint" ? value : BigInt(Number(value));
}

function structType(fields: ReadonlyMap<string, Shape>): Struct {
  return new Struct([...fields].map(([name, field]) => new Field(name, arrowType(field), true)));
}

function entriesField(key: Shape, value: Shape): Field<Struct> {
  // A Map whose keys were all missing would have no key type.
  const keyType = arrowType(key.is === "null" ? shapes.text : key);
  const parts = [new Field("key", keyType, false), new Field("value", arrowType(value), true)];
  return new Field("entries", new Struct(parts), false);
}

function timeType(type: DuckTimeType): DataType {
  if (type === "DATE") return new DateDay();
  return type === "TIME" ? new TimeMicrosecond() : timestampType(type);
}

function timestampType(type: Exclude<DuckTimeType, "DATE" | "TIME">): Timestamp {
  switch (type) {
    case "TIMESTAMP":
      return new TimestampMicrosecond();
    case "TIMESTAMP_S":
      return new TimestampSecond();
    case "TIMESTAMP_MS":
      return new TimestampMillisecond();
    case "TIMESTAMP_NS":
      return new TimestampNanosecond();
    case "TIMESTAMP WITH TIME ZONE":
      return new TimestampMicrosecond("UTC");
  }
}
