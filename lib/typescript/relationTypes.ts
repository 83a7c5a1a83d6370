import type { Column } from "../engine/protocol.ts";
import { exactDecimalWidth } from "../sandbox/cellType.ts";
import { type DuckType, parseDuckType } from "../table/duckType.ts";

/** Enums with more values than this are plain strings to the editor. */
const mostEnumValues = 100;

/** The TypeScript type of a relation's rows. */
export function rowType(columns: readonly Column[]): string {
  return recordType(columns.map(({ name, type }) => ({ name, type: columnType(type) })));
}

/** The TypeScript type of values of a DuckDB type, by its name. */
export function columnType(typeName: string): string {
  try {
    return typeOf(parseDuckType(typeName));
  } catch {
    // What cannot be taken apart reaches cells as text.
    return "string";
  }
}

function typeOf(type: DuckType): string {
  switch (type.kind) {
    case "scalar":
      return scalarTypes.get(type.name) ?? "string";
    case "decimal":
      return type.width <= exactDecimalWidth ? "number" : "string";
    case "enum":
      if (type.values.length > mostEnumValues || type.values.length === 0) return "string";
      return `(${type.values.map((value) => JSON.stringify(value)).join(" | ")})`;
    case "list":
    case "array":
      return `${typeOf(type.of)}[]`;
    case "struct":
      return recordType(type.fields.map(({ name, type: field }) => ({ name, type: typeOf(field) })));
    case "map":
      return `Map<${typeOf(type.key)}, ${typeOf(type.value)}>`;
    case "union":
      return `(${[...new Set(type.members.map(({ type: member }) => typeOf(member)))].join(" | ")})`;
  }
}

const scalarTypes: ReadonlyMap<string, string> = new Map([
  ...["TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER", "FLOAT", "DOUBLE"].map(
    (name) => [name, "number"] as const,
  ),
  ...["BIGINT", "UBIGINT", "HUGEINT", "UHUGEINT", "BIGNUM"].map((name) => [name, "bigint"] as const),
  ...[
    "DATE",
    "TIME",
    "TIMESTAMP",
    "TIMESTAMP_S",
    "TIMESTAMP_MS",
    "TIMESTAMP_NS",
    "TIMESTAMP WITH TIME ZONE",
  ].map((name) => [name, "DuckTime"] as const),
  ["BOOLEAN", "boolean"],
  ["BLOB", "Uint8Array"],
]);

function recordType(fields: readonly { name: string; type: string }[]): string {
  if (fields.length === 0) return "{}";
  return `{ ${fields.map(({ name, type }) => `${propertyName(name)}: ${type}`).join("; ")} }`;
}

/** A name as the key of a property. */
export function propertyName(name: string): string {
  return isWord(name) ? name : JSON.stringify(name);
}

function isWord(name: string): boolean {
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name);
}

const reserved = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected public return
  static super switch this throw true try typeof var void while with yield`.split(/\s+/),
);

/** Whether a relation or value can be named in code; other relations can only be read through `sql`. */
export function canBeIdentifier(name: string): boolean {
  return isWord(name) && !reserved.has(name);
}
