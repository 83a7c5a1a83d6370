import type { CsvOptions } from "../options/CsvOptions.ts";
import type { CsvStructure } from "../sniff/CsvStructure.ts";
import { RecordParser } from "./RecordParser.ts";
import { Utf8Check } from "./Utf8Check.ts";

/**
 * Whether DuckDB's strict reader and this project's reader would read the same rows, as far as the first part of the file
 * shows; what comes later shows in the load, whose count must then add up without rejects. It is where there is one
 * table with one header row at most, nothing but whole lines before it, one byte for each mark, quotes after the rules,
 * one kind of line end, and every record of the first part as wide as the header.
 */
export function isRegular(
  structure: CsvStructure,
  seen: ReturnType<typeof irregularities>,
  options: CsvOptions = {},
): boolean {
  const { dialect, tables, lineEnd } = structure;
  const [region] = tables;
  if (!region || tables.length !== 1 || region.headerRows > 1 || region.skipsEmpty) return false;
  if (options.names !== undefined || options.encoding !== undefined) return false;
  const isOneByte = (mark: string) => mark === "" || (mark.length === 1 && mark.charCodeAt(0) < 128);
  const marks = [dialect.delimiter, dialect.quote, dialect.escape];
  if (!marks.every(isOneByte) || dialect.collapse || dialect.delimiter === "") return false;
  // DuckDB cuts a row at a comment mark wherever it stands, and reads a backslash as an escape everywhere.
  if (dialect.comment !== "" || dialect.escape !== "" || lineEnd === "mixed") return false;
  return seen.ragged === 0 && seen.strays === 0 && !seen.hasNul && seen.isUtf8;
}

/** Looks through the first part of a file for what only the tolerant reader takes; see `isRegular`. */
export function irregularities(
  head: Uint8Array,
  structure: CsvStructure,
  isWhole: boolean,
): { ragged: number; strays: number; hasNul: boolean; isUtf8: boolean } {
  const region = structure.tables[structure.table];
  const utf8 = new Utf8Check();
  utf8.push(head);
  const found = { ragged: 0, strays: 0, hasNul: head.indexOf(0) >= 0, isUtf8: utf8.isValid };
  if (!region) return found;
  const parser = new RecordParser(structure.dialect);
  const width = region.names.length;
  for (let at = region.headerByte; at < head.length; ) {
    const next = parser.parse(head, at, head.length, isWhole);
    if (next < 0) break;
    const isBlank = parser.count === 1 && parser.textEnd === at;
    if (!isBlank && parser.count !== width) found.ragged++;
    if (parser.strays > 0) found.strays++;
    at = next;
  }
  return found;
}
