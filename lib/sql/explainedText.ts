import { queryStart } from "./scope/statementScopes.ts";
import { statementFacts } from "./statementFacts.ts";
import { splitStatements } from "./statements.ts";
import { applyEdits, type EditedText } from "./textEdits.ts";
import { significant, tokenize } from "./tokenize.ts";

/** An EXPLAIN taken apart. */
export interface ExplainHead {
  measures: boolean;
  /** The options in brackets, as written; "" where there are none. */
  options: string;
  /** Where the explained statement begins. */
  body: number;
}

/** The head of an EXPLAIN statement; null for other statements. */
export function explainHead(statement: string): ExplainHead | null {
  const tokens = significant(tokenize(statement));
  const word = (i: number) => (tokens[i]?.kind === "word" ? tokens[i].text.toUpperCase() : "");
  if (word(0) !== "EXPLAIN") return null;
  const start = queryStart(tokens);
  let at = 1;
  let measures = false;
  if (word(at) === "ANALYZE") {
    measures = true;
    at++;
  }
  let options = "";
  if (tokens[at]?.text === "(" && /^(ANALYZE|FORMAT)$/.test(word(at + 1))) {
    const close = tokens.findIndex((token, i) => i > at && token.text === ")");
    if (close < 0) return null;
    options = statement.slice(tokens[at]?.end, tokens[close]?.start).trim();
    at = close + 1;
  }
  const body = tokens[at] ?? tokens[start];
  if (!body) return null;
  return { measures: measures || /\banalyze\b/i.test(options), options, body: body.start };
}

/**
 * An EXPLAIN that says no format, asking for JSON: that is the plan as data, which is drawn as a tree. Other statements
 * stay, and so does one whose user asked for a format.
 */
export function explainAsJson(statement: string): EditedText {
  const head = explainHead(statement);
  if (!head || /\bformat\b/i.test(head.options)) return applyEdits(statement, []);
  const text = head.measures ? "EXPLAIN (ANALYZE, FORMAT json) " : "EXPLAIN (FORMAT json) ";
  // Its lines stay where they are.
  const lines = statement.slice(0, head.body).replace(/[^\n]/g, "");
  return applyEdits(statement, [{ start: 0, end: head.body, text: text + lines }]);
}

/**
 * A cell's text that explains the last query of another cell's; `measures` has it run and its time told. null where no
 * statement of it can be explained.
 */
export function explainingText(sql: string, measures: boolean): string | null {
  const statements = splitStatements(sql).map(({ text }) => text);
  const last = statements.findLast((text) =>
    /^(select|explain|pivot|summarize|insert|update|delete|create)$/.test(statementFacts(text).kind),
  );
  if (last === undefined) return null;
  const head = explainHead(last);
  const query = head ? last.slice(head.body) : last;
  // A plan of what makes or changes something is a plan; measuring it would do it.
  const mayRun = /^(select|summarize)$/.test(statementFacts(query).kind);
  return `${measures && mayRun ? "explain analyze" : "explain"}\n${query}`;
}
