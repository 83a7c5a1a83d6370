import { type DuckType, parseDuckType } from "./duckType.ts";

const numbers = new Set(
  `TINYINT SMALLINT INTEGER BIGINT HUGEINT UTINYINT USMALLINT UINTEGER UBIGINT UHUGEINT
  FLOAT DOUBLE BIGNUM`.split(/\s+/),
);

/** Whether values of a DuckDB type are numbers. */
export function isNumberType(type: string): boolean {
  const parsed = readDuckType(type);
  return parsed?.kind === "decimal" || (parsed?.kind === "scalar" && numbers.has(parsed.name));
}

/** A type taken apart; null for one that a later DuckDB brings and nobody here knows. */
export function readDuckType(type: string): DuckType | null {
  try {
    return parseDuckType(type);
  } catch {
    // It is shown as it is named.
    return null;
  }
}
