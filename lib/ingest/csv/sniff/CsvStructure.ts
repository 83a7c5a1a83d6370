import type { TextDialect } from "../read/textDialect.ts";
import type { ColumnShape } from "./columnShape.ts";

/** One table of a file. Bytes count from 0, lines from 1. */
export interface TableRegion {
  /** Where the lines before the header begin: titles, empty lines, comments. */
  fromByte: number;
  fromLine: number;
  preamble: string[];
  /** Where the header begins, or the first record where there is none. */
  headerByte: number;
  headerLine: number;
  headerRows: number;
  /** Where the records begin, and before which byte they end; null where that is not known from the first part of the file. */
  dataByte: number;
  dataLine: number;
  endByte: number | null;
  endLine: number | null;
  names: string[];
  shapes: ColumnShape[];
  /** Records of empty cells only are layout, not data. */
  skipsEmpty: boolean;
}

/** How a delimited file is written and where its tables are, found from its first part or told by its reader. */
export interface CsvStructure {
  dialect: TextDialect;
  lineEnd: "lf" | "crlf" | "cr" | "mixed" | "none";
  tables: TableRegion[];
  /** Which of the tables is read. */
  table: number;
  /** Words for no value that were seen in columns of something else, with how often. */
  missingWords: { word: string; count: number }[];
  /** 0 to 1: how well the best dialect does, and how far ahead of the next it is. */
  confidence: number;
  alternatives: { dialect: TextDialect; columns: number; score: number }[];
  /** What a reader should be told; one sentence each. */
  notes: string[];
}
