import { compileExpression } from "../expression/compileExpression.ts";
import { asJsonObject, isJsonObject, type JsonObject } from "../jsonObject.ts";
import { unlessOnlyVega } from "../onlyVega.ts";
import { predicateSql } from "./predicateSql.ts";
import {
  columnId,
  fieldsOf,
  type MadeColumn,
  madeColumn,
  type RowSource,
  type SourceColumn,
} from "./rowSource.ts";
import { timeUnitColumn } from "./timeUnitColumn.ts";

/**
 * What the rows behind transforms are of the relation's own rows: `id` of each column is SQL over one row of the
 * relation, and columns that take several rows to compute are left out.
 */
export interface BaseRows {
  columns: readonly SourceColumn[];
  /** Conditions that let a row of the relation through, all of them; never NULL. */
  where: readonly string[];
  /** Why no condition on a row says which rows these are; null where it does. */
  lost: string | null;
}

/** The rows behind one more transform, whether SQL or Vega does it. */
export function followStep(step: unknown, base: BaseRows): BaseRows {
  const written = asJsonObject(step);
  const source: RowSource = { ctes: [], from: "", columns: base.columns, order: null };
  if (written.filter !== undefined) {
    const sql = unlessOnlyVega(() => predicateSql(written.filter, source));
    if (sql !== null) return { ...base, where: [...base.where, sql] };
    return { ...base, lost: base.lost ?? "a filter of the chart looks at more than one row" };
  }
  if (typeof written.calculate === "string") {
    const { calculate, as } = written;
    return withColumn(base, as, () => madeColumn(as, compileExpression(calculate, fieldsOf(source))));
  }
  if (written.timeUnit !== undefined)
    return withColumn(base, written.as, () => timeUnitColumn(written, source));
  if (written.sample !== undefined) return { ...base, lost: base.lost ?? "the chart draws a sample" };
  if (groupings.some((key) => written[key] !== undefined)) {
    const { groupby } = written;
    const keys = Array.isArray(groupby) ? groupby : [];
    return { ...base, columns: base.columns.filter(({ name }) => keys.includes(name)) };
  }
  return without(base, madeNames(written));
}

/** Transforms that give other rows, which only what they group by tells of their rows. */
const groupings = ["aggregate", "pivot", "density", "regression", "loess", "quantile"];

function withColumn(base: BaseRows, name: unknown, make: () => MadeColumn): BaseRows {
  const made = unlessOnlyVega(make);
  const rest = without(base, [name]);
  if (!made) return rest;
  const { sql, ...column } = made;
  return { ...rest, columns: [...rest.columns, { ...column, id: isName(sql) ? sql : `(${sql})` }] };
}

function isName(sql: string): boolean {
  return /^"(?:[^"]|"")*"$/.test(sql);
}

function without(base: BaseRows, names: readonly unknown[]): BaseRows {
  return { ...base, columns: base.columns.filter(({ name }) => !names.includes(name)) };
}

/** Every name that a transform may give a column, or take one of for other values. */
function madeNames(step: JsonObject): unknown[] {
  const { as, fold, flatten } = step;
  const names = [as, fold, flatten].flat();
  if (fold !== undefined && as === undefined) names.push("key", "value");
  for (const list of Object.values(step))
    if (Array.isArray(list)) for (const item of list) if (isJsonObject(item)) names.push(item.as);
  return names;
}

/** A column of the relation's rows by its name; null where it takes more than one row to compute. */
export function baseColumn(base: BaseRows, name: string): { column: SourceColumn; sql: string } | null {
  const column = base.columns.find((candidate) => candidate.name === name);
  return column ? { column, sql: columnId(column) } : null;
}
