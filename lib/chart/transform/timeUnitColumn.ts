import { momentSql } from "../columnUse.ts";
import type { JsonObject } from "../jsonObject.ts";
import { checkedName, columnId, type MadeColumn, namedColumn, type RowSource } from "./rowSource.ts";
import { unitStartSql } from "./unitStartSql.ts";

/** The column that `timeUnit` makes: the start of the unit that each moment falls into. */
export function timeUnitColumn(step: JsonObject, source: RowSource): MadeColumn {
  const column = namedColumn(source, step.field);
  const moment =
    column.known && column.type === "TIMESTAMP" ? columnId(column) : momentSql(columnId(column), column);
  const sql = unitStartSql(step.timeUnit, moment);
  return { name: checkedName(step.as), type: "TIMESTAMP", sql, known: { nullable: true, mayBeNaN: false } };
}
