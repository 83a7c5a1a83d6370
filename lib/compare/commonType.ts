import { type DuckType, parseDuckType } from "../table/duckType.ts";

/** How many digits the integers of up to 64 bits have before the point. */
const integerDigits: Readonly<Record<string, number>> = {
  TINYINT: 3,
  UTINYINT: 3,
  SMALLINT: 5,
  USMALLINT: 5,
  INTEGER: 10,
  UINTEGER: 10,
  BIGINT: 19,
  UBIGINT: 20,
};
const largeIntegers = new Set(["HUGEINT", "UHUGEINT", "BIGNUM"]);
const floats = new Set(["FLOAT", "DOUBLE"]);
/** All that a TIMESTAMP of microseconds holds. */
const times = new Set(["DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS"]);
/** Digits that a DECIMAL may have. */
const mostDigits = 38;

/**
 * The type as which values of two different types are compared: one that keeps both where there is one, else DOUBLE for
 * numbers and VARCHAR, their texts, for all others.
 */
export function commonType(before: string, after: string): string {
  if (before === after) return before;
  const [a, b] = [typeOf(before), typeOf(after)];
  if (!a || !b) return "VARCHAR";
  if (isLargeInteger(a) && isWhole(b)) return "VARCHAR";
  if (isLargeInteger(b) && isWhole(a)) return "VARCHAR";
  const [left, right] = [decimalOf(a), decimalOf(b)];
  if (left && right) {
    const scale = Math.max(left.scale, right.scale);
    const width = Math.max(left.whole, right.whole) + scale;
    if (scale === 0 && isWhole(a) && isWhole(b)) return "HUGEINT";
    return width <= mostDigits ? `DECIMAL(${width},${scale})` : "DOUBLE";
  }
  if (isNumber(a) && isNumber(b)) return "DOUBLE";
  const isTime = (type: DuckType) => type.kind === "scalar" && times.has(type.name);
  return isTime(a) && isTime(b) ? "TIMESTAMP" : "VARCHAR";
}

function typeOf(text: string): DuckType | null {
  try {
    return parseDuckType(text);
  } catch {
    // A type of a later DuckDB: its text is what can be compared.
    return null;
  }
}

/** Whether values of a type are integers of at most 64 bits, whose differences a HUGEINT holds. */
export function isInteger(type: string): boolean {
  return Object.hasOwn(integerDigits, type);
}

const isLargeInteger = (type: DuckType) => type.kind === "scalar" && largeIntegers.has(type.name);
const isWhole = (type: DuckType) => isLargeInteger(type) || (type.kind === "scalar" && isInteger(type.name));
const isNumber = (type: DuckType) =>
  type.kind === "decimal" || isWhole(type) || (type.kind === "scalar" && floats.has(type.name));

/** An exact number's digits before and behind the point; null for other types. */
function decimalOf(type: DuckType): { whole: number; scale: number } | null {
  if (type.kind === "decimal") return { whole: type.width - type.scale, scale: type.scale };
  const digits = type.kind === "scalar" ? integerDigits[type.name] : undefined;
  return digits === undefined ? null : { whole: digits, scale: 0 };
}
