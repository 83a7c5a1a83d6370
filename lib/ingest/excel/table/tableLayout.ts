import type { CellRange } from "../cellAddress.ts";
import { headerTexts } from "./columnNames.ts";
import { findHeader, type HeaderRows } from "./findHeader.ts";
import type { Head } from "./headRows.ts";

/** Where the table lies in its sheet. Rows and columns count from 0. */
export interface TableLayout {
  header: HeaderRows;
  firstRow: number;
  /** Header texts by column. */
  texts: ReadonlyMap<number, string>;
  /** What stands above the header, by row. */
  above: { row: number; text: string }[];
}

/** What was asked for: the cells to keep to, and the header's row from 0, null for none, or to be found. */
export interface LayoutWish {
  range: CellRange | null;
  header: number | null | "find";
}

/** Lays out the table by its first rows; `merges` are those of the sheet as far as they are known. */
export function tableLayout(head: Head, wish: LayoutWish, merges: readonly CellRange[]): TableLayout {
  const { rows } = head;
  const header: HeaderRows =
    wish.header === "find"
      ? findHeader(rows, merges)
      : wish.header === null
        ? null
        : { first: wish.header, last: wish.header };
  const firstRow = header ? header.last + 1 : (wish.range?.firstRow ?? 0);
  const above = rows
    .filter(({ row, cells }) => header && row < header.first && cells.size > 0)
    .map(({ row, cells }) => ({
      row,
      text: [...cells.values()].map(({ text }) => text.replace(/\s+/g, " ").trim()).join(" | "),
    }));
  return { header, firstRow, texts: headerTexts(rows, header, merges), above };
}

/** Whether two layouts read the same rows under the same names. */
export function isSameLayout(one: TableLayout, other: TableLayout): boolean {
  const texts = (layout: TableLayout) => JSON.stringify([...layout.texts].sort(([a], [b]) => a - b));
  return (
    one.firstRow === other.firstRow &&
    one.header?.first === other.header?.first &&
    texts(one) === texts(other)
  );
}
