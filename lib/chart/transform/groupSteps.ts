import { asJsonObject, type JsonObject } from "../jsonObject.ts";
import { OnlyVega } from "../onlyVega.ts";
import { groupColumns, measureName, measureSql, partitionBy } from "./measureSql.ts";
import { checkedName, columnId, counted, type MadeColumn, type RowSource, selectFrom } from "./rowSource.ts";

/** `aggregate` with its `groupby`: one row for each group, in the order in which groups first appear. */
export function aggregateStep(step: JsonObject, source: RowSource): RowSource {
  const rows = counted(source);
  const keys = groupColumns(rows, step.groupby);
  const made = measuresOf(step.aggregate, rows);
  if (made.some(({ name }) => keys.some((key) => key.name === name)))
    throw new OnlyVega("two columns of a name");
  const tail = keys.length > 0 ? `GROUP BY ${keys.map(columnId).join(", ")}` : "HAVING count(*) > 0";
  return selectFrom(rows, { kept: keys, made, tail, order: `min(${rows.order})` });
}

/** `joinaggregate`: every row keeps its place and gets what its group amounts to. */
export function joinAggregateStep(step: JsonObject, source: RowSource): RowSource {
  const rows = counted(source);
  const over = ` OVER (${partitionBy(groupColumns(rows, step.groupby))})`;
  return selectFrom(rows, { made: measuresOf(step.joinaggregate, rows, over) });
}

/**
 * What can be done before `pivot`, which is Vega's because its columns are not known beforehand: one row of each group
 * and name. Gives those rows and the step that is left to do.
 */
export function beforePivot(step: JsonObject, source: RowSource): { source: RowSource; step: JsonObject } {
  const { pivot, value, groupby = [], op = "sum" } = step;
  if (!Array.isArray(groupby)) throw new OnlyVega("pivot");
  const rows = counted(source);
  const keys = groupColumns(rows, [...groupby, pivot]);
  const { redraw, ...measure } = measureSql(op, value, rows);
  const name = checkedName(value);
  if (keys.some((key) => key.name === name) || measure.type !== "DOUBLE") throw new OnlyVega("pivot");
  const tail = `GROUP BY ${keys.map(columnId).join(", ")}`;
  const made = [{ ...measure, name }];
  return {
    source: selectFrom(rows, { kept: keys, made, tail, order: `min(${rows.order})` }),
    step: { ...step, op: redraw },
  };
}

function measuresOf(list: unknown, source: RowSource, over = ""): MadeColumn[] {
  if (!Array.isArray(list)) throw new OnlyVega("aggregates of another kind");
  return list.map((item) => {
    const { op, field, as } = asJsonObject(item);
    const { redraw: _redraw, ...measure } = measureSql(op, field, source, over);
    return { ...measure, name: checkedName(measureName(op, field, as)) };
  });
}
