import { columnKind } from "../columnUse.ts";
import { asJsonObject } from "../jsonObject.ts";
import { OnlyVega } from "../onlyVega.ts";
import { columnValue, namedColumn, type RowSource } from "./rowSource.ts";

/**
 * The `sort` of a transform as entries of ORDER BY, in Vega's order: null first, then NaN, then numbers; turned round
 * where it descends. Rows that are equal here are equal to Vega.
 */
export function sortKeys(sort: unknown, source: RowSource): string[] {
  if (sort === undefined || sort === null) return [];
  if (!Array.isArray(sort)) throw new OnlyVega("a sort of another kind");
  return sort.flatMap((item) => {
    const { field, order = "ascending" } = asJsonObject(item);
    if (order === null) return [];
    if (order !== "ascending" && order !== "descending") throw new OnlyVega("an order of another kind");
    const column = namedColumn(source, field);
    if (columnKind(column) === "other") throw new OnlyVega(`the order of ${column.type}`);
    const { sql, nullable, mayBeNaN } = columnValue(column);
    const direction = order === "ascending" ? "ASC" : "DESC";
    const nulls = nullable ? ` NULLS ${order === "ascending" ? "FIRST" : "LAST"}` : "";
    const isNumber = mayBeNaN
      ? [`CASE WHEN ${sql} IS NULL THEN 0 WHEN isnan(${sql}) THEN 1 ELSE 2 END ${direction}`]
      : [];
    return [...isNumber, `${sql} ${direction}${nulls}`];
  });
}
