import { type DuckType, parseDuckType } from "../../table/duckType.ts";
import { typeText } from "../../table/typeText.ts";
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
