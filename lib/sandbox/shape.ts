import type { DuckTimeType } from "./duckTime.ts";

/** What the values of a column have turned out to be so far; it only ever widens. */
export type Shape =
  | { is: "null" | "boolean" | "integer" | "long" | "double" | "bigint" | "hugeint" | "text" | "bytes" }
  | { is: "time"; type: DuckTimeType }
  | { is: "list"; of: Shape }
  | { is: "struct"; fields: ReadonlyMap<string, Shape> }
  | { is: "map"; key: Shape; value: Shape }
  /** Values that no one type holds: kept as text. `kinds` says what met, for the notice. */
  | { is: "mixed"; kinds: string };

/** Values of one name each, so that unchanged shapes can be told by identity. */
export const shapes = {
  null: { is: "null" },
  boolean: { is: "boolean" },
  integer: { is: "integer" },
  long: { is: "long" },
  double: { is: "double" },
  bigint: { is: "bigint" },
  hugeint: { is: "hugeint" },
  text: { is: "text" },
  bytes: { is: "bytes" },
} as const satisfies Record<string, Shape>;

/**
 * The DuckDB type of a column of this shape. `carrier` is the type that its batches are written with,
 * where Arrow cannot carry it; the column is changed from the one to the other at the end.
 */
export function shapeType(shape: Shape, as: "final" | "carrier"): string {
  switch (shape.is) {
    case "boolean":
      return "BOOLEAN";
    case "integer":
      return "INTEGER";
    case "long":
    case "bigint":
      return "BIGINT";
    case "double":
      return "DOUBLE";
    case "hugeint":
      return as === "final" ? "HUGEINT" : "VARCHAR";
    case "bytes":
      return "BLOB";
    case "time":
      return shape.type;
    case "list":
      return `${shapeType(shape.of, as)}[]`;
    case "map":
      return `MAP(${shapeType(shape.key, as)}, ${shapeType(shape.value, as)})`;
    case "struct": {
      if (shape.fields.size === 0) return "VARCHAR";
      const fields = [...shape.fields].map(
        ([name, field]) => `"${name.replaceAll('"', '""')}" ${shapeType(field, as)}`,
      );
      return `STRUCT(${fields.join(", ")})`;
    }
    default:
      return "VARCHAR";
  }
}

/** What a reader would call it: "numbers", "text", "objects". */
export function shapeWord(shape: Shape): string {
  switch (shape.is) {
    case "integer":
    case "long":
    case "double":
      return "numbers";
    case "bigint":
    case "hugeint":
      return "bigints";
    case "boolean":
      return "booleans";
    case "time":
      return shape.type;
    case "list":
      return "lists";
    case "map":
      return "maps";
    case "struct":
      return "objects";
    case "mixed":
      return shape.kinds;
    default:
      return shape.is;
  }
}

/** The kinds of mixed values inside a shape, or null: what a notice has to say about it. */
export function mixedKinds(shape: Shape): string | null {
  switch (shape.is) {
    case "mixed":
      return shape.kinds;
    case "list":
      return mixedKinds(shape.of);
    case "map":
      return mixedKinds(shape.key) ?? mixedKinds(shape.value);
    case "struct": {
      for (const field of shape.fields.values()) {
        const kinds = mixedKinds(field);
        if (kinds) return kinds;
      }
      return null;
    }
    default:
      return null;
  }
}
