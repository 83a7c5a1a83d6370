import type { TextEncoding } from "../../lib/export/textEncodings.ts";
import type { OutFormat } from "../../lib/writeOut/plan.ts";

/** A format that rows go out in, in the words of a person who chooses one. */
export interface FormatChoice {
  format: OutFormat;
  label: string;
  about: string;
}

export const formatChoices: readonly FormatChoice[] = [
  { format: "csv", label: "CSV", about: 'Text with commas and a header. NULL is nothing, empty text is "".' },
  { format: "tsv", label: "TSV", about: "As CSV, with tabs between values." },
  {
    format: "parquet",
    label: "Parquet",
    about: "Columns with their types, small: for DuckDB, Spark, pandas, warehouses.",
  },
  { format: "ndjson", label: "NDJSON", about: "One JSON object a line, nested values as they are." },
  { format: "json", label: "JSON", about: "One JSON array of objects." },
  { format: "arrow", label: "Arrow", about: "An Arrow IPC file: for Python, R and other tools in memory." },
  {
    format: "xlsx",
    label: "Excel",
    about: "A workbook of one sheet, with real numbers, dates and times; a million rows at most.",
  },
  {
    format: "sql",
    label: "SQL INSERTs",
    about: "CREATE TABLE and INSERT statements that make it again in DuckDB.",
  },
  {
    format: "duckdb",
    label: "DuckDB database",
    about: "A database file of one table, with its very types. It is made in memory: of 512 MB at most.",
  },
];

export const formatOf = (format: OutFormat): FormatChoice =>
  formatChoices.find((choice) => choice.format === format) ?? (formatChoices[0] as FormatChoice);

export const codecChoices = ["zstd", "snappy", "gzip", "none"].map((name) => [name, name] as const);

const encodingNames: Record<TextEncoding, string> = {
  "utf-8": "UTF-8",
  "utf-8-bom": "UTF-8 with a byte-order mark",
  "utf-16le": "UTF-16 (LE)",
  "windows-1252": "Windows-1252",
};
export const encodingChoices = Object.entries(encodingNames);
