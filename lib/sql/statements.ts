import { type Token, tokenize } from "./tokenize.ts";

/** One statement of a text: `text` is sql.slice(start, end), without the semicolon and the space around it. */
export interface Statement {
  text: string;
  start: number;
  end: number;
}

/** Splits at semicolons outside strings, comments and parentheses. Statements of nothing but space and comments are dropped. */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = [];
  let depth = 0;
  let first: Token | null = null;
  let last: Token | null = null;
  const close = () => {
    if (first && last)
      statements.push({ text: sql.slice(first.start, last.end), start: first.start, end: last.end });
    first = null;
    last = null;
    depth = 0;
  };
  for (const token of tokenize(sql)) {
    if (token.kind === "space" || token.kind === "comment") continue;
    if (token.text === ";" && depth <= 0) {
      close();
      continue;
    }
    if (token.kind === "punctuation" && "([{".includes(token.text)) depth++;
    if (token.kind === "punctuation" && ")]}".includes(token.text)) depth--;
    first ??= token;
    last = token;
  }
  close();
  return statements;
}
