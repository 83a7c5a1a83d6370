import { splitStatements } from "../sql/statements.ts";
import { significant, tokenize } from "../sql/tokenize.ts";

/** Statements that read or write files, or change what DuckDB itself is. */
const refused: ReadonlySet<string> = new Set(["COPY", "EXPORT", "IMPORT", "ATTACH", "INSTALL", "LOAD"]);
/** Statements that hold another one. */
const wrappers: ReadonlySet<string> = new Set(["EXPLAIN", "PREPARE"]);
/** A function that writes files; where it may not, DuckDB 1.4.3 takes the process with it. */
const logging = /^"?enable_logging"?$/i;

/**
 * The first statement of a cell that a run outside the browser does not let through, by its first word; null where there
 * is none. What is given to it lies there as links to files of the disk, which such a statement could write to.
 */
export function refusedStatement(cellText: string): string | null {
  for (const { text } of splitStatements(cellText)) {
    const words = significant(tokenize(text)).map((token) => token.text.toUpperCase());
    const [first = ""] = words;
    if (words.some((word) => logging.test(word))) return "enable_logging";
    if (refused.has(first)) return first;
    // Their own text holds no such word outside of quotes unless they hold such a statement.
    const inside = wrappers.has(first) ? words.find((word) => refused.has(word)) : undefined;
    if (inside !== undefined) return inside;
  }
  return null;
}
