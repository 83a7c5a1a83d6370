import type { Column } from "../engine/protocol.ts";
import { bareName } from "../sql/bareName.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { filterSql } from "./filterSql.ts";
import type { Filter, GridView, SortKey } from "./gridView.ts";

/** A part of a view that its relation cannot have, with the reason as a sentence; rows go by without it. */
export interface BrokenPart {
  part: Filter | SortKey;
  reason: string;
}

/** A view in SQL: predicates that must all hold, and keys to order by. */
export interface ViewSql {
  where: string[];
  orderBy: string[];
  broken: BrokenPart[];
}

/**
 * What a view means over a relation with these columns; `expressionOf` is how a column is written there. NULL comes last
 * in either direction, text is compared as text, anything else as DuckDB compares its type.
 */
export function viewSql(
  view: GridView,
  columns: readonly Column[],
  expressionOf: (name: string) => string = quoteIdentifier,
): ViewSql {
  const where: string[] = [];
  const orderBy: string[] = [];
  const broken: BrokenPart[] = [];
  const find = (part: Filter | SortKey) => {
    const column = columns.find(({ name }) => name === part.column);
    if (!column) broken.push({ part, reason: `There is no column ${part.column} any more.` });
    return column;
  };
  for (const filter of view.filters) {
    const column = find(filter);
    if (!column) continue;
    const made = filterSql(filter, column, expressionOf(column.name));
    if (made.ok) where.push(made.sql);
    else broken.push({ part: filter, reason: made.reason });
  }
  for (const key of view.sort) {
    if (find(key)) orderBy.push(`${expressionOf(key.column)}${key.descending ? " desc" : ""} nulls last`);
  }
  return { where, orderBy, broken };
}

/** A view of a relation as a person would write it: a SELECT, in several lines where it has more than one thing to say. */
export function viewQuery(view: GridView, columns: readonly Column[], relation: string): string {
  const { where: filters, orderBy } = viewSql(view, columns, plainName);
  const where = [...filters, ...(view.also ?? []).map(inBrackets)];
  const lines = [`select * from ${bareName(relation)}`];
  where.forEach((predicate, at) => {
    lines.push(at === 0 ? `where ${predicate}` : `  and ${predicate}`);
  });
  if (orderBy.length > 0) lines.push(`order by ${orderBy.join(", ")}`);
  return lines.join("\n");
}

/** A condition that keeps its meaning beside others. */
function inBrackets(condition: string): string {
  return /\b(?:and|or)\b/i.test(condition) ? `(${condition})` : condition;
}

/** A column as one would write it; some words may name a relation bare and not a column. */
function plainName(name: string): string {
  return /^(at|by|unpack)$/i.test(name) ? quoteIdentifier(name) : bareName(name);
}
