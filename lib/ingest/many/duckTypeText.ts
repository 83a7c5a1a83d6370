import { quoteIdentifier, quoteLiteral } from "../../sql/quote.ts";
import type { DuckType } from "../../table/duckType.ts";

/** A type as SQL; names of fields are always quoted. */
export function duckTypeText(type: DuckType): string {
  switch (type.kind) {
    case "scalar":
      return type.name === "NULL" ? '"NULL"' : type.name;
    case "decimal":
      return `DECIMAL(${type.width},${type.scale})`;
    case "enum":
      return `ENUM(${type.values.map(quoteLiteral).join(", ")})`;
    case "list":
      return `${duckTypeText(type.of)}[]`;
    case "array":
      return `${duckTypeText(type.of)}[${type.size}]`;
    case "struct":
      return `STRUCT(${fieldsText(type.fields)})`;
    case "union":
      return `UNION(${fieldsText(type.members)})`;
    case "map":
      return `MAP(${duckTypeText(type.key)}, ${duckTypeText(type.value)})`;
  }
}

function fieldsText(fields: readonly { name: string; type: DuckType }[]): string {
  return fields.map(({ name, type }) => `${quoteIdentifier(name)} ${duckTypeText(type)}`).join(", ");
}
