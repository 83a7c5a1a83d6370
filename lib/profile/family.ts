import { type DuckType, parseDuckType } from "../table/duckType.ts";

/** How a column is profiled. "plain" values are compared and counted and no more (UUID, INTERVAL); "opaque" only counted. */
export type Family =
  | "whole"
  | "decimal"
  | "float"
  | "date"
  | "moment"
  | "zoned"
  | "clock"
  | "text"
  | "boolean"
  | "enum"
  | "list"
  | "struct"
  | "map"
  | "blob"
  | "plain"
  | "opaque";

const families: Record<string, Family> = {
  TINYINT: "whole",
  SMALLINT: "whole",
  INTEGER: "whole",
  BIGINT: "whole",
  HUGEINT: "whole",
  UTINYINT: "whole",
  USMALLINT: "whole",
  UINTEGER: "whole",
  UBIGINT: "whole",
  UHUGEINT: "whole",
  FLOAT: "float",
  DOUBLE: "float",
  DATE: "date",
  TIMESTAMP: "moment",
  TIMESTAMP_S: "moment",
  TIMESTAMP_MS: "moment",
  TIMESTAMP_NS: "moment",
  "TIMESTAMP WITH TIME ZONE": "zoned",
  TIME: "clock",
  VARCHAR: "text",
  JSON: "text",
  BOOLEAN: "boolean",
  BLOB: "blob",
  UUID: "plain",
  INTERVAL: "plain",
  BIT: "plain",
  "TIME WITH TIME ZONE": "plain",
};

/** The family of a type by DuckDB's name for it; "opaque" for one that nobody knows yet. */
export function familyOf(type: string): Family {
  const parsed = parsedType(type);
  if (!parsed) return "opaque";
  switch (parsed.kind) {
    case "scalar":
      return families[parsed.name] ?? "opaque";
    case "decimal":
      return "decimal";
    case "enum":
      return "enum";
    case "list":
    case "array":
      return "list";
    case "struct":
      return "struct";
    case "map":
      return "map";
    case "union":
      return "opaque";
  }
}

export function isNumeric(family: Family): boolean {
  return family === "whole" || family === "decimal" || family === "float";
}

/** Values that lie on a line of time; `clock` is the time of a day. */
export function isTemporal(family: Family): boolean {
  return family === "date" || family === "moment" || family === "zoned" || family === "clock";
}

/** The names and types of a struct's fields. */
export function structFields(type: string): { name: string; type: string }[] {
  const parsed = parsedType(type);
  if (parsed?.kind !== "struct") return [];
  return parsed.fields.map((field) => ({ name: field.name, type: familyWord(field.type) }));
}

/** A type in a word or two, without the insides of nested ones. */
function familyWord(type: DuckType): string {
  switch (type.kind) {
    case "scalar":
      return type.name;
    case "decimal":
      return `DECIMAL(${type.width},${type.scale})`;
    case "list":
      return `${familyWord(type.of)}[]`;
    case "array":
      return `${familyWord(type.of)}[${type.size}]`;
    default:
      return type.kind.toUpperCase();
  }
}

function parsedType(type: string): DuckType | null {
  try {
    return parseDuckType(type);
  } catch {
    // A type that a later DuckDB brings.
    return null;
  }
}
