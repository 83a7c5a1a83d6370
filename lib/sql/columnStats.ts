import { quoteIdentifier } from "./quote.ts";

/** What DuckDB keeps in mind of a column's values: they never claim less than what is there, and maybe more. */
export interface ColumnStats {
  name: string;
  mayBeNull: boolean;
  /** The least and the greatest value as DuckDB prints them, NaN being the greatest number; null where they are not known. */
  least: string | null;
  greatest: string | null;
}

/**
 * A SELECT of one row with the statistics of each column as text. They come with the plan: of a table one row is read,
 * and of an empty one there are none. Over a view that computes, what it computes before its first row is computed too.
 */
export function columnStatsSql(from: string, columns: readonly string[]): string {
  const list = columns.map((name, index) => `stats(${quoteIdentifier(name)}) AS c${index}`);
  return `SELECT ${list.join(", ")} FROM ${from} LIMIT 1`;
}

/** As DuckDB prints statistics, from the end: a text value may hold anything. */
const printed =
  /^(?:\[Min: (.*?), Max: ([^\]]*)\])?.*\[Has Null: (true|false), Has No Null: (?:true|false)\](?:\[Approx Unique: \d+\])?$/s;

/** The statistics of a column by their text; null for a text of another form. */
export function readColumnStats(name: string, text: string): ColumnStats | null {
  const found = printed.exec(text);
  if (!found) return null;
  const [, least, greatest, mayBeNull] = found;
  const ends =
    least === undefined || greatest === undefined || least === "NULL" || greatest === "NULL"
      ? { least: null, greatest: null }
      : { least, greatest };
  return { name, mayBeNull: mayBeNull !== "false", ...ends };
}
