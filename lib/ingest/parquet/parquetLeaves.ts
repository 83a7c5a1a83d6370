import type { SchemaElement } from "hyparquet";

/** What a leaf column holds, where its physical type does not tell. */
export interface ParquetLeaf {
  name: string;
  kind: "text" | "uuid" | "interval" | "int96" | "utc-time" | "utc-timestamp" | "other";
  /** The index of the top-level column that it is in. */
  column: number;
  element: SchemaElement;
}

/** The leaves of a Parquet schema, in the order of the file, which is also the order of Arrow's leaves. */
export function parquetLeaves(schema: readonly SchemaElement[]): ParquetLeaf[] {
  const leaves: ParquetLeaf[] = [];
  let at = 1;
  const visit = (column: number, path: string) => {
    const element = schema[at++];
    if (!element) return;
    const name = path === "" ? element.name : `${path}.${element.name}`;
    const children = element.num_children ?? 0;
    if (children === 0 && element.type !== undefined)
      leaves.push({ name, kind: kindOf(element), column, element });
    for (let child = 0; child < children; child++) visit(column, name);
  };
  const columns = schema[0]?.num_children ?? 0;
  for (let column = 0; column < columns; column++) visit(column, "");
  return leaves;
}

function kindOf(element: SchemaElement): ParquetLeaf["kind"] {
  const { converted_type: converted, logical_type: logical, type } = element;
  if (converted === "INTERVAL") return "interval";
  if (type === "INT96") return "int96";
  if (logical?.type === "UUID") return "uuid";
  if (converted === "ENUM" || converted === "UTF8" || converted === "JSON") return "text";
  if (logical?.type === "STRING" || logical?.type === "ENUM" || logical?.type === "JSON") return "text";
  if (logical?.type === "TIMESTAMP") return logical.isAdjustedToUTC ? "utc-timestamp" : "other";
  if (logical?.type === "TIME") return logical.isAdjustedToUTC ? "utc-time" : "other";
  // Without a logical type, the old names mean times adjusted to UTC; native DuckDB reads them as plain TIMESTAMP.
  return "other";
}
