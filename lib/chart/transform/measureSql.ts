import { aggregateSql, type PushedAggregate } from "../aggregateSql.ts";
import { columnKind, exactSql, momentSql } from "../columnUse.ts";
import { OnlyVega } from "../onlyVega.ts";
import {
  columnId,
  columnValue,
  type MadeColumn,
  namedColumn,
  type RowSource,
  type SourceColumn,
} from "./rowSource.ts";

/** An aggregate that a transform names, as SQL over the source's columns. */
export interface Measure extends Omit<MadeColumn, "name"> {
  redraw: PushedAggregate["redraw"];
}

const counting = new Set(["count", "valid", "missing", "distinct"]);

/**
 * SQL for an aggregate of a transform, over a window where `over` is an OVER clause; throws OnlyVega for one that SQL
 * computes otherwise.
 */
export function measureSql(op: unknown, field: unknown, source: RowSource, over = ""): Measure {
  if (typeof op !== "string") throw new OnlyVega("an aggregate of another kind");
  const measure = (
    value: string,
    identity: string,
    type = "DOUBLE",
    exact: string | null = null,
  ): Measure => {
    const pushed = aggregateSql(op, { value, identity, exact }, over);
    if (!pushed) throw new OnlyVega(`the aggregate ${op}`);
    const isCount = counting.has(op);
    // Vega says undefined, not null, of the mean of nothing.
    const known = {
      nullable: isCount ? false : ("undefined" as const),
      mayBeNaN: !isCount && type !== "TIMESTAMP",
      isWhole: isCount,
    };
    return { type, ...pushed, known };
  };
  if (op === "count") return measure("", "");
  const column = namedColumn(source, field);
  const id = columnId(column);
  const kind = columnKind(column);
  if (kind === "other") throw new OnlyVega(`an aggregate of ${column.type}`);
  if (kind === "text" || kind === "boolean") {
    if (op === "distinct") return measure("", id);
    // Empty text counts as missing.
    const filled = kind === "text" ? `nullif(${id}::VARCHAR, '')` : id;
    if (op === "valid" || op === "missing") return measure(filled, filled);
    throw new OnlyVega(`${op} of text`);
  }
  if (kind === "time" && (op === "min" || op === "max"))
    return measure(`${momentSql(id, column)}${column.type === "DATE" ? "::TIMESTAMP" : ""}`, id, "TIMESTAMP");
  const { sql, mayBeNaN } = columnValue(column);
  return measure(mayBeNaN ? `nullif(${sql}, 'NaN'::DOUBLE)` : sql, id, "DOUBLE", exactSql(id, column));
}

/** The name that Vega-Lite gives an aggregate where a transform gives it none. */
export function measureName(op: unknown, field: unknown, as: unknown): unknown {
  return as ?? (typeof field === "string" ? `${op}_${field}` : op);
}

/** Columns to group by, in the order named. */
export function groupColumns(source: RowSource, groupby: unknown): SourceColumn[] {
  if (groupby === undefined) return [];
  if (!Array.isArray(groupby)) throw new OnlyVega("groups of another kind");
  return groupby.map((field) => {
    const column = namedColumn(source, field);
    if (columnKind(column) === "other") throw new OnlyVega(`groups of ${column.type}`);
    return column;
  });
}

/** `PARTITION BY` these columns; empty where there are none. */
export function partitionBy(columns: readonly SourceColumn[]): string {
  return columns.length > 0 ? `PARTITION BY ${columns.map(columnId).join(", ")}` : "";
}
