import { type DuckType, parseDuckType } from "../table/duckType.ts";

/**
 * How values of a type are compared by a filter: numbers with so many places behind the point (null: binary fractions,
 * or as many digits as it takes) and, where the type has them, bounds counted in units of the last place.
 */
export type ValueFamily =
  | { kind: "number"; scale: number | null; least: bigint | null; most: bigint | null }
  | { kind: "date" | "instant" | "time" | "boolean" | "uuid" | "text" }
  /** Enumerations, JSON, nested values, bytes and whatever a later DuckDB brings: by their text. */
  | { kind: "other" };

const wholeBits: Record<string, [bits: bigint, isSigned: boolean]> = {
  TINYINT: [8n, true],
  SMALLINT: [16n, true],
  INTEGER: [32n, true],
  BIGINT: [64n, true],
  HUGEINT: [128n, true],
  UTINYINT: [8n, false],
  USMALLINT: [16n, false],
  UINTEGER: [32n, false],
  UBIGINT: [64n, false],
  UHUGEINT: [128n, false],
};

/** What family a DuckDB type, as DESCRIBE prints it, belongs to. */
export function valueFamily(type: string): ValueFamily {
  const parsed = parsedType(type);
  if (parsed?.kind === "decimal") {
    const most = 10n ** BigInt(parsed.width) - 1n;
    return { kind: "number", scale: parsed.scale, least: -most, most };
  }
  if (parsed?.kind !== "scalar") return { kind: "other" };
  const whole = wholeBits[parsed.name];
  if (whole) {
    const [bits, isSigned] = whole;
    const most = (1n << (isSigned ? bits - 1n : bits)) - 1n;
    return { kind: "number", scale: 0, least: isSigned ? -most - 1n : 0n, most };
  }
  if (parsed.name === "BIGNUM") return { kind: "number", scale: 0, least: null, most: null };
  if (parsed.name === "FLOAT" || parsed.name === "DOUBLE")
    return { kind: "number", scale: null, least: null, most: null };
  if (parsed.name === "VARCHAR") return { kind: "text" };
  if (parsed.name === "BOOLEAN") return { kind: "boolean" };
  if (parsed.name === "DATE") return { kind: "date" };
  if (parsed.name === "UUID") return { kind: "uuid" };
  if (parsed.name.startsWith("TIMESTAMP")) return { kind: "instant" };
  if (parsed.name === "TIME" || parsed.name === "TIME_NS") return { kind: "time" };
  return { kind: "other" };
}

function parsedType(type: string): DuckType | null {
  try {
    return parseDuckType(type);
  } catch {
    return null;
  }
}
