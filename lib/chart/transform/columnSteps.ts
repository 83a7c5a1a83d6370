import { binEdgesSql, binPlaceSql, binRule } from "../binSql.ts";
import { columnKind, hasFiniteRange } from "../columnUse.ts";
import { compileExpression } from "../expression/compileExpression.ts";
import type { JsonObject } from "../jsonObject.ts";
import { OnlyVega } from "../onlyVega.ts";
import { predicateSql } from "./predicateSql.ts";
import {
  checkedName,
  columnValue,
  fieldsOf,
  madeColumn,
  namedColumn,
  type RowSource,
  selectFrom,
} from "./rowSource.ts";
import { timeUnitColumn } from "./timeUnitColumn.ts";

/** `filter` by an expression or by predicates. */
export function filterStep(step: JsonObject, source: RowSource): RowSource {
  return selectFrom(source, { tail: `WHERE ${predicateSql(step.filter, source)}` });
}

/** `calculate`: one more column. */
export function calculateStep(step: JsonObject, source: RowSource): RowSource {
  if (typeof step.calculate !== "string") throw new OnlyVega("calculate");
  return selectFrom(source, {
    made: [madeColumn(step.as, compileExpression(step.calculate, fieldsOf(source)))],
  });
}

/** `timeUnit`: the start of the unit that each moment falls into. */
export function timeUnitStep(step: JsonObject, source: RowSource): RowSource {
  return selectFrom(source, { made: [timeUnitColumn(step, source)] });
}

/** `bin`: the start and the end of the bin that each value falls into. */
export function binStep(step: JsonObject, source: RowSource): RowSource {
  const rule = binRule(step.bin, "");
  const column = namedColumn(source, step.field);
  const value = columnValue(column);
  if (!rule || value.type !== "number") throw new OnlyVega("bins of another kind");
  const [start, end] = Array.isArray(step.as) ? step.as : [step.as, `${step.as}_end`];
  const isBounded = columnKind(column) !== "float" || hasFiniteRange(column) || column.known?.isWhole;
  const finite = isBounded ? value.sql : `CASE WHEN isfinite(${value.sql}) THEN ${value.sql} END`;
  const name = `e${source.ctes.length}`;
  const extent = `(SELECT min(v) AS low, max(v) AS high FROM (SELECT ${finite} AS v FROM ${source.from}))`;
  const known = { nullable: true as const, mayBeNaN: false };
  const edge = (edgeName: unknown, place: number) => ({
    name: checkedName(edgeName),
    type: "DOUBLE",
    sql: binPlaceSql(finite, name, place),
    known,
  });
  return selectFrom(source, {
    made: [edge(start, 0), edge(end ?? `${start}_end`, 1)],
    beside: [name],
    ctes: [`${name} AS (${binEdgesSql(rule, extent)})`],
  });
}
