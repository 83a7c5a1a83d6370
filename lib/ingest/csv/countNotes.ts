import type { CsvCount } from "./csvCount.ts";
import type { CsvDialect } from "./dialect.ts";

/** What the scan of a whole CSV file found that its reader should be told; one sentence each. */
export function countNotes(count: CsvCount, dialect: CsvDialect): string[] {
  const notes: string[] = [];
  if (count.quotedEmpty > 0) notes.push(`quoted empty values ("") are read as NULL: ${count.quotedEmpty}`);
  if (count.cutByComment > 0) {
    notes.push(`text after ${dialect.comment} is left out as a comment in ${count.cutByComment} rows`);
  }
  if (count.unclosedQuote) {
    notes.push(
      `a quote in line ${count.unclosedQuote.line} is never closed, so the rest of the file is one row`,
    );
  }
  return notes;
}

/** The lines of a CSV file that are no rows, by reason, for its receipt; `count` from `countRecords`. */
export function skippedLines(count: CsvCount, dialect: CsvDialect): { reason: string; lines: number }[] {
  return [
    { reason: "before the header", lines: count.skippedLines },
    { reason: "header", lines: count.headerRecords },
    { reason: "comment", lines: count.commentLines },
    { reason: "blank", lines: dialect.columns === 1 ? 0 : count.blankLines },
  ].filter(({ lines }) => lines > 0);
}
