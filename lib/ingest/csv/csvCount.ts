import type { ColumnFacts } from "./fieldFacts.ts";

/** What a scan of a whole file found; lines are physical lines. */
export interface CsvCount {
  /** Data records: what the load must come to, rejected ones included. */
  records: number;
  skippedLines: number;
  headerRecords: number;
  blankLines: number;
  commentLines: number;
  /** Records with a comment mark outside quotes: what follows it is not read. */
  cutByComment: number;
  /** Fields written as two quotes and nothing between, which DuckDB reads as NULL. */
  quotedEmpty: number;
  lineEnds: { lf: number; crlf: number; cr: number };
  /** Where the record with a quote that never closes begins: its line from 1 and byte from 0; else null. */
  unclosedQuote: { line: number; byte: number } | null;
  /** By column, for the columns that were looked at. */
  facts: ColumnFacts[];
}
