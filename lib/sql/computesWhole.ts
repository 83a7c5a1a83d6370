import { significant, type Token, tokenize } from "./tokenize.ts";

/** Clauses that need all rows before they give one; each two words, or one that stands alone. */
const clauses: readonly (readonly [string, string | null])[] = [
  ["GROUP", "BY"],
  ["ORDER", "BY"],
  ["SELECT", "DISTINCT"],
  ["QUALIFY", null],
];

/**
 * Whether a SELECT surely has to be computed whole before its first row, by a clause of its outermost query or because
 * that row is all there is. A false
 * answer says nothing: the plan (see planShape) tells.
 */
export function computesWhole(sql: string): boolean {
  const tokens = significant(tokenize(sql));
  if (isOneRow(tokens)) return true;
  let depth = 0;
  return tokens.some((token, i) => {
    if (token.text === "(" || token.text === "[" || token.text === "{") depth++;
    if (token.text === ")" || token.text === "]" || token.text === "}") depth--;
    if (depth !== 0 || token.kind !== "word") return false;
    const word = token.text.toUpperCase();
    const next = tokens[i + 1];
    const after = next?.kind === "word" ? next.text.toUpperCase() : "";
    return clauses.some(([first, second]) => first === word && (second === null || second === after));
  });
}

/** A SELECT of nothing but values: without parentheses no call can make many rows of one. */
function isOneRow(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  return first?.text.toUpperCase() === "SELECT" && !tokens.some(({ text }) => makesMore.test(text));
}

const makesMore = /^(\(|from|union|intersect|except)$/i;
