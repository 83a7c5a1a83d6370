import { afterGroup, leftOperand, rightOperand } from "./operandExtent.ts";
import { applyEdits, type EditedText, type TextEdit } from "./textEdits.ts";
import { significant, type Token, tokenize } from "./tokenize.ts";

const zoned = "TIMESTAMP WITH TIME ZONE";

/**
 * Rewrites the one place at which DuckDB refused a statement because TIMESTAMPTZ arithmetic or casts need ICU: the
 * operators + and -, casts to DATE, and range or generate_series after FROM. Only such an
 * error tells that the operand is a TIMESTAMPTZ; rewriting every + beforehand would make long sums exponential to bind.
 * `offset` is where DuckDB saw the error (UTF-16 units). Answers null for any other error. Run the result and come
 * back with the next error: each call repairs one place, so it ends.
 */
export function repairTime(
  sql: string,
  error: { message: string; offset: number | null },
): EditedText | null {
  const { message, offset } = error;
  if (offset === null || !message.includes(zoned)) return null;
  const tokens = significant(tokenize(sql));
  const at = tokens.findIndex((token) => token.start === offset);
  const edits = at < 0 ? null : editsFor(message, tokens, at, sql);
  return edits && applyEdits(sql, edits);
}

function editsFor(message: string, tokens: Token[], at: number, sql: string): TextEdit[] | null {
  const call = /argument types '([^'(]+)\(/.exec(message)?.[1];
  if (call === "+" || call === "-") return operatorEdits(tokens, at, call);
  if (call === "range" || call === "generate_series") return rangeEdits(tokens, at, call);
  if (message.includes("cast (TIMESTAMP WITH TIME ZONE -> DATE)")) return castEdits(tokens, at, sql);
  return null;
}

function operatorEdits(tokens: Token[], at: number, operator: "+" | "-"): TextEdit[] | null {
  const sign = tokens[at];
  if (sign?.text !== operator) return null;
  const first = tokens[leftOperand(tokens, at)];
  const last = tokens[rightOperand(tokens, at) - 1];
  if (!first || !last) return null;
  return [
    insert(first.start, operator === "+" ? "eider_plus(" : "eider_minus("),
    { start: sign.start, end: sign.end, text: "," },
    insert(last.end, ")"),
  ];
}

function castEdits(tokens: Token[], at: number, sql: string): TextEdit[] | null {
  const token = tokens[at];
  if (!token) return null;
  if (token.text === "::") return [insert(token.start, "::TIMESTAMP")];
  if (!/^(try_)?cast$/i.test(token.text) || tokens[at + 1]?.text !== "(") return null;
  return wrapCast(tokens, at, "(", ")::TIMESTAMP", sql);
}

/** Puts `before` and `after` around the value of the CAST or TRY_CAST at `at`. */
export function wrapCast(
  tokens: readonly Token[],
  at: number,
  before: string,
  after: string,
  sql: string,
): TextEdit[] | null {
  const open = tokens[at + 1];
  const as = castAs(tokens, at);
  const last = tokens[as - 1];
  if (!open || !last || as < 0 || sql[open.start] !== "(") return null;
  return [insert(open.end, before), insert(last.end, after)];
}

/** The index of the AS that belongs to the CAST at `at`, or -1. */
export function castAs(tokens: readonly Token[], at: number): number {
  const end = afterGroup(tokens, at + 1);
  for (let i = end - 1; i > at + 1; i--) {
    const token = tokens[i];
    // Nothing in a type's name is called AS, so the last one is the cast's own.
    if (token?.kind === "word" && token.text.toUpperCase() === "AS") return i;
  }
  return -1;
}

function rangeEdits(tokens: Token[], at: number, name: string): TextEdit[] | null {
  const token = tokens[at];
  if (token?.text.toLowerCase() !== name) return null;
  const end = afterGroup(tokens, at + 1);
  const close = tokens[end - 1];
  if (!close) return null;
  const next = tokens[end];
  const aliased =
    next?.kind === "quoted" ||
    (next?.kind === "word" &&
      !/^(where|group|order|limit|join|left|right|inner|full|cross|natural|asof|positional|semi|anti|on|using|union|intersect|except|having|qualify|window|offset|select|tablesample|returning)$/i.test(
        next.text,
      ));
  const alias = aliased ? [] : [insert(close.end, ` AS "${name}"`)];
  return [{ start: token.start, end: token.end, text: `eider_${name}` }, ...alias];
}

const insert = (at: number, text: string): TextEdit => ({ start: at, end: at, text });
