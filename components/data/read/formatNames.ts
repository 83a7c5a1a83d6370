/** Formats as a person knows them, under the names that options use. */
export const formatNames: readonly { value: string; label: string }[] = [
  { value: "csv", label: "Delimited text (CSV)" },
  { value: "tsv", label: "Delimited text (TSV)" },
  { value: "json", label: "JSON" },
  { value: "ndjson", label: "JSON, one record a line" },
  { value: "log", label: "Log" },
  { value: "html", label: "HTML table" },
  { value: "workbook", label: "Workbook" },
  { value: "parquet", label: "Parquet" },
  { value: "arrow", label: "Arrow or Feather" },
  { value: "avro", label: "Avro" },
  { value: "duckdb", label: "DuckDB database" },
];
