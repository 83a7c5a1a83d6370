export type CopyFormat = "values" | "tsv" | "csv" | "json" | "markdown" | "insert";

/** What each format is called where it is chosen, in that order; `values` is what Ctrl+C takes. */
export const copyFormatNames: Readonly<Record<Exclude<CopyFormat, "values">, string>> = {
  tsv: "TSV with names",
  csv: "CSV",
  json: "JSON",
  markdown: "Markdown table",
  insert: "SQL INSERT",
};
