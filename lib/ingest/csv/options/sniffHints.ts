import type { SniffHints } from "../sniff/sniffStructure.ts";
import type { CsvOptions } from "./CsvOptions.ts";

/** What options say about the structure of a file; `isWhole` where the part that is sniffed is all of it. */
export function sniffHints(options: CsvOptions, isWhole: boolean): SniffHints {
  const hints: SniffHints = { isWhole };
  if (options.delimiter !== undefined) hints.delimiter = options.delimiter;
  if (options.quote !== undefined) hints.quote = options.quote;
  if (options.escape !== undefined) hints.escape = options.escape;
  if (options.comment !== undefined) hints.comment = options.comment;
  if (options.headerRows !== undefined) hints.headerRows = options.headerRows;
  if (options.skipLines !== undefined) hints.skipLines = options.skipLines;
  if (options.table !== undefined) hints.table = options.table - 1;
  if (options.names !== undefined) hints.names = options.names;
  return hints;
}
