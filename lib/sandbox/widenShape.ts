import { DuckTime } from "./duckTime.ts";
import { type Shape, shapes, shapeWord } from "./shape.ts";

/** Thrown for a value that has no place in a relation; the row is rejected with this message. */
export class ValueRefused extends Error {
  override name = "ValueRefused";
}

/** An object with more keys than this in one column is kept as JSON text: its keys are data, not fields. */
const mostFields = 500;

const maxInt64 = 2n ** 63n - 1n;
const maxInt128 = 2n ** 127n - 1n;

/** The narrowest shape that holds what `shape` holds and `value`; `shape` itself where it already does. */
export function widenShape(shape: Shape, value: unknown): Shape {
  if (value === null || value === undefined) return shape;
  switch (typeof value) {
    case "number":
      return widenByNumber(shape, value);
    case "string":
      return shape.is === "text" ? shape : join(shape, shapes.text);
    case "boolean":
      return shape.is === "boolean" ? shape : join(shape, shapes.boolean);
    case "bigint":
      return join(shape, bigintShape(value));
    case "object":
      return widenByObject(shape, value);
    default:
      throw new ValueRefused(`a ${typeof value} cannot be kept in a relation`);
  }
}

function widenByNumber(shape: Shape, value: number): Shape {
  if (shape.is === "double") return shape;
  if (shape.is === "integer" && (value | 0) === value) return shape;
  if ((value | 0) === value) return join(shape, shapes.integer);
  return join(shape, Number.isSafeInteger(value) ? shapes.long : shapes.double);
}

function bigintShape(value: bigint): Shape {
  if (value <= maxInt64 && value >= -maxInt64 - 1n) return shapes.bigint;
  return value <= maxInt128 && value >= -maxInt128
    ? shapes.hugeint
    : { is: "mixed", kinds: "bigints of over 128 bits" };
}

function widenByObject(shape: Shape, value: object): Shape {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime()))
      throw new ValueRefused("an invalid Date; use null where there is no date");
    return join(shape, { is: "time", type: "TIMESTAMP" });
  }
  if (value instanceof DuckTime) return join(shape, { is: "time", type: value.type });
  if (isBytes(value)) return join(shape, shapes.bytes);
  const items = listItems(value);
  if (items) return widenList(shape, items);
  if (value instanceof Map) return widenMap(shape, value);
  if ("then" in value && typeof value.then === "function") {
    throw new ValueRefused("a promise cannot be kept in a relation: await it");
  }
  return isTextual(value) ? widenShape(shape, String(value)) : widenStruct(shape, value);
}

function widenList(shape: Shape, items: ArrayLike<unknown>): Shape {
  if (shape.is !== "list") {
    const list = widenList({ is: "list", of: shapes.null }, items);
    return join(shape, list);
  }
  let of = shape.of;
  for (let i = 0; i < items.length; i++) of = widenShape(of, items[i]);
  return of === shape.of ? shape : { is: "list", of };
}

function widenMap(shape: Shape, map: ReadonlyMap<unknown, unknown>): Shape {
  if (shape.is !== "map")
    return join(shape, widenMap({ is: "map", key: shapes.null, value: shapes.null }, map));
  let { key, value } = shape;
  for (const [mapKey, mapValue] of map) {
    if (mapKey === null || mapKey === undefined)
      throw new ValueRefused("a Map with a null key cannot be kept");
    key = widenShape(key, mapKey);
    value = widenShape(value, mapValue);
  }
  return key === shape.key && value === shape.value ? shape : { is: "map", key, value };
}

function widenStruct(shape: Shape, object: object): Shape {
  if (shape.is !== "struct") return join(shape, widenStruct({ is: "struct", fields: new Map() }, object));
  let fields: Map<string, Shape> | null = null;
  for (const [name, value] of Object.entries(object)) {
    const before = shape.fields.get(name);
    const after = widenShape(before ?? shapes.null, value);
    if (before !== undefined && after === before) continue;
    if (before === undefined && !canBeField(name, (fields ?? shape.fields).keys())) return keysAsData;
    fields ??= new Map(shape.fields);
    fields.set(name, after);
  }
  if (!fields) return shape;
  return fields.size > mostFields ? keysAsData : { is: "struct", fields };
}

const keysAsData: Shape = { is: "mixed", kinds: "objects whose keys cannot be fields" };

/** DuckDB tells fields apart without case, and none is called "". */
function canBeField(name: string, others: Iterable<string>): boolean {
  if (name === "") return false;
  const lower = name.toLowerCase();
  for (const other of others) if (other.toLowerCase() === lower) return false;
  return true;
}

/** The narrowest shape that holds what both hold; the first itself where it holds the second. */
export function join(a: Shape, b: Shape): Shape {
  if (a.is === "null" || a === b) return b.is === "null" ? a : a === b ? a : b;
  if (b.is === "null" || a.is === "mixed") return a;
  if (a.is === "list" && b.is === "list") {
    const of = join(a.of, b.of);
    return of === a.of ? a : { is: "list", of };
  }
  if (a.is === "map" && b.is === "map") {
    const [key, value] = [join(a.key, b.key), join(a.value, b.value)];
    return key === a.key && value === a.value ? a : { is: "map", key, value };
  }
  if (a.is === "struct" && b.is === "struct") return joinStructs(a, b);
  if (a.is === "time" && b.is === "time" && a.type === b.type) return a;
  return joinScalars(a, b);
}

type Struct = Extract<Shape, { is: "struct" }>;

function joinStructs(a: Struct, b: Struct): Shape {
  const fields = new Map(a.fields);
  let isSame = true;
  for (const [name, field] of b.fields) {
    const before = a.fields.get(name);
    const after = join(before ?? shapes.null, field);
    if (before !== undefined && after === before) continue;
    isSame = false;
    fields.set(name, after);
  }
  return isSame ? a : { is: "struct", fields };
}

function joinScalars(a: Shape, b: Shape): Shape {
  if (a.is === b.is && a.is !== "time") return a;
  const pair = new Set([a.is, b.is]);
  const only = (...names: Shape["is"][]) => [...pair].every((name) => names.includes(name));
  if (only("integer", "long")) return shapes.long;
  if (only("integer", "long", "double")) return shapes.double;
  // Numbers that are whole are exact as bigints; fractions beside bigints have no common exact type.
  if (only("integer", "long", "bigint")) return shapes.bigint;
  if (only("integer", "long", "bigint", "hugeint")) return shapes.hugeint;
  return { is: "mixed", kinds: `${shapeWord(a)} and ${shapeWord(b)}` };
}

/** Values kept as BLOB. */
export function isBytes(value: unknown): value is Uint8Array | ArrayBuffer | DataView {
  return value instanceof Uint8Array || value instanceof ArrayBuffer || value instanceof DataView;
}

/** The items of arrays, typed arrays and sets; null for everything else. */
export function listItems(value: object): ArrayLike<unknown> | null {
  if (Array.isArray(value)) return value;
  if (value instanceof Set) return [...value];
  if (ArrayBuffer.isView(value) && "length" in value) return value as unknown as ArrayLike<unknown>;
  return null;
}

/** Objects that are a text rather than a record: URL, RegExp, Error and the like. */
export function isTextual(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return false;
  return value instanceof Error || (Object.keys(value).length === 0 && String(value) !== "[object Object]");
}
