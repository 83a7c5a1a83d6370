import { type DuckType, parseDuckType } from "../../table/duckType.ts";
import type { ScopeColumn } from "./scopeTypes.ts";

/** The fields of a STRUCT or UNION, by its type's name; null for other types and for what is no type. */
export function fieldsOfType(type: string | null): ScopeColumn[] | null {
  const parsed = parseIfNested(type);
  if (parsed?.kind === "struct")
    return parsed.fields.map((field) => ({ name: field.name, type: typeText(field.type) }));
  if (parsed?.kind === "union")
    return parsed.members.map((member) => ({ name: member.name, type: typeText(member.type) }));
  return null;
}

/** The type of an element of a LIST or ARRAY, or of a value of a MAP; null for other types. */
export function elementOfType(type: string | null): string | null {
  const parsed = parseIfNested(type);
  if (parsed?.kind === "list" || parsed?.kind === "array") return typeText(parsed.of);
  return parsed?.kind === "map" ? typeText(parsed.value) : null;
}

function parseIfNested(type: string | null): DuckType | null {
  // Most columns are plain; only these hold others.
  if (type === null || !/[[(]/.test(type)) return null;
  try {
    return parseDuckType(type);
  } catch {
    // Types of people's own making and of extensions are not all known.
    return null;
  }
}

function typeText(type: DuckType): string {
  const fields = (all: readonly { name: string; type: DuckType }[]) =>
    all.map((field) => `"${field.name.replaceAll('"', '""')}" ${typeText(field.type)}`).join(", ");
  switch (type.kind) {
    case "scalar":
      return type.name;
    case "decimal":
      return `DECIMAL(${type.width},${type.scale})`;
    case "enum":
      return `ENUM(${type.values.map((value) => `'${value.replaceAll("'", "''")}'`).join(", ")})`;
    case "list":
      return `${typeText(type.of)}[]`;
    case "array":
      return `${typeText(type.of)}[${type.size}]`;
    case "struct":
      return `STRUCT(${fields(type.fields)})`;
    case "union":
      return `UNION(${fields(type.members)})`;
    case "map":
      return `MAP(${typeText(type.key)}, ${typeText(type.value)})`;
  }
}
