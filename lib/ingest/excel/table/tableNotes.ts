import { type CellRange, rangeText } from "../cellAddress.ts";
import { noteCounts } from "../noteCounts.ts";
import type { SheetEntry, SheetFacts } from "../workbook.ts";
import type { ColumnShapes, PlannedColumn } from "./columnShapes.ts";
import type { FillCounts } from "./fillTable.ts";
import type { SheetColumn } from "./sheetColumn.ts";
import type { TableLayout } from "./tableLayout.ts";

/** What must be said about a table that was read from a sheet, besides its counts. */
export interface NotedTable {
  sheets: readonly SheetEntry[];
  sheet: SheetEntry;
  layout: TableLayout;
  columns: readonly PlannedColumn[];
  shapes: ColumnShapes;
  facts: SheetFacts;
  counts: FillCounts;
  range: CellRange | null;
  allText: boolean;
}

/** One sentence for each thing that a reader of the rows could not see in them. */
export function tableNotes(table: NotedTable): string[] {
  const { sheet, sheets, layout, columns, facts, counts, range, allText } = table;
  const others = sheets.filter((each) => each !== sheet);
  const names = others.map(({ name, hidden }) => `"${name}"${hidden === "no" ? "" : ` (${hidden})`}`);
  const mixed = allText ? [] : table.shapes.mixed(columns);
  return [
    ...(sheet.hidden === "no" ? [] : [`sheet "${sheet.name}" is hidden`]),
    ...(names.length > 0 ? [`sheet "${sheet.name}" was read; other sheets: ${listed(names)}`] : []),
    ...(range ? [`only cells in ${rangeText(range)} were read`] : []),
    ...headerNotes(layout, columns),
    ...(mixed.length > 0
      ? [`columns with values of different kinds are kept as text: ${listed(mixed)}`]
      : []),
    ...nulledNotes(counts),
    ...shownNotes(counts),
    ...mergeNotes(facts.merges, layout, range),
    ...noteCounts([
      ["hidden rows, loaded as the others", counts.hiddenRows],
      ["hidden columns, loaded as the others", facts.hiddenColumns],
    ]),
    ...facts.notes,
  ];
}

function headerNotes({ header, above }: TableLayout, columns: readonly PlannedColumn[]): string[] {
  const notes: string[] = [];
  if (!header && columns.length > 0) notes.push("no header was found, so columns are named by their letters");
  if (header && header.last > header.first) {
    notes.push(`column names are put together from rows ${header.first + 1} to ${header.last + 1}`);
  }
  if (above.length > 0) {
    const lines = above.map(({ row, text }) => `row ${row + 1} "${text.slice(0, 120)}"`);
    notes.push(`above the header: ${listed(lines)}`);
  }
  return notes;
}

function nulledNotes({ columns }: FillCounts): string[] {
  const counts = new Map<string, number>();
  const places = new Map<string, string[]>();
  for (const { name, nulled } of columns) {
    for (const [what, count] of nulled) {
      counts.set(what, (counts.get(what) ?? 0) + count);
      places.set(what, [...(places.get(what) ?? []), name]);
    }
  }
  return [...counts].map(([what, count]) => {
    const subject = what === "" ? "empty texts" : `cells with the error ${what.slice(0, 40)}`;
    return `${subject} that became NULL: ${count} (in ${listed(places.get(what) ?? [])})`;
  });
}

/** What a column of numbers or dates cannot show as the sheet does. */
function shownNotes({ columns }: FillCounts): string[] {
  const named = (sentence: string, counts: (column: SheetColumn) => number) => {
    const names = columns.filter((column) => counts(column) > 0).map(({ name }) => name);
    return names.length === 0 ? [] : [`${sentence}: ${listed(names)}`];
  };
  return [
    ...named("numbers that the sheet shows with leading zeros are kept without", ({ padded }) => padded),
    ...named("day 0, which Excel shows as 1900-01-00, is kept as 1899-12-31", ({ dayZeros }) => dayZeros),
  ];
}

/** Only merges that lie among the rows: those of the header were used for the names. */
function mergeNotes(merges: readonly CellRange[], layout: TableLayout, range: CellRange | null): string[] {
  const among = merges.filter(
    ({ firstRow, lastRow, firstColumn, lastColumn }) =>
      firstRow >= layout.firstRow &&
      (!range ||
        (firstRow <= range.lastRow &&
          lastRow >= range.firstRow &&
          firstColumn <= range.lastColumn &&
          lastColumn >= range.firstColumn)),
  );
  if (among.length === 0) return [];
  const places = listed(among.map((merge) => rangeText(merge)));
  return [`merged cells among the rows, whose value stands in the first cell only: ${places}`];
}

function listed(items: readonly string[]): string {
  const more = items.length > 12 ? ` and ${items.length - 12} more` : "";
  return items.slice(0, 12).join(", ") + more;
}
