import { isNumberType } from "../../table/numberType.ts";
import type { CopiedTable } from "./copiedTable.ts";

/** Rows as a table of GitHub's Markdown, numbers to the right. Characters that mean something there are escaped. */
export function toMarkdown({ columns, rows }: CopiedTable): string {
  const line = (values: readonly string[]) => `| ${values.join(" | ")} |`;
  return `${[
    line(columns.map(({ name }) => markdownValue(name))),
    line(columns.map(({ type }) => (isNumberType(type) ? "---:" : "---"))),
    ...rows.map((row) => line(row.map(markdownValue))),
  ].join("\n")}\n`;
}

function markdownValue(value: string | null): string {
  if (value === null) return "NULL";
  return value
    .replaceAll("&", "&amp;")
    .replace(/[\\`*|[\]~]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replaceAll("<", "&lt;")
    .replace(/\r\n|\r|\n/g, "<br>");
}
