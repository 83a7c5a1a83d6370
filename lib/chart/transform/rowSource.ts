import type { Column } from "../../engine/protocol.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { ColumnKnown } from "../columnKnown.ts";
import { columnKind, epochMs, momentSql, safeRange } from "../columnUse.ts";
import type { FieldValue } from "../expression/compileExpression.ts";
import type { JsValue } from "../expression/jsValue.ts";
import { wholeType } from "../expression/wholeValue.ts";
import { type ColumnTime, localSql } from "../localTime.ts";
import { OnlyVega } from "../onlyVega.ts";
import type { BaseRows } from "./baseRows.ts";

/** A column of a row source: what Vega calls it, and what it is called in SQL. */
export interface SourceColumn extends Column, ColumnTime {
  /** The SQL identifier, quoted; the quoted name where it is missing. */
  id?: string;
  /** What is known of its values, by statistics or by the transform that made them. */
  known?: ColumnKnown;
  /** Vega reads it as another type than it has, so no expression over it can be followed. */
  isConverted?: boolean;
}

/** Rows in SQL: a relation, and what was done to its rows on the way. */
export interface RowSource {
  /** Entries of a WITH clause, in order. */
  ctes: readonly string[];
  /** What to select from, quoted. */
  from: string;
  columns: readonly SourceColumn[];
  /** The SQL identifier of a column that counts rows in Vega's order; null while the relation's own order stands. */
  order: string | null;
  /** What to select all rows of the relation from where `from` has only some: edges of bins are those of all. */
  whole?: string;
  /** What the rows are of the relation's own; absent where nobody follows that. */
  base?: BaseRows;
}

/** The rows of a relation as they stand, or those of them for which a condition in SQL holds. */
export function relationSource(
  relation: string,
  columns: readonly SourceColumn[],
  where: string | null = null,
): RowSource {
  const name = quoteIdentifier(relation);
  const local = columns.flatMap((column) => {
    const sql = onClock(column);
    return sql === null ? [] : [`${sql} AS ${quoteIdentifier(column.name)}`];
  });
  // A SELECT around the rows, so that a condition on them reads instants as they are.
  const shown = (from: string) =>
    local.length > 0 ? `(SELECT * REPLACE (${local.join(", ")}) FROM ${from})` : from;
  const base = { columns: columns.map(ofBase), where: [], lost: null };
  if (where === null) return { ctes: [], from: shown(name), columns, order: null, base };
  const from = shown(filteredFrom(relation, where));
  return { ctes: [], from, columns, order: null, base, whole: shown(name) };
}

function onClock({ clock, known }: SourceColumn): string | null {
  return clock ? localSql(clock, known?.mayBeNaN === false) : null;
}

/** Over a row of the relation, the time on the clock is an expression. */
function ofBase(column: SourceColumn): SourceColumn {
  const sql = onClock(column);
  return sql === null ? column : { ...column, id: `(${sql})` };
}

/** What stands behind FROM for the rows of a relation that fulfil a condition: no WITH, which DuckDB would compute apart. */
export function filteredFrom(relation: string, where: string): string {
  return `(SELECT * FROM ${quoteIdentifier(relation)} WHERE ${where})`;
}

/** `WITH` and the source's steps, to stand before a SELECT; empty for a relation as it stands. */
export function withClause({ ctes }: RowSource, more: readonly string[] = []): string {
  const all = [...ctes, ...more];
  return all.length > 0 ? `WITH ${all.join(",\n")}\n` : "";
}

/** A column's SQL identifier. */
export function columnId({ id, name }: SourceColumn): string {
  return id ?? quoteIdentifier(name);
}

/** A column that a step makes. */
export interface MadeColumn {
  name: string;
  type: string;
  sql: string;
  known?: ColumnKnown;
  /** The zone that its times are said in. */
  saidIn?: string;
}

interface Selection {
  /** Columns that stay; all unless told. */
  kept?: readonly SourceColumn[];
  made?: readonly MadeColumn[];
  /** All behind FROM. */
  tail?: string;
  /** Other names that stand in FROM. */
  beside?: readonly string[];
  /** SQL for the order of the new rows; the order stays as it is unless told. */
  order?: string | null;
  /** WITH entries that the SELECT needs. */
  ctes?: readonly string[];
}

