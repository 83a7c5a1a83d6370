import type { ValuesRequest } from "../../../lib/engine/viewRequest.ts";
import { quoteIdentifier, quoteLiteral } from "../../../lib/sql/quote.ts";
import type { GridView } from "../../../lib/view/gridView.ts";
import { valueFamily } from "../../../lib/view/valueFamily.ts";
import { comparedSql, textSql } from "../../../lib/view/valueSql.ts";
import { viewSql } from "../../../lib/view/viewSql.ts";
import type { KeptRows } from "../keptResults.ts";
import { keptName } from "../keptSql.ts";

/** The statements of a view of kept rows. */
export interface ClosedRows {
  /** Gives the rows of the view in their order: their places in the kept table, or themselves where it is none. */
  all: string;
  /** How many rows the view has, as `n`. */
  count: string;
  /** Whether `all` gives places. */
  places: boolean;
  /** How many columns order it. */
  keys: number;
  /** Columns as text, read from the kept table `k`. */
  texts: string;
  from: string;
}

/** A name that hides no column: the rows' own order, where they have no rowid. */
const placeColumn = "__eider_place";

export function closedRows(rows: KeptRows, view: GridView): ClosedRows {
  const { expressionOf, from, hasPlaces } = relationOf(rows);
  const also = (view.also ?? []).map((sql) => `(${sql})`);
  // Such conditions call columns by the names of the rows, whatever those are in the table that they are kept in.
  const isNamed = hasPlaces && also.length > 0;
  const { where, orderBy } = viewSql(view, rows.columns, isNamed ? quoteIdentifier : expressionOf);
  const condition = where.length + also.length > 0 ? ` where ${[...where, ...also].join(" and ")}` : "";
  const read = isNamed ? namedRows(rows, from, expressionOf) : from;
  const place = isNamed ? placeColumn : "rowid";
  const count = `select count(*)::DOUBLE as n from ${read}${condition}`;
  const texts = rows.columns
    .map(({ name }) => `k.${expressionOf(name)}::VARCHAR as ${quoteIdentifier(name)}`)
    .join(", ");
  const order = (last: string) => (orderBy.length > 0 ? ` order by ${[...orderBy, last].join(", ")}` : "");
  if (hasPlaces) {
    // A scan gives rows in their order; sorting them by it would cost what the filter saved.
    const all = `select ${place}::UINTEGER as r from ${read}${condition}${order(place)}`;
    return { all, count, places: true, keys: orderBy.length, texts, from };
  }
  const columns = rows.columns
    .map(({ name }) => `${expressionOf(name)} as ${quoteIdentifier(name)}`)
    .join(", ");
  const all =
    orderBy.length === 0
      ? `select ${columns} from ${from}${condition}`
      : `select ${columns} from (select *, row_number() over () as ${placeColumn} from ${from}${condition})${order(placeColumn)}`;
  return { all, count, places: false, keys: orderBy.length, texts, from };
}

/** The rows of a kept table under their own names, with their places. */
function namedRows(rows: KeptRows, from: string, expressionOf: (name: string) => string): string {
  const columns = rows.columns.map(({ name }) => `${expressionOf(name)} as ${quoteIdentifier(name)}`);
  return `(select rowid as ${placeColumn}, ${columns.join(", ")} from ${from})`;
}

/** A page of rows by their places: `places` reads them from the view's table, and they lie from `first` to `last`. */
export function orderedPageSql(rows: ClosedRows, places: string, first: number, last: number): string {
  return (
    `select ${rows.texts} from (select r, rowid as place ${places}) v join ${rows.from} k` +
    ` on k.rowid = v.r and k.rowid >= ${first} and k.rowid <= ${last} order by v.place`
  );
}

/** A column's values as `value` with their number of rows as `n`: one more than asked for where there are more. */
export function valuesSql(rows: KeptRows, { view, column, search, most }: ValuesRequest): string {
  const of = rows.columns.find(({ name }) => name === column);
  if (!of) throw new Error(`There is no column ${column} any more.`);
  const { expressionOf, from } = relationOf(rows);
  const { where } = viewSql(view, rows.columns, expressionOf);
  const family = valueFamily(of.type);
  const text = textSql(expressionOf(column), family);
  if (search !== "") where.push(`contains(lower(${text}), lower(${quoteLiteral(search)}))`);
  const condition = where.length > 0 ? ` where ${where.join(" and ")}` : "";
  // By what a filter on them compares: equal intervals, for one, may differ in their text.
  const grouped = comparedSql(expressionOf(column), family);
  return (
    `select value::VARCHAR as value, n::DOUBLE as n from (select ${grouped} as value, count(*) as n from ${from}${condition}` +
    ` group by 1) order by n desc, value nulls last limit ${most + 1}`
  );
}

/** What the rows are read from, and how their columns are written there. */
function relationOf(rows: KeptRows): {
  from: string;
  expressionOf: (name: string) => string;
  hasPlaces: boolean;
} {
  const { source } = rows;
  if ("query" in source)
    return { from: `(${source.query}\n)`, expressionOf: quoteIdentifier, hasPlaces: false };
  const at = new Map(rows.columns.map(({ name }, place) => [name, source.from[place] ?? name]));
  return {
    from: keptName(source.table),
    expressionOf: (name) => quoteIdentifier(at.get(name) ?? name),
    hasPlaces: !source.from.some((name) => name.toLowerCase() === "rowid"),
  };
}
