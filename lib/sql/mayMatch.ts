import { significant, type Token, tokenize } from "./tokenize.ts";

/**
 * Whether rows may fulfil a filter, by what is known of their columns' bounds: a predicate over `lo3`, `hi3` and `some3`
 * (lowest and highest value of column 3 and whether it has any beside NULL), each NULL where it is not known.
 */
export interface MayMatch {
  columns: ReadonlySet<number>;
  sql: string;
}

/**
 * Reads a filter as EXPLAIN shows it, of the columns of a remote relation. Comparisons of a column with a constant,
 * BETWEEN, IS NOT NULL and AND and OR of such are understood; all else may match. null where nothing of it is understood.
 */
export function mayMatch(expression: unknown, remote: number): MayMatch | null {
  // A text with a line break comes in several pieces.
  if (typeof expression !== "string") return null;
  const tokens = significant(tokenize(expression));
  if (tokens.some(({ closed, kind }) => !closed || kind === "unknown" || kind === "comment")) return null;
  const columns = new Set<number>();
  const sql = predicate(withColumns(tokens, remote), columns);
  return sql === null ? null : { columns, sql };
}

/** Puts one token, "column 3", in place of what EXPLAIN calls a column of the relation (see notFetchedSql). */
function withColumns(tokens: readonly Token[], remote: number): Token[] {
  const pattern = ["array_extract", "(", "list_value", "(", null, ")", ",", "1", ")"];
  const folded: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    const isColumn = pattern.every((text, index) => text === null || tokens[at + index]?.text === text);
    const inside = tokens[at + pattern.indexOf(null)];
    const found = isColumn && inside?.kind === "word" ? /^__r(\d+)_c(\d+)$/.exec(inside.text) : null;
    if (found && Number(found[1]) === remote) {
      folded.push({ ...token, kind: "placeholder", text: `column ${found[2]}` });
      at += pattern.length - 1;
    } else folded.push(token);
  }
  return folded;
}

const anything = "true";

function predicate(given: readonly Token[], columns: Set<number>): string | null {
  const tokens = unwrapped(given);
  if (tokens === null) return null;
  const known = comparison(tokens, columns);
  if (known !== null) return known;
  const [ands, ors] = [split(tokens, "AND"), split(tokens, "OR")];
  if (ands.length > 1 === ors.length > 1) return null;
  const parts = (ands.length > 1 ? ands : ors).map((part) => predicate(part, columns) ?? anything);
  if (ands.length > 1) {
    const told = parts.filter((part) => part !== anything);
    return told.length > 0 ? `(${told.join(" and ")})` : null;
  }
  return parts.includes(anything) ? null : `(${parts.join(" or ")})`;
}

/** Without brackets around it all; null where brackets do not match. */
function unwrapped(tokens: readonly Token[]): readonly Token[] | null {
  let depth = 0;
  let isWhole = tokens[0]?.text === "(";
  for (const [index, { text }] of tokens.entries()) {
    if (text === "(") depth++;
    if (text === ")") depth--;
    if (depth < 0) return null;
    if (depth === 0 && index < tokens.length - 1) isWhole = false;
  }
  if (depth !== 0) return null;
  return isWhole ? unwrapped(tokens.slice(1, -1)) : tokens;
}

function split(tokens: readonly Token[], word: string): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === "(") depth++;
    if (token.text === ")") depth--;
    if (depth === 0 && token.kind === "word" && token.text === word) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

const mirrored: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=" };

/** A single condition on a column, as the condition on its bounds; null where it is another. */
function comparison(tokens: readonly Token[], columns: Set<number>): string | null {
  const indexOf = (token: Token | undefined) => {
    const found = token?.kind === "placeholder" ? /^column (\d+)$/.exec(token.text) : null;
    return found ? Number(found[1]) : null;
  };
  const told = (index: number, sql: string) => {
    columns.add(index);
    return `(coalesce(some${index}, true) and coalesce(${sql}, true))`;
  };
  const [first, second] = tokens;
  const index = indexOf(first);
  if (index !== null) {
    const words = tokens.slice(1).map(({ text }) => text);
    if (words.join(" ") === "IS NOT NULL") return told(index, anything);
    if (second?.text === "BETWEEN") {
      const [from, to, ...more] = split(tokens.slice(2), "AND").map(literal);
      if (!from || !to || more.length > 0) return null;
      return told(index, `hi${index} >= ${from} and lo${index} <= ${to}`);
    }
    const value = literal(tokens.slice(2));
    return value === null ? null : compared(index, second?.text ?? "", value, told);
  }
  const last = indexOf(tokens.at(-1));
  const value = literal(tokens.slice(0, -2));
  if (last === null || value === null) return null;
  return compared(last, mirrored[tokens.at(-2)?.text ?? ""] ?? "", value, told);
}

function compared(
  index: number,
  operator: string,
  value: string,
  told: (index: number, sql: string) => string,
): string | null {
  switch (operator) {
    case "=":
      return told(index, `lo${index} <= ${value} and hi${index} >= ${value}`);
    case ">":
    case ">=":
      return told(index, `hi${index} ${operator} ${value}`);
    case "<":
    case "<=":
      return told(index, `lo${index} ${operator} ${value}`);
    default:
      return null;
  }
}

/** A constant as DuckDB prints it: a number or a text, with a type or without; null where it is anything else. */
function literal(tokens: readonly Token[]): string | null {
  const isNegative = tokens[0]?.text === "-";
  const [value, cast, ...type] = isNegative ? tokens.slice(1) : tokens;
  if (!value || (value.kind !== "number" && value.kind !== "string")) return null;
  if (value.kind === "string" && (isNegative || !value.text.startsWith("'"))) return null;
  if (cast !== undefined) {
    const isType =
      type.length > 0 &&
      type.every(({ kind, text }) => kind === "word" || kind === "number" || /^[(),]$/.test(text));
    if (cast.text !== "::" || !isType) return null;
  }
  return tokens.map(({ text }) => text).join(" ");
}
