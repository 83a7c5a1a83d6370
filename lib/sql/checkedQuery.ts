import { queryStart } from "./scope/statementScopes.ts";
import { statementFacts } from "./statementFacts.ts";
import { significant, type Token, tokenize } from "./tokenize.ts";

/** Functions in FROM that read nothing but their arguments and the catalogue. */
const bindsAlone =
  /^(generate_series|generate_subscripts|json_each|json_tree|range|repeat|repeat_row|unnest|duckdb_\w+)$/i;

/**
 * The query of a statement, ready for DESCRIBE: what stands before it is blanked, so that places stay. null where
 * there is none, or where binding it could do more than look at names and types: PIVOT reads rows to find its columns,
 * and readers read files.
 */
export function checkedQuery(sql: string): string | null {
  const facts = statementFacts(sql);
  if (!/^(select|explain|create|insert|summarize)$/.test(facts.kind)) return null;
  if (facts.strings.length > 0 || !facts.tableFunctions.every(({ name }) => bindsAlone.test(name)))
    return null;
  const tokens = significant(tokenize(sql));
  if (tokens.some(({ kind, text }) => kind === "word" && /^(UN)?PIVOT/i.test(text))) return null;
  const start = tokens[queryStart(tokens)]?.start;
  // In brackets it must stay whole: `select 1) union (select 2` is no query by itself.
  if (start === undefined || closesMore(tokens)) return null;
  return sql.slice(0, start).replace(/[^\n]/g, " ") + sql.slice(start);
}

function closesMore(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const { kind, text } of tokens) {
    if (kind !== "punctuation") continue;
    if (text === "(") depth++;
    else if (text === ")" && --depth < 0) return true;
  }
  return depth > 0;
}
