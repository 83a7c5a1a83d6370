import { quoteLiteral } from "../../sql/quote.ts";
import { commonType, type JsValue } from "../expression/jsValue.ts";
import type { JsonObject } from "../jsonObject.ts";
import { OnlyVega } from "../onlyVega.ts";
import {
  checkedName,
  columnId,
  columnValue,
  type MadeColumn,
  madeColumn,
  namedColumn,
  type RowSource,
  selectFrom,
} from "./rowSource.ts";

/** `fold`: a row becomes one for each of the fields, with the field's name and its value. */
export function foldStep(step: JsonObject, source: RowSource): RowSource {
  const { fold, as = ["key", "value"] } = step;
  if (!Array.isArray(fold) || fold.length === 0 || !Array.isArray(as)) throw new OnlyVega("fold");
  const values = fold.map((field) => columnValue(namedColumn(source, field)));
  const [first, ...others] = values;
  if (!first) throw new OnlyVega("fold");
  const joint = others.reduce<JsValue>((all, value) => ({ ...commonType(all, value), sql: "" }), first);
  const keys = fold.map((field) => quoteLiteral(String(field).replace(/\\(.)/g, "$1")));
  const key: MadeColumn = {
    name: checkedName(as[0] ?? "key"),
    type: "VARCHAR",
    sql: `unnest([${keys.join(", ")}])`,
    known: { nullable: false, mayBeNaN: false },
  };
  const { moment: _moment, literal: _literal, whole: _whole, floored: _floored, ...plain } = joint;
  const value = madeColumn(as[1] ?? "value", {
    ...plain,
    sql: `unnest([${values.map(({ sql }) => sql).join(", ")}])`,
  });
  return unnested(source, [key, value], keys.length);
}

/** `flatten`: a row becomes one for each entry of its lists, which stand side by side. */
export function flattenStep(step: JsonObject, source: RowSource): RowSource {
  const { flatten, as, index } = step;
  if (!Array.isArray(flatten) || index !== undefined) throw new OnlyVega("flatten");
  // A missing list is an error to Vega; rows with an empty one are left out by both.
  const columns = flatten.map((field) => source.columns.find(({ name }) => name === field));
  const names = Array.isArray(as) ? as : [];
  const made = columns.map((column, index): MadeColumn => {
    if (!column?.type.endsWith("[]")) throw new OnlyVega("flatten");
    const type = column.type.slice(0, -2);
    return { name: checkedName(names[index] ?? column.name), type, sql: `unnest(${columnId(column)})` };
  });
  return unnested(source, made, null);
}

function unnested(source: RowSource, made: readonly MadeColumn[], count: number | null): RowSource {
  if (source.order === null) return selectFrom(source, { made });
  if (count === null) throw new OnlyVega("lists of rows that were sorted");
  const place = { name: placeName, type: "BIGINT", sql: `unnest(range(${count}))` };
  const rows = selectFrom(source, { made: [...made, place] });
  const id = columnId(namedColumn(rows, placeName));
  return selectFrom(rows, {
    kept: rows.columns.filter(({ name }) => name !== placeName),
    order: `row_number() OVER (ORDER BY ${rows.order}, ${id})`,
  });
}

const placeName = "fold place";
