import { docComment } from "./docText.ts";
import { canBeIdentifier } from "./relationTypes.ts";

/** A value that TypeScript cells see by name: exported by a TypeScript cell, or of an input cell. */
export interface ScopeValue {
  name: string;
  /** As TypeScript text. */
  type: string;
  /** What it is, in words that are safe in a doc comment (`codeInDoc` for what a notebook says). */
  doc: string;
}

/** `declare const factor: number;` for each value that code can name. */
export function valueDeclarations(values: readonly ScopeValue[]): string {
  return values
    .filter(({ name }) => canBeIdentifier(name))
    .map(({ name, type, doc }) => `${docComment([doc])}\ndeclare const ${name}: ${type};\n`)
    .join("");
}

/** The TypeScript type of a plain value as an input cell holds it: text, number, boolean, time, or a list of them. */
export function typeOfValue(value: unknown): string {
  if (value === null || value === undefined) return "null";
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
    case "bigint":
      return typeof value;
    case "object":
      if (value instanceof Uint8Array) return "Uint8Array";
      if (value instanceof Date) return "Date";
      if (Array.isArray(value)) {
        const types = [...new Set(value.map(typeOfValue))];
        return types.length === 0 ? "unknown[]" : `(${types.join(" | ")})[]`;
      }
      return value.constructor.name === "DuckTime" ? "DuckTime" : "Record<string, unknown>";
    default:
      return "unknown";
  }
}
