import { asNumber } from "../expression/jsValue.ts";
import type { JsonObject } from "../jsonObject.ts";
import { OnlyVega } from "../onlyVega.ts";
import { groupColumns, partitionBy } from "./measureSql.ts";
import {
  checkedName,
  columnId,
  columnValue,
  counted,
  namedColumn,
  type RowSource,
  selectFrom,
} from "./rowSource.ts";
import { sortKeys } from "./sortKeys.ts";

/** `stack`: where each value begins and ends on top of those before it. */
export function stackStep(step: JsonObject, source: RowSource): RowSource {
  const { stack, groupby, sort, as, offset = "zero" } = step;
  const rows = counted(source);
  const value = asNumber(columnValue(namedColumn(rows, stack)));
  const groups = partitionBy(groupColumns(rows, groupby));
  const order = `ORDER BY ${[...sortKeys(sort, rows), rows.order].join(", ")}`;
  const [start, end] = stackNames(stack, as);
  const sums = (amount: string) => {
    const upTo = (last: string) =>
      `coalesce(sum(${amount}) OVER (${groups} ${order} ROWS BETWEEN UNBOUNDED PRECEDING AND ${last}), 0)`;
    return [upTo("1 PRECEDING"), upTo("CURRENT ROW")] as const;
  };
  const total = `sum(abs(${value.sql})) OVER (${groups})`;
  const known = { nullable: false as const, mayBeNaN: true };
  const column = (name: string, sql: string) => ({ name, type: "DOUBLE", sql, known });
  switch (offset) {
    case "zero": {
      // Values below zero stack downwards, beside the others.
      const up = sums(`CASE WHEN ${value.sql} < 0 THEN 0 ELSE ${value.sql} END`);
      const down = sums(`CASE WHEN ${value.sql} < 0 THEN ${value.sql} ELSE 0 END`);
      const side = (index: 0 | 1) => `CASE WHEN ${value.sql} < 0 THEN ${down[index]} ELSE ${up[index]} END`;
      return selectFrom(rows, { made: [column(start, side(0)), column(end, side(1))] });
    }
    case "normalize": {
      const [before, after] = sums(`abs(${value.sql})`);
      return selectFrom(rows, {
        made: [
          column(start, `CASE WHEN ${before} = 0 THEN 0 ELSE ${before} / ${total} END`),
          column(end, `${after} / ${total}`),
        ],
      });
    }
    case "center": {
      const withTotal = selectFrom(rows, { made: [column(totalName, total)] });
      const sum = columnId(namedColumn(withTotal, totalName));
      const low = `(max(${sum}) OVER () - ${sum}) / 2`;
      const [before, after] = sums(`abs(${value.sql})`);
      return selectFrom(withTotal, {
        kept: rows.columns,
        made: [column(start, `${low} + ${before}`), column(end, `${low} + ${after}`)],
      });
    }
    default:
      throw new OnlyVega("a stack of another kind");
  }
}

const totalName = "stack total";

function stackNames(stack: unknown, as: unknown): [string, string] {
  if (Array.isArray(as) && as.length > 1) return [checkedName(as[0]), checkedName(as[1])];
  if (typeof as === "string") return [checkedName(as), `${as}_end`];
  return [checkedName(`${stack}_start`), `${stack}_end`];
}
