import { duckdb, formatDialect } from "sql-formatter";
import { splitStatements } from "./statements.ts";
import { applyEdits, lineColumnAt, type TextEdit } from "./textEdits.ts";
import { type Token, tokenize } from "./tokenize.ts";

export interface Formatted {
  text: string;
  /** Statements left as they were, because the formatter would have changed more than spaces: their first lines, from 1. */
  leftAt: number[];
}

/** Longer statements were written by a program; laying them out would hold the page up. */
const longest = 100_000;

/**
 * Lays out each statement of a text by itself: line ends and spaces change and nothing else, not even the case of
 * keywords. What is between statements stays. Never throws.
 */
export function formatSql(sql: string): Formatted {
  const edits: TextEdit[] = [];
  const leftAt: number[] = [];
  for (const { text, start, end } of splitStatements(sql)) {
    const laidOut = text.length > longest ? null : layOut(text);
    if (laidOut === null) leftAt.push(lineColumnAt(sql, start).line);
    else if (laidOut !== text) edits.push({ start, end, text: laidOut });
  }
  return { text: applyEdits(sql, edits).text, leftAt };
}

/** null where the formatter cannot read the statement, or would not keep it. */
function layOut(statement: string): string | null {
  let laidOut: string;
  try {
    laidOut = formatDialect(statement, {
      dialect: duckdb,
      tabWidth: 2,
      keywordCase: "preserve",
      dataTypeCase: "preserve",
      functionCase: "preserve",
      identifierCase: "preserve",
      expressionWidth: 80,
      paramTypes: {
        custom: [{ regex: String.raw`\{\{[^{}]*\}\}` }, { regex: String.raw`\$[A-Za-z_]\w*(?![\w$])` }],
        numbered: ["$"],
        positional: true,
      },
    });
  } catch {
    // Whatever it says is about its own grammar, which is not DuckDB's.
    return null;
  }
  return sameTokens(tokenize(statement), tokenize(laidOut)) ? laidOut : null;
}

function sameTokens(before: readonly Token[], after: readonly Token[]): boolean {
  const [a, b] = [meaningful(before), meaningful(after)];
  return a.length === b.length && a.every((token, i) => token === b[i]);
}

/** Tokens with comments; of a comment's lines only their indentation may differ. */
function meaningful(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ kind, text }) => {
    if (kind === "space") return [];
    if (kind !== "comment") return [`${kind} ${text}`];
    const lines = text.split("\n").map((line) => line.trim());
    return [`comment ${lines.join("\n")}`];
  });
}
