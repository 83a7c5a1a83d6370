import type { DuckType } from "../../table/duckType.ts";
import { isNested, type NestedValue, parseNestedText } from "../../table/nestedText.ts";
import { readDuckType } from "../../table/numberType.ts";
import { type CopiedTable, uniqueNames } from "./copiedTable.ts";

/**
 * Rows as a JSON array of objects, one a line. Numbers keep all their digits; what JSON has no value for (NaN, dates,
 * bytes) is the text that DuckDB prints. JSON and nested values are JSON inside; a UNION is text.
 */
export function toJson({ columns, rows }: CopiedTable): string {
  const names = uniqueNames(columns).map((name) => JSON.stringify(name));
  const types = columns.map(({ type }) => readDuckType(type));
  const lines = rows.map((row) => {
    const fields = row.map((value, at) => `${names[at]}: ${jsonOf(value, types[at] ?? null)}`);
    return `  {${fields.join(", ")}}`;
  });
  return lines.length === 0 ? "[]\n" : `[\n${lines.join(",\n")}\n]\n`;
}

function jsonOf(text: string | null, type: DuckType | null): string {
  if (text === null) return "null";
  if (type === null) return JSON.stringify(text);
  const nested = isNested(type) ? parseNestedText(text, type) : null;
  return nested ? nestedJson(nested) : scalarJson(text, type);
}

function nestedJson(value: NestedValue): string {
  switch (value.kind) {
    case "null":
      return "null";
    case "text":
      return scalarJson(value.text, value.type);
    case "list":
      return `[${value.items.map(nestedJson).join(", ")}]`;
    case "struct":
      return `{${value.fields.map((field) => `${JSON.stringify(field.name)}: ${nestedJson(field.value)}`).join(", ")}}`;
    case "map": {
      const named = value.entries.map(({ key, value: of }) =>
        key.kind === "text" ? `${JSON.stringify(key.text)}: ${nestedJson(of)}` : null,
      );
      if (!named.includes(null)) return `{${named.join(", ")}}`;
      // Keys that have parts are no names of fields.
      const pairs = value.entries.map(
        ({ key, value: of }) => `{"key": ${nestedJson(key)}, "value": ${nestedJson(of)}}`,
      );
      return `[${pairs.join(", ")}]`;
    }
  }
}

function scalarJson(text: string, type: DuckType): string {
  if (type.kind === "decimal") return numberJson(text);
  if (type.kind !== "scalar") return JSON.stringify(text);
  if (type.name === "BOOLEAN") return text;
  if (type.name === "JSON") return isJson(text) ? text.replace(/[\r\n]+/g, " ") : JSON.stringify(text);
  return /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|BIGNUM|FLOAT|DOUBLE)$/.test(type.name)
    ? numberJson(text)
    : JSON.stringify(text);
}

function numberJson(text: string): string {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? text : JSON.stringify(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
