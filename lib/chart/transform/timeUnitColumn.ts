import type { JsonObject } from "../jsonObject.ts";
import { checkedName, type MadeColumn, namedColumn, type RowSource } from "./rowSource.ts";
import { columnUnitStart } from "./unitStartSql.ts";

/** The column that `timeUnit` makes: the start of the unit that each moment falls into. */
export function timeUnitColumn(step: JsonObject, source: RowSource): MadeColumn {
  const column = namedColumn(source, step.field);
  const sql = columnUnitStart(step.timeUnit, column);
  const { saidIn } = column;
  const known = { nullable: true, mayBeNaN: false } as const;
  const name = checkedName(step.as);
  return { name, type: "TIMESTAMP", sql, known, ...(saidIn === undefined ? {} : { saidIn }) };
}
