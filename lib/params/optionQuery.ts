import { quoteIdentifier, quoteLiteral } from "../sql/quote.ts";

/** Options shown at once; more are found by typing. */
export const mostShown = 200;

/**
 * The distinct values of a column as text, in the column's own order, those that contain what was typed (compared
 * without case); NULL is no option. Answers one column `v`, at most `mostShown` + 1 rows: the last tells that there are more.
 */
export function optionQuery(relation: string, column: string, typed: string): string {
  const [from, name] = [quoteIdentifier(relation), quoteIdentifier(column)];
  const search =
    typed === "" ? "" : ` and contains(lower(cast(${name} as varchar)), lower(${quoteLiteral(typed)}))`;
  return `select cast(o as varchar) as v from (select distinct ${name} as o from ${from} where ${name} is not null${search}) order by o limit ${mostShown + 1}`;
}

/** Which of these values the column does not have, as text in one column `v`. */
export function missingOptionsQuery(
  relation: string,
  { name, type }: { name: string; type: string },
  values: readonly string[],
): string {
  const column = quoteIdentifier(name);
  const list = values.map(quoteLiteral).join(", ");
  // A text that is no value of the type is none of the options either; it must not stop the query.
  return `select w as v from (select unnest([${list}]) as w) where try_cast(w as ${type}) is null or try_cast(w as ${type}) not in (select ${column} from ${quoteIdentifier(relation)} where ${column} is not null)`;
}

/** Whether values of a DuckDB type can be picked from a list: nested ones cannot, nor those whose text needs a time zone. */
export function canBeOption(type: string): boolean {
  return !/\[\d*\]$|^(STRUCT|MAP|UNION|BLOB)\b|WITH TIME ZONE$/.test(type);
}
