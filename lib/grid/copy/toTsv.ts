import type { CopiedTable } from "./copiedTable.ts";

/**
 * Rows as spreadsheets take them from the clipboard: tabs between values, a value with tabs, line breaks or a quote at
 * its start in quotes. NULL and empty text are both an empty cell there.
 */
export function toTsv({ columns, rows }: CopiedTable, withNames: boolean): string {
  const lines = rows.map((row) => row.map(tsvValue).join("\t"));
  return [...(withNames ? [columns.map(({ name }) => tsvValue(name)).join("\t")] : []), ...lines].join("\n");
}

function tsvValue(value: string | null): string {
  if (value === null) return "";
  return /[\t\r\n]|^"/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
