import { quoteLiteral } from "../sql/quote.ts";
import { type StatementFacts, statementFacts } from "../sql/statementFacts.ts";
import { splitStatements } from "../sql/statements.ts";
import { applyEdits } from "../sql/textEdits.ts";
import { placeholderPath, tokenize } from "../sql/tokenize.ts";
import type { PipelineModel } from "./pipeline.ts";

/** The statements of a cell: those before its last query, and that query, if it ends with one. */
export function cellStatements(sql: string): Pick<PipelineModel, "before" | "query"> {
  const all = splitStatements(sql).map(({ text }) => ({ text, facts: statementFacts(text) }));
  const last = all.at(-1);
  const query = last ? asQuery(last.text, last.facts) : null;
  const before = (query === null ? all : all.slice(0, -1))
    // Rows that nobody kept.
    .filter(({ facts }) => facts.kind !== "select" && facts.kind !== "pivot")
    .map(({ text, facts }) => repeatable(text, facts));
  return { before, query };
}

/** A statement as a query that can stand after AS; null where it is none. */
function asQuery(text: string, { kind }: StatementFacts): string | null {
  if (kind === "select" || kind === "pivot") return text;
  if (kind === "describe" || kind === "summarize") return `SELECT * FROM (${text})`;
  return null;
}

/** A cell makes its tables anew at each run, and so does what stands for it. */
function repeatable(text: string, { kind, creates }: StatementFacts): string {
  if (kind !== "create" || creates.length === 0) return text;
  return text.replace(
    /^(\s*create)(\s+)(?!or\s+replace)(?=(?:temp|temporary|table|view|recursive)\b)(?![^(]*?\bif\s+not\s+exists\b)/i,
    "$1 OR REPLACE$2",
  );
}

/** Puts `getvariable('name')` in place of each `{{name}}`; a `.` in a name becomes `_`. */
export function withVariables(sql: string): string {
  const edits = tokenize(sql)
    .filter((token) => token.kind === "placeholder")
    .map((token) => ({
      start: token.start,
      end: token.end,
      text: `getvariable(${quoteLiteral(variableName(placeholderPath(token)))})`,
    }));
  return applyEdits(sql, edits).text;
}

/** What the value of `{{path}}` is called as a variable. */
export const variableName = (path: string): string =>
  path.normalize("NFC").toLowerCase().replaceAll(".", "_");
