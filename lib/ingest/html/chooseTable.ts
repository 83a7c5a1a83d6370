import type { HtmlTable } from "./htmlTables.ts";

/** A table with its headings apart; `names` is null where it has none. */
export interface NamedTable {
  names: string[] | null;
  rows: string[][];
}

/** The index of the table with the most cells that hold something; -1 where no table has any. */
export function largestTable(tables: readonly HtmlTable[]): number {
  let best = -1;
  let most = 0;
  tables.forEach((table, index) => {
    const filled = table.rows.reduce((sum, row) => sum + row.filter((cell) => cell !== "").length, 0);
    if (filled > most) {
      most = filled;
      best = index;
    }
  });
  return best;
}

/** Headings over one another become one name: "2024" over "Q1" is "2024 Q1". */
export function namedTable(table: HtmlTable): NamedTable {
  const heads = table.rows.slice(0, table.headerRows);
  if (heads.length === 0) return { names: null, rows: table.rows };
  const names = (heads[0] ?? []).map((_, column) => {
    const parts = heads.map((row) => (row[column] ?? "").replaceAll("\n", " ")).filter((part) => part !== "");
    // A heading that covers several rows stands in each, and says its word once.
    return parts.filter((part, index) => part !== parts[index - 1]).join(" ");
  });
  return { names, rows: table.rows.slice(table.headerRows) };
}

/** What must be said of how a table was read. */
export function tableNotes(table: HtmlTable): string[] {
  const note = (count: number, sentence: string) => (count > 0 ? [`${sentence}: ${count}`] : []);
  return [
    ...note(table.headerRows > 1 ? table.headerRows : 0, "rows of headings, joined to one name a column"),
    ...note(table.mergedCells, "merged cells, whose text stands in every place that they cover"),
    ...note(table.shortRows, "rows with fewer cells than the table is wide, filled with NULL"),
    ...note(table.footRows, "last rows that are the table's foot, which often holds totals"),
    ...note(table.exactCells, "cells whose exact number is taken instead of the rounded one that is shown"),
    ...note(table.innerTables, "tables inside of cells, which are not part of their text"),
  ];
}
