import type { RecordParser } from "./RecordParser.ts";

/**
 * Parses a text that is to be just one record of `columns` fields; answers what is wrong with it, or null where the
 * parser now holds the record.
 */
export function parseRow(parser: RecordParser, bytes: Uint8Array, columns: number): string | null {
  if (bytes.length === 0) return "the text is empty";
  parser.expected = columns;
  const next = parser.parse(bytes, 0, bytes.length, true);
  if (parser.strays > 0) return "a quote is not closed, or not doubled within a quoted value";
  if (next < bytes.length) return "it is more than one row";
  const { count } = parser;
  if (count === columns) return null;
  return `${count} ${count === 1 ? "field" : "fields"} where ${columns} are expected`;
}
