import { typeName } from "../sandbox/cellType.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { DuckType } from "../table/duckType.ts";

/** The type a value is cast to before it is written; null where it is written as it is. `isBent` where a reader gets another type. */
export interface StoredType {
  type: string | null;
  isBent: boolean;
}

const asIs: StoredType = { type: null, isBent: false };
const asText: StoredType = { type: "VARCHAR", isBent: true };

/** Types that the writers (arrow-rs, apache-arrow 17) have no exact form for. */
const textOnly = new Set([
  "INTERVAL",
  "BIT",
  "TIME WITH TIME ZONE",
  "UHUGEINT",
  "BIGNUM",
  "HUGEINT",
  "TIME_NS",
]);

/** How a format stores a type exactly. */
export function storedType(format: "parquet" | "arrow", type: DuckType): StoredType {
  switch (type.kind) {
    case "scalar":
      return scalar(format, type.name);
    case "decimal":
      return asIs;
    case "enum":
      // Dictionaries that change from batch to batch are more than some readers take; the names are all there is to it.
      return { type: "VARCHAR", isBent: false };
    case "list":
    case "array": {
      const of = storedType(format, type.of);
      // Fixed-size lists become lists: Parquet has no other.
      if (of.type === null && type.kind === "list") return asIs;
      return { type: `${of.type ?? typeName(type.of)}[]`, isBent: of.isBent };
    }
    case "struct": {
      const fields = type.fields.map((field) => ({ ...field, stored: storedType(format, field.type) }));
      if (fields.every(({ stored }) => stored.type === null)) return asIs;
      const inside = fields.map(
        ({ name, type: own, stored }) => `${quoteIdentifier(name)} ${stored.type ?? typeName(own)}`,
      );
      return { type: `STRUCT(${inside.join(", ")})`, isBent: fields.some(({ stored }) => stored.isBent) };
    }
    case "map": {
      const [key, value] = [storedType(format, type.key), storedType(format, type.value)];
      if (key.type === null && value.type === null) return asIs;
      const inside = `${key.type ?? typeName(type.key)}, ${value.type ?? typeName(type.value)}`;
      return { type: `MAP(${inside})`, isBent: key.isBent || value.isBent };
    }
    case "union":
      return asText;
  }
}

function scalar(format: "parquet" | "arrow", name: string): StoredType {
  if (textOnly.has(name)) return asText;
  if (name === "UUID") return { type: "VARCHAR", isBent: true };
  // Parquet has no seconds, and DuckDB refuses infinite milliseconds in it.
  if ((name === "TIMESTAMP_S" || name === "TIMESTAMP_MS") && format === "parquet")
    return { type: "TIMESTAMP", isBent: false };
  if (name === '"NULL"' || name === "NULL") return { type: "INTEGER", isBent: false };
  return asIs;
}
