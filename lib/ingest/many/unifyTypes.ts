import type { DuckType } from "../../table/duckType.ts";
import { duckTypeText } from "./duckTypeText.ts";

const text: DuckType = { kind: "scalar", name: "VARCHAR" };
const double: DuckType = { kind: "scalar", name: "DOUBLE" };

/** Decimal digits of the largest value of each integer type, and the bits of its size; unsigned ones by name. */
const integers: Readonly<Record<string, { digits: number; bits: number; isSigned: boolean }>> = {
  TINYINT: { digits: 3, bits: 8, isSigned: true },
  SMALLINT: { digits: 5, bits: 16, isSigned: true },
  INTEGER: { digits: 10, bits: 32, isSigned: true },
  BIGINT: { digits: 19, bits: 64, isSigned: true },
  HUGEINT: { digits: 39, bits: 128, isSigned: true },
  UTINYINT: { digits: 3, bits: 8, isSigned: false },
  USMALLINT: { digits: 5, bits: 16, isSigned: false },
  UINTEGER: { digits: 10, bits: 32, isSigned: false },
  UBIGINT: { digits: 20, bits: 64, isSigned: false },
  UHUGEINT: { digits: 39, bits: 128, isSigned: false },
};

/** From coarse to fine; TIMESTAMP counts microseconds. */
const instants = ["DATE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP", "TIMESTAMP_NS"];
const zoned = "TIMESTAMP WITH TIME ZONE";

/**
 * The type that holds the values of both. As DuckDB unifies columns in UNION ALL BY NAME, except where that would change
 * values or fail on them (a BOOLEAN as 1, a large integer as FLOAT, a number as DATE): there VARCHAR, or a wider number.
 */
export function unifyTypes(a: DuckType, b: DuckType): DuckType {
  if (duckTypeText(a) === duckTypeText(b)) return a;
  if (isNull(a)) return b;
  if (isNull(b)) return a;
  return unifyNested(a, b) ?? unifyNumbers(a, b) ?? unifyTimes(a, b) ?? text;
}

/** True where values may lose digits on the way to the unified type: whole numbers or decimals that become DOUBLE. */
export function isLossyCast(from: DuckType, to: DuckType): boolean {
  if (from.kind === "struct" && to.kind === "struct") {
    return from.fields.some((field) => {
      const target = to.fields.find((other) => sameName(other.name, field.name));
      return target !== undefined && isLossyCast(field.type, target.type);
    });
  }
  if ((from.kind === "list" || from.kind === "array") && (to.kind === "list" || to.kind === "array")) {
    return isLossyCast(from.of, to.of);
  }
  if (from.kind === "map" && to.kind === "map") {
    return isLossyCast(from.key, to.key) || isLossyCast(from.value, to.value);
  }
  if (to.kind !== "scalar" || to.name !== "DOUBLE") return false;
  if (from.kind === "decimal") return from.width > 15;
  return from.kind === "scalar" && (integers[from.name]?.bits ?? 0) > 53;
}

function isNull(type: DuckType): boolean {
  return type.kind === "scalar" && type.name === "NULL";
}

function unifyNested(a: DuckType, b: DuckType): DuckType | null {
  if (a.kind === "struct" && b.kind === "struct")
    return { kind: "struct", fields: unifyFields(a.fields, b.fields) };
  if (a.kind === "map" && b.kind === "map") {
    return { kind: "map", key: unifyTypes(a.key, b.key), value: unifyTypes(a.value, b.value) };
  }
  const isRow = (type: DuckType) => type.kind === "list" || type.kind === "array";
  if (!isRow(a) || !isRow(b)) return null;
  const of = "of" in a && "of" in b ? unifyTypes(a.of, b.of) : text;
  // Arrays of two sizes, or beside lists, are lists: DuckDB would want all to be of one size.
  return a.kind === "array" && b.kind === "array" && a.size === b.size
    ? { kind: "array", of, size: a.size }
    : { kind: "list", of };
}

type Field = { name: string; type: DuckType };

/** Fields by name whatever its case, in the order in which they come first. */
function unifyFields(a: readonly Field[], b: readonly Field[]): Field[] {
  const fields = a.map((field) => {
    const other = b.find(({ name }) => sameName(name, field.name));
    return other ? { name: field.name, type: unifyTypes(field.type, other.type) } : field;
  });
  return [...fields, ...b.filter(({ name }) => !a.some((field) => sameName(field.name, name)))];
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function unifyNumbers(a: DuckType, b: DuckType): DuckType | null {
  const left = numberOf(a);
  const right = numberOf(b);
  if (!left || !right) return null;
  if (left.kind === "float" || right.kind === "float") {
    const isNarrow = [left, right].every(
      (side) => (side.kind === "float" && side.bits === 32) || (side.kind === "integer" && side.bits <= 16),
    );
    return isNarrow ? { kind: "scalar", name: "FLOAT" } : double;
  }
  if (left.kind === "integer" && right.kind === "integer") return unifyIntegers(left, right);
  const scale = Math.max(left.scale, right.scale);
  const width = Math.max(left.digits - left.scale, right.digits - right.scale) + scale;
  return width > 38 ? text : { kind: "decimal", width, scale };
}

interface Whole {
  kind: "integer";
  name: string;
  bits: number;
  isSigned: boolean;
  digits: number;
  scale: 0;
}
type Numeric =
  | Whole
  | { kind: "decimal"; digits: number; scale: number }
  | { kind: "float"; bits: number; digits: 0; scale: 0 };

function numberOf(type: DuckType): Numeric | null {
  if (type.kind === "decimal") return { kind: "decimal", digits: type.width, scale: type.scale };
  if (type.kind !== "scalar") return null;
  if (type.name === "FLOAT") return { kind: "float", bits: 32, digits: 0, scale: 0 };
  if (type.name === "DOUBLE") return { kind: "float", bits: 64, digits: 0, scale: 0 };
  const integer = integers[type.name];
  return integer ? { kind: "integer", name: type.name, scale: 0, ...integer } : null;
}

function unifyIntegers(a: Whole, b: Whole): DuckType {
  if (a.isSigned === b.isSigned) return { kind: "scalar", name: a.bits >= b.bits ? a.name : b.name };
  const [signed, unsigned] = a.isSigned ? [a, b] : [b, a];
  if (signed.bits > unsigned.bits) return { kind: "scalar", name: signed.name };
  const wider = Object.entries(integers).find(([, { bits, isSigned }]) => isSigned && bits > unsigned.bits);
  return wider ? { kind: "scalar", name: wider[0] } : text;
}

function unifyTimes(a: DuckType, b: DuckType): DuckType | null {
  if (a.kind !== "scalar" || b.kind !== "scalar") return null;
  const left = instants.indexOf(a.name);
  const right = instants.indexOf(b.name);
  if (a.name === zoned || b.name === zoned) {
    const other = a.name === zoned ? b.name : a.name;
    // Nanoseconds do not fit into a zoned time, and its years not into nanoseconds.
    return instants.includes(other) && other !== "TIMESTAMP_NS" ? { kind: "scalar", name: zoned } : null;
  }
  if (left < 0 || right < 0) return null;
  return { kind: "scalar", name: instants[Math.max(left, right)] ?? "TIMESTAMP" };
}
