import type { CopiedTable } from "./copiedTable.ts";
import type { CopyFormat } from "./copyFormatNames.ts";
import { toCsv } from "./toCsv.ts";
import { toInsert } from "./toInsert.ts";
import { toJson } from "./toJson.ts";
import { toMarkdown } from "./toMarkdown.ts";
import { toTsv } from "./toTsv.ts";

/** Writes cells in a format; `relation` is what the rows are called. A single cell's value is copied as it is. */
export function writeCopy(format: CopyFormat, table: CopiedTable, relation: string): string {
  switch (format) {
    case "values": {
      const [row, ...more] = table.rows;
      return row?.length === 1 && more.length === 0 ? (row[0] ?? "") : toTsv(table, false);
    }
    case "tsv":
      return toTsv(table, true);
    case "csv":
      return toCsv(table);
    case "json":
      return toJson(table);
    case "markdown":
      return toMarkdown(table);
    case "insert":
      return toInsert(table, relation);
  }
}
