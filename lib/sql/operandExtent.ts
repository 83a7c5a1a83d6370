import type { Token } from "./tokenize.ts";

// A left operand starts after one of these; nothing else can stand before an additive expression.
const startsExpression =
  /^(SELECT|DISTINCT|ALL|WHERE|AND|OR|NOT|ON|WHEN|THEN|ELSE|CASE|BY|HAVING|QUALIFY|FROM|VALUES|BETWEEN|IN|IS|LIKE|ILIKE|SIMILAR|GLOB|RETURNING|SET|LIMIT|OFFSET|USING|ANY|ESCAPE|DEFAULT|IF|FILTER)$/;
const tighter = /^(\*|\/|%|\/\/|\^|\*\*|\+|-|::|@|~)$/;
const opens = /^[([{]$/;
const closes = /^[)\]}]$/;

const upper = (token: Token | undefined) => (token?.kind === "word" ? token.text.toUpperCase() : "");
const is = (token: Token | undefined, pattern: RegExp) => token !== undefined && pattern.test(token.text);

/** Where the left operand of the `+` or `-` at `at` begins: the index of its first token, -1 where there is none. */
export function leftOperand(tokens: readonly Token[], at: number): number {
  let depth = 0;
  let i = at - 1;
  for (; i >= 0; i--) {
    const token = tokens[i];
    const word = upper(token);
    if (is(token, closes) || word === "END") depth++;
    else if (depth > 0 && (is(token, opens) || word === "CASE")) depth--;
    else if (depth === 0) {
      if (is(token, opens) || is(token, /^[,;:]$/) || startsExpression.test(word)) break;
      if (token?.kind === "operator" && !tighter.test(token.text)) break;
    }
  }
  return i + 1 < at ? i + 1 : -1;
}

/** The index after the right operand of the `+` or `-` at `at`: one product of values, -1 where there is none. */
export function rightOperand(tokens: readonly Token[], at: number): number {
  let i = unary(tokens, at + 1);
  while (i > 0 && is(tokens[i], /^(\*|\/|%|\/\/|\^|\*\*)$/)) i = unary(tokens, i + 1);
  return i;
}

function unary(tokens: readonly Token[], at: number): number {
  let i = at;
  while (is(tokens[i], /^[-+~@]$/)) i++;
  i = value(tokens, i);
  return i < 0 ? i : suffixes(tokens, i);
}

function value(tokens: readonly Token[], i: number): number {
  const token = tokens[i];
  if (!token) return -1;
  if (is(token, opens)) return afterGroup(tokens, i);
  if (/^(number|string|parameter|placeholder)$/.test(token.kind)) return i + 1;
  if (token.kind !== "word" && token.kind !== "quoted") return -1;
  if (upper(token) === "CASE") return afterCase(tokens, i);
  if (upper(token) === "INTERVAL" && tokens[i + 1]?.text !== ".") return afterInterval(tokens, i + 1);
  // TIMESTAMP '…', TIMESTAMP WITH TIME ZONE '…'
  let typed = i + 1;
  while (/^(WITH|WITHOUT|TIME|ZONE|PRECISION)$/.test(upper(tokens[typed]))) typed++;
  if (token.kind === "word" && tokens[typed]?.kind === "string") return typed + 1;
  return afterName(tokens, i);
}

function afterName(tokens: readonly Token[], i: number): number {
  let at = i + 1;
  while (tokens[at]?.text === ".") at += 2;
  return tokens[at]?.text === "(" ? afterGroup(tokens, at) : at;
}

function afterInterval(tokens: readonly Token[], i: number): number {
  const at = value(tokens, i);
  if (at < 0) return at;
  const unit =
    /^(YEAR|QUARTER|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND|MILLISECOND|MICROSECOND|DECADE|CENTURY|MILLENNIUM)S?$/;
  if (!unit.test(upper(tokens[at]))) return at;
  return upper(tokens[at + 1]) === "TO" ? at + 3 : at + 1;
}

function suffixes(tokens: readonly Token[], from: number): number {
  let i = from;
  for (;;) {
    const word = upper(tokens[i]);
    if (tokens[i]?.text === "[") i = afterGroup(tokens, i);
    else if (tokens[i]?.text === ".") i = afterName(tokens, i + 1);
    else if (tokens[i]?.text === "::") i = afterType(tokens, i + 1);
    else if (word === "AT" && upper(tokens[i + 1]) === "TIME") {
      const zone = value(tokens, i + 3);
      if (zone < 0) return zone;
      i = zone;
    } else if (word === "COLLATE") i = afterName(tokens, i + 1);
    else if (/^(OVER|FILTER)$/.test(word)) i = value(tokens, i + 1) < 0 ? i + 1 : value(tokens, i + 1);
    else return i;
  }
}

function afterType(tokens: readonly Token[], i: number): number {
  let at = afterName(tokens, i);
  while (/^(WITH|WITHOUT|TIME|ZONE|PRECISION|VARYING)$/.test(upper(tokens[at]))) at++;
  return at;
}

function afterCase(tokens: readonly Token[], i: number): number {
  let depth = 0;
  for (let at = i; at < tokens.length; at++) {
    if (upper(tokens[at]) === "CASE") depth++;
    else if (upper(tokens[at]) === "END" && --depth === 0) return at + 1;
  }
  return -1;
}

/** The index after the bracket that closes the one at `i`, or -1. */
export function afterGroup(tokens: readonly Token[], i: number): number {
  let depth = 0;
  for (let at = i; at < tokens.length; at++) {
    if (is(tokens[at], opens)) depth++;
    else if (is(tokens[at], closes) && --depth === 0) return at + 1;
  }
  return -1;
}
