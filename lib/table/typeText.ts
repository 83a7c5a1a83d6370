import { quoteIdentifier } from "../sql/quote.ts";
import type { DuckType } from "./duckType.ts";

/** A type as DuckDB reads it; `scalar` gives the name of a plain one, and may refuse it by throwing. */
export function typeText(type: DuckType, scalar: (name: string) => string = (name) => name): string {
  const text = (of: DuckType) => typeText(of, scalar);
  const field = ({ name, type: of }: { name: string; type: DuckType }) =>
    `${quoteIdentifier(name)} ${text(of)}`;
  switch (type.kind) {
    case "scalar":
      return scalar(type.name);
    case "decimal":
      return `DECIMAL(${type.width},${type.scale})`;
    case "enum":
      return `ENUM(${type.values.map((value) => `'${value.replaceAll("'", "''")}'`).join(", ")})`;
    case "list":
      return `${text(type.of)}[]`;
    case "array":
      return `${text(type.of)}[${type.size}]`;
    case "struct":
      return `STRUCT(${type.fields.map(field).join(", ")})`;
    case "union":
      return `UNION(${type.members.map(field).join(", ")})`;
    case "map":
      return `MAP(${text(type.key)}, ${text(type.value)})`;
  }
}
