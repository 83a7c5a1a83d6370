import { quoteIdentifier, quoteLiteral } from "../../sql/quote.ts";
import type { DuckType } from "../../table/duckType.ts";
import { isNested, type NestedValue, parseNestedText } from "../../table/nestedText.ts";
import { readDuckType } from "../../table/numberType.ts";
import { typeText } from "../../table/typeText.ts";
import { type CopiedTable, CopyError, uniqueNames } from "./copiedTable.ts";

/**
 * Rows as one INSERT into `table`, each value a literal of its column's type that DuckDB reads back as the same value.
 * Throws CopyError where a value's text does not say enough for that: of a UNION, and of texts in an ARRAY.
 */
export function toInsert({ columns, rows }: CopiedTable, table: string): string {
  const names = uniqueNames(columns).map(quoteIdentifier).join(", ");
  const types = columns.map(({ type }) => readDuckType(type));
  const lines = rows.map((row) => {
    const values = row.map((value, at) => {
      const literal = literalOf(value, types[at] ?? null);
      if (literal !== null) return literal;
      const { name, type } = columns[at] ?? { name: "", type: "" };
      throw new CopyError(
        `${name} is of type ${type}, whose text is not enough to write its values as SQL. Hide that column, or cast it in the query.`,
      );
    });
    return `  (${values.join(", ")})`;
  });
  return `INSERT INTO ${quoteIdentifier(table)} (${names}) VALUES\n${lines.join(",\n")};\n`;
}

function literalOf(text: string | null, type: DuckType | null): string | null {
  if (text === null) return "NULL";
  if (type === null || type.kind === "union") return null;
  if (isNested(type)) {
    const nested = parseNestedText(text, type);
    return nested && `${nestedLiteral(nested)}::${typeText(type)}`;
  }
  const bare = bareLiteral(text, type);
  return isBare(type) ? bare : `${bare}::${typeText(type)}`;
}

/** A literal without its type: a cast around all of a nested value gives it to all that is inside. */
function nestedLiteral(value: NestedValue): string {
  switch (value.kind) {
    case "null":
      return "NULL";
    case "text":
      return bareLiteral(value.text, value.type);
    case "list":
      return `[${value.items.map(nestedLiteral).join(", ")}]`;
    case "struct":
      return `{${value.fields.map((field) => `${fieldName(field.name)}: ${nestedLiteral(field.value)}`).join(", ")}}`;
    case "map":
      return `MAP {${value.entries.map((entry) => `${nestedLiteral(entry.key)}: ${nestedLiteral(entry.value)}`).join(", ")}}`;
  }
}

/** A name inside of braces; no name can hold a NUL. */
function fieldName(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

const plainNumbers = /^(?:U?(?:TINY|SMALL)INT|U?INTEGER|BIGINT)$/;

function bareLiteral(text: string, type: DuckType): string {
  if (type.kind === "scalar" && (plainNumbers.test(type.name) || type.name === "BOOLEAN")) return text;
  return quoteLiteral(text);
}

/** Whether a literal needs no cast to be of its type, or has none to be cast to: an ENUM may have a name. */
function isBare(type: DuckType): boolean {
  if (type.kind === "enum") return true;
  return type.kind === "scalar" && (plainNumbers.test(type.name) || /^(?:BOOLEAN|VARCHAR)$/.test(type.name));
}
