import { type Token, tokenize } from "./tokenize.ts";

/** One statement of a text, without the semicolon and without spaces and comments around it. */
export interface Statement {
  text: string;
  start: number;
  end: number;
}

const depthOf: Record<string, number> = { "(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1 };

/** The statements of a text in order; semicolons in strings, comments and brackets do not split, empty ones are dropped. */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = [];
  let first: Token | undefined;
  let last: Token | undefined;
  let depth = 0;
  const finish = () => {
    if (first && last)
      statements.push({ text: sql.slice(first.start, last.end), start: first.start, end: last.end });
    first = last = undefined;
  };
  for (const token of tokenize(sql)) {
    if (token.kind === "space" || token.kind === "comment") continue;
    if (token.text === ";" && depth === 0) {
      finish();
      continue;
    }
    if (token.kind === "punctuation") depth = Math.max(0, depth + (depthOf[token.text] ?? 0));
    first ??= token;
    last = token;
  }
  finish();
  return statements;
}
