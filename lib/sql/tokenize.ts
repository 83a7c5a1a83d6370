export type TokenKind =
  | "space"
  | "comment"
  | "string" // 'text', E'text', x'ff', $$text$$
  | "quoted" // "identifier"
  | "word" // keyword or bare identifier
  | "number"
  | "operator"
  | "punctuation" // ( ) [ ] { } , ; .
  | "parameter" // $1, $name, ?, ?1, :name
  | "placeholder" // {{ name }}, {{ name.member }}
  | "unknown";

/** A piece of SQL text; `start` and `end` count UTF-16 units. `closed` is false for a string, comment or quote that never ends. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly closed: boolean;
}

const space = /[\s\u00a0\ufeff]+/y;
const lineComment = /--[^\r\n]*/y;
const word = /[A-Za-z_\u0080-\u{10ffff}][\w$\u0080-\u{10ffff}]*/uy;
const number =
  /0[xX][0-9a-fA-F_]+|0[bB][01_]+|(?:\d[\d_]*(?:\.(?!\.)[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?/y;
const placeholder = /\{\{\s*[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{M}\p{N}_]*)*\s*\}\}/uy;
const parameter = /\$(?:\d+|[A-Za-z_]\w*)|\?\d*/y;
const colonName = /:[A-Za-z_]\w*/y;
const dollarQuote = /\$(?:[A-Za-z_\u0080-\u{10ffff}][\w\u0080-\u{10ffff}]*)?\$/uy;
const operators = /::|:=|:|[~!@#^&|`+\-*/%<>=]+/y;

/** DuckDB SQL as tokens that together are exactly the text. Never throws, whatever the text. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let before: Token | undefined; // the last token that is neither space nor comment
  let at = 0;
  while (at < sql.length) {
    const found = next(sql, at, before);
    const token: Token = {
      ...found,
      text: sql.slice(at, found.end),
      start: at,
      closed: found.closed ?? true,
    };
    tokens.push(token);
    if (token.kind !== "space" && token.kind !== "comment") before = token;
    at = token.end;
  }
  return tokens;
}

/** Tokens without spaces and comments. */
export function significant(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => token.kind !== "space" && token.kind !== "comment");
}

/** What a `word` or `quoted` token names: quotes taken off; null for other tokens. */
export function identifierOf(token: Token | undefined): string | null {
  if (token?.kind === "word") return token.text;
  if (token?.kind === "quoted")
    return token.text.slice(1, token.closed ? -1 : undefined).replaceAll('""', '"');
  return null;
}

/** The value of a plain or dollar-quoted string token; null for other tokens and for E'' and x'' strings. */
export function stringValue(token: Token | undefined): string | null {
  if (token?.kind !== "string" || !token.closed) return null;
  if (token.text.startsWith("'")) return token.text.slice(1, -1).replaceAll("''", "'");
  const tag = match(dollarQuote, token.text, 0);
  return tag ? token.text.slice(tag.length, -tag.length) : null;
}

/** What stands inside a `{{ name }}` token, members included: `period.start`. */
export function placeholderPath(token: Token): string {
  return token.text.slice(2, -2).trim();
}

/** The name that a `{{ name }}` or `{{ name.member }}` token reads. */
export function placeholderName(token: Token): string {
  return placeholderPath(token).replace(/\..*$/s, "");
}

interface Found {
  kind: TokenKind;
  end: number;
  closed?: boolean;
}

function next(sql: string, at: number, before: Token | undefined): Found {
  const char = sql.charAt(at);
  const gap = match(space, sql, at);
  if (gap) return { kind: "space", end: at + gap.length };
  const note = match(lineComment, sql, at);
  if (note) return { kind: "comment", end: at + note.length };
  if (sql.startsWith("/*", at)) return blockComment(sql, at);
  if (char === "'") return { kind: "string", ...quotedEnd(sql, at, false) };
  if (char === '"') return { kind: "quoted", ...quotedEnd(sql, at, false) };
  if (/[eExXbBnN]/.test(char) && sql[at + 1] === "'")
    return { kind: "string", ...quotedEnd(sql, at + 1, char === "e" || char === "E") };
  if (char === "$" || char === "?") return dollarOrQuestion(sql, at);
  const name = match(word, sql, at);
  if (name) return { kind: "word", end: at + name.length };
  const digits = match(number, sql, at);
  if (digits) return { kind: "number", end: at + digits.length };
  const hole = match(placeholder, sql, at);
  if (hole) return { kind: "placeholder", end: at + hole.length };
  if (/[()[\]{},;.]/.test(char)) return { kind: "punctuation", end: at + 1 };
  const named = match(colonName, sql, at);
  if (named && startsValue(before)) return { kind: "parameter", end: at + named.length };
  const run = match(operators, sql, at);
  if (run) return { kind: "operator", end: at + operatorLength(run) };
  return { kind: "unknown", end: at + ((sql.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) };
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

// `:name` after a value is a slice, a struct field or a prefix alias; only where a value must begin is it a parameter.
function startsValue(before: Token | undefined): boolean {
  if (before === undefined) return false;
  return before.kind === "operator" ? before.text !== ":" : before.text === "(" || before.text === ",";
}

function dollarOrQuestion(sql: string, at: number): Found {
  const tag = match(dollarQuote, sql, at);
  if (tag) {
    const close = sql.indexOf(tag, at + tag.length);
    return close < 0
      ? { kind: "string", end: sql.length, closed: false }
      : { kind: "string", end: close + tag.length };
  }
  const value = match(parameter, sql, at);
  return value ? { kind: "parameter", end: at + value.length } : { kind: "unknown", end: at + 1 };
}

function quotedEnd(sql: string, open: number, backslashes: boolean): { end: number; closed: boolean } {
  const quote = sql.charAt(open);
  for (let i = open + 1; i < sql.length; i++) {
    const char = sql[i];
    if (backslashes && char === "\\") i++;
    else if (char === quote) {
      if (sql[i + 1] !== quote) return { end: i + 1, closed: true };
      i++;
    }
  }
  return { end: sql.length, closed: false };
}

// Comments nest, as in PostgreSQL.
function blockComment(sql: string, at: number): Found {
  let depth = 0;
  for (let i = at; i < sql.length; i++) {
    if (sql.startsWith("/*", i)) {
      depth++;
      i++;
    } else if (sql.startsWith("*/", i)) {
      depth--;
      i++;
      if (depth === 0) return { kind: "comment", end: i + 1 };
    }
  }
  return { kind: "comment", end: sql.length, closed: false };
}

// PostgreSQL's rule: an operator stops before a comment, and ends in + or - only with one of ~!@#^&|`% in it.
function operatorLength(run: string): number {
  const comment = run.search(/--|\/\*/);
  let text = comment > 0 ? run.slice(0, comment) : run;
  while (text.length > 1 && /[+-]$/.test(text) && !/[~!@#^&|`%]/.test(text)) text = text.slice(0, -1);
  return text.length;
}
