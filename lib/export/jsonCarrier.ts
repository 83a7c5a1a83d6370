import { cellType, type Decode, exactDecimalWidth } from "../sandbox/cellType.ts";
import { type DuckType, parseDuckType } from "../table/duckType.ts";

/** How a column's values become JSON: from their text, as a bare number or boolean or as a string, or from nested Arrow. */
export type JsonForm = { as: "bare" } | { as: "string" } | { as: "nested"; decode: Decode };

const bareTypes = /^(BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|BIGNUM)$/;

/** The form for a DuckDB type by name. */
export function jsonForm(typeName: string): JsonForm {
  const type = parsed(typeName);
  if (!type) return { as: "string" };
  if (type.kind === "scalar") return { as: bareTypes.test(type.name) ? "bare" : "string" };
  // Readers, DuckDB's among them, take a bare number for a DOUBLE: wider decimals would lose digits.
  if (type.kind === "decimal") return { as: type.width <= exactDecimalWidth ? "bare" : "string" };
  if (type.kind === "enum") return { as: "string" };
  return { as: "nested", decode: cellType(typeName).decode };
}

/** The type that a column is cast to before it is written as JSON; null where it travels as it is. */
export function jsonCarrier(typeName: string): string | null {
  return jsonForm(typeName).as === "nested" ? cellType(typeName).carrier : "VARCHAR";
}

function parsed(typeName: string): DuckType | null {
  try {
    return parseDuckType(typeName);
  } catch {
    return null;
  }
}