/** The source with one more SELECT around it; a made column takes the place of one with the same name. */
export function selectFrom(source: RowSource, selection: Selection): RowSource {
  const { kept = source.columns, made = [], tail = "", beside = [], ctes = [] } = selection;
  const order = selection.order === undefined ? source.order : selection.order;
  const names = new Set(made.map(({ name }) => name));
  const staying = kept.filter(({ name }) => !names.has(name));
  const taken = new Set([...staying.map((column) => columnId(column).toLowerCase()), orderId]);
  const added = made.map((column) => ({ column, id: freeId(column.name, taken) }));
  const list = [
    ...staying.map(columnId),
    ...added.map(({ column, id }) => `${column.sql} AS ${id}`),
    ...(order === null ? [] : [`${order} AS ${orderId}`]),
  ];
  const name = `s${source.ctes.length + ctes.length}`;
  const from = [source.from, ...beside].join(", ");
  const body = `SELECT ${list.length > 0 ? list.join(", ") : "1 AS one"} FROM ${from}${tail === "" ? "" : ` ${tail}`}`;
  return {
    ctes: [...source.ctes, ...ctes, `${name} AS (${body})`],
    from: name,
    columns: [...staying, ...added.map(({ column: { sql: _sql, ...column }, id }) => ({ ...column, id }))],
    order: order === null ? null : orderId,
  };
}

/** The source with its rows counted, which has to be done while they are still in the relation's order. */
export function counted(source: RowSource): RowSource {
  return source.order === null ? selectFrom(source, { order: "row_number() OVER ()" }) : source;
}

const orderId = '"row order"';

function freeId(name: string, taken: Set<string>): string {
  let id = quoteIdentifier(name);
  for (let count = 2; taken.has(id.toLowerCase()); count++) id = quoteIdentifier(`${name} ${count}`);
  taken.add(id.toLowerCase());
  return id;
}

/** The column that a transform names, by its exact name; throws OnlyVega where there is none, or it is nested. */
export function namedColumn(source: RowSource, field: unknown): SourceColumn {
  if (typeof field !== "string") throw new OnlyVega("a field without a name");
  const plain = field.replace(/\\(.)/g, "$1");
  if (plain === field && /[.[\]]/.test(field)) throw new OnlyVega("a nested field");
  const column = source.columns.find(({ name }) => name === plain);
  if (!column || column.isConverted) throw new OnlyVega(`the field ${field}`);
  return column;
}

/** The values of a column as an expression sees them. */
export function columnValue(column: SourceColumn): JsValue {
  const id = columnId(column);
  const { nullable = true, isWhole } = column.known ?? {};
  switch (columnKind(column)) {
    case "whole":
    case "bigWhole":
    case "hugeWhole": {
      const range = safeRange(column);
      const value: JsValue = { sql: `${id}::DOUBLE`, type: "number", nullable, mayBeNaN: false };
      if (!range) return value;
      const sql = columnKind(column) === "hugeWhole" || column.type === "UBIGINT" ? `${id}::BIGINT` : id;
      return { ...value, isWhole: true, ...(nullable === "undefined" ? {} : { whole: { sql, range } }) };
    }
    case "decimal":
      return { sql: `${id}::DOUBLE`, type: "number", nullable, mayBeNaN: false };
    case "float": {
      const value: JsValue = { sql: id, type: "number", nullable, mayBeNaN: column.known?.mayBeNaN ?? true };
      if (column.type !== "DOUBLE") value.sql = `${id}::DOUBLE`;
      return isWhole ? { ...value, isWhole } : value;
    }
    case "time": {
      const moment = momentSql(id, column);
      const value: JsValue = { sql: epochMs(moment), type: "number", nullable, mayBeNaN: false, moment };
      const range = safeRange(column);
      return range ? { ...value, whole: { sql: `epoch_ms(${moment})`, range } } : value;
    }
    case "text":
      return {
        sql: column.type === "VARCHAR" ? id : `${id}::VARCHAR`,
        type: "string",
        nullable,
        mayBeNaN: false,
      };
    case "boolean":
      return { sql: id, type: "boolean", nullable, mayBeNaN: false };
    default:
      throw new OnlyVega(`values of ${column.type}`);
  }
}

/** How expressions find the fields of a source's rows. */
export function fieldsOf(source: RowSource): FieldValue {
  return (name) => {
    const column = source.columns.find((candidate) => candidate.name === name);
    if (!column || column.isConverted) throw new OnlyVega(`the field ${name}`);
    return columnValue(column);
  };
}

/** A name for a new column; throws OnlyVega where it is none, or one that Vega reads as a path. */
export function checkedName(name: unknown): string {
  if (typeof name !== "string" || name === "") throw new OnlyVega("a column without a name");
  if (/[.[\]\\"']/.test(name)) throw new OnlyVega("a name that Vega reads as a path");
  return name;
}

/** A column made of an expression's values. */
export function madeColumn(name: unknown, value: JsValue): MadeColumn {
  const types = { number: "DOUBLE", string: "VARCHAR", boolean: "BOOLEAN", null: "" };
  const type = types[value.type];
  if (type === "") throw new OnlyVega("a column of nulls");
  const { nullable, mayBeNaN, isWhole = false, whole } = value;
  if (whole) {
    const type = wholeType(whole);
    const known = { nullable, mayBeNaN: false, isWhole: true, range: whole.range };
    return { name: checkedName(name), type, sql: `${whole.sql}::${type}`, known };
  }
  return { name: checkedName(name), type, sql: value.sql, known: { nullable, mayBeNaN, isWhole } };
}
