import type { BoundValue } from "../engine/protocol.ts";
import { bindParams } from "./bindParams.ts";
import { resolveFiles } from "./fileReferences.ts";
import { rewriteForEngine } from "./rewriteForEngine.ts";
import { statementFacts } from "./statementFacts.ts";
import { splitStatements } from "./statements.ts";

/** Functions in FROM that read nothing but their arguments. */
const fromArguments = new Set([
  "generate_series",
  "generate_subscripts",
  "json_each",
  "json_tree",
  "range",
  "repeat",
  "repeat_row",
  "unnest",
]);

/**
 * One bound SELECT from a TypeScript cell, ready to stand in parentheses, with the relations that it reads: all of them,
 * so that a run can be held to those that its cell names. `lookupFile` answers the relation of a source for a file or an
 * address as the SQL names it, or null. Throws, saying why, for what could read others.
 */
export function prepareSelect(
  text: string,
  params: Readonly<Record<string, BoundValue>>,
  lookupFile: (path: string) => string | null = () => null,
): { sql: string; reads: string[]; zones: string[] } {
  const statements = splitStatements(text);
  const [only] = statements;
  if (!only || statements.length > 1) throw new Error("A sql template holds one SELECT.");
  const named = resolveFiles(only.text, (_, path) => lookupFile(path));
  if (!named.ok) throw new Error([named.error.message, named.error.hint ?? ""].join(" ").trim());
  const facts = statementFacts(named.value.sql);
  if (facts.kind !== "select")
    throw new Error("A sql template reads: it holds one SELECT and no other statement.");
  // query('…'), read_text('…') and their like say in a value what they read, where nobody sees it before it runs.
  const hidden = facts.tableFunctions.find(({ name }) => !fromArguments.has(name.toLowerCase()));
  if (hidden)
    throw new Error(
      `A sql template cannot read from ${hidden.name}(…). Read it in a SQL cell, and name that.`,
    );
  const bound = bindParams(named.value.sql, params);
  if (!bound.ok) throw new Error(bound.error.message);
  const rewritten = rewriteForEngine(bound.value.sql);
  const [problem] = rewritten.problems;
  if (problem) throw new Error(problem.message);
  return { sql: rewritten.text, reads: facts.reads, zones: rewritten.zones };
}
