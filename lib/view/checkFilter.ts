import type { Column, EngineApi } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { filterSql } from "./filterSql.ts";
import type { Filter } from "./gridView.ts";

/**
 * What is wrong with a filter, by the engine's own word and before any row is looked at: a regular expression that is
 * none, a day that no month has. Null where nothing is.
 */
export async function checkFilter(
  filter: Filter,
  column: Column,
  select: EngineApi["select"],
): Promise<string | null> {
  const isExpression = filter.kind === "text" && filter.how === "matches";
  // All else is known to be right by its form alone.
  if (!isExpression && filter.kind !== "range") return null;
  const made = filterSql(filter, column, quoteIdentifier(column.name));
  if (!made.ok) return made.reason;
  const empty = `(select null::${column.type} as ${quoteIdentifier(column.name)})`;
  const answer = await select(`select ${made.sql} as passes from ${empty}`, 1);
  if (answer.ok || answer.error.code !== "sql") return null;
  const [said = ""] = answer.error.message.replace(/^[A-Z][A-Za-z ]* Error: /, "").split("\n");
  return isExpression ? `Not a regular expression: ${said}.` : said;
}
