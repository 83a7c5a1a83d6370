const types: Record<string, string> = {
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  json: "application/json",
  ndjson: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
  arrow: "application/vnd.apache.arrow.file",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  sql: "application/sql",
  zip: "application/zip",
};

/** The media type of a file that was written, by its ending. */
export function contentTypeOf(path: string): string {
  return types[path.split(".").at(-1) ?? ""] ?? "application/octet-stream";
}
