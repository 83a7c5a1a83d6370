import type { CopiedTable } from "./copiedTable.ts";

/** Rows as CSV (RFC 4180) under their names. NULL is nothing at all, empty text a pair of quotes. */
export function toCsv({ columns, rows }: CopiedTable): string {
  const lines = [columns.map(({ name }) => csvValue(name)), ...rows.map((row) => row.map(csvValue))];
  return `${lines.map((line) => line.join(",")).join("\n")}\n`;
}

function csvValue(value: string | null): string {
  if (value === null) return "";
  return value === "" || /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
