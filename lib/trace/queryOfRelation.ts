import { queryStart } from "../sql/scope/statementScopes.ts";
import { statementFacts } from "../sql/statementFacts.ts";
import { splitStatements } from "../sql/statements.ts";
import { significant, tokenize } from "../sql/tokenize.ts";
import { NotFollowed, sameName } from "./query.ts";

/**
 * The query whose rows a relation has, by the script that makes it: the last SELECT of the cell `cell`, or what one of
 * its statements makes under that name. Throws NotFollowed.
 */
export function queryOfRelation(script: string, relation: string, cell: string): string {
  const statements = splitStatements(script).map(({ text }) => ({ text, facts: statementFacts(text) }));
  for (const { text, facts } of statements.toReversed()) {
    if (facts.writes.some((name) => sameName(name, relation)))
      throw new NotFollowed(`A statement of ${cell} changes the rows of ${relation} after they were made.`);
    if (!facts.creates.some(({ name }) => sameName(name, relation))) continue;
    const start = significant(tokenize(text))[queryStart(significant(tokenize(text)))]?.start;
    if (start === undefined)
      throw new NotFollowed(`${relation} is made without a query, so its rows come of no other relation.`);
    return text.slice(start);
  }
  const last = statements.findLast(({ facts }) => facts.returnsRows);
  if (!last || !sameName(relation, cell))
    throw new NotFollowed(`No statement of ${cell} selects the rows of ${relation}.`);
  return last.text;
}
