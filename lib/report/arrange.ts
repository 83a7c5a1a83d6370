import { type ReportItem, type ReportRow, reportColumns } from "./report.ts";
import { rowWidths } from "./rowWidths.ts";

/** Where an item stands: its row, and its place in it. */
export interface ItemPlace {
  readonly row: number;
  readonly at: number;
}

/** Where an item is put: into a row before its item `at`, or as a row of its own before row `row`. */
export type DropPlace = ItemPlace | { readonly row: number; readonly at: null };

export type Direction = "left" | "right" | "up" | "down";

/** The rows after an edit, and where the item that it was about stands then. */
export interface Arranged {
  readonly rows: readonly ReportRow[];
  readonly place: ItemPlace;
}

/** Adds an item as a row at the end. */
export function added(rows: readonly ReportRow[], item: ReportItem): Arranged {
  return { rows: [...rows, { items: [item] }], place: { row: rows.length, at: 0 } };
}

/** Takes an item out; a row that is empty then goes. */
export function removed(rows: readonly ReportRow[], { row, at }: ItemPlace): readonly ReportRow[] {
  const items = rows[row]?.items ?? [];
  if (!items[at]) return rows;
  const left = items.filter((_, i) => i !== at);
  return rows.flatMap((each, i) => (i !== row ? [each] : left.length === 0 ? [] : [{ items: left }]));
}

/** Takes an item to another place, which is told of the rows as they are now. */
export function dropped(rows: readonly ReportRow[], from: ItemPlace, to: DropPlace): Arranged {
  const item = rows[from.row]?.items[from.at];
  const isAlone = rows[from.row]?.items.length === 1;
  const staysPut =
    to.at === null
      ? isAlone && (to.row === from.row || to.row === from.row + 1)
      : to.row === from.row && (to.at === from.at || to.at === from.at + 1);
  if (!item || staysPut) return { rows, place: from };
  const rest = removed(rows, from);
  const row = to.row - (isAlone && to.row > from.row ? 1 : 0);
  if (to.at === null) {
    // What had a part of a row has the whole of its own.
    const own: ReportRow = { items: [isAlone ? item : { ...item, width: null }] };
    return { rows: [...rest.slice(0, row), own, ...rest.slice(row)], place: { row, at: 0 } };
  }
  const at = to.at - (!isAlone && to.row === from.row && to.at > from.at ? 1 : 0);
  const isSameRow = to.row === from.row;
  const joining = isSameRow ? item : { ...item, width: null };
  const joined = rest.map((each, i): ReportRow => {
    if (i !== row) return each;
    // In another row all share alike, until widths are set again.
    const others = isSameRow ? each.items : each.items.map((other) => ({ ...other, width: null }));
    return { items: [...others.slice(0, at), joining, ...others.slice(at)] };
  });
  return { rows: joined, place: { row, at } };
}

/**
 * One step by keys. Left and right change places in the row. Up and down take an item out of a row that it shares to one
 * of its own, and one that is alone into the row above or below: so every place is reached.
 */
export function moved(rows: readonly ReportRow[], from: ItemPlace, direction: Direction): Arranged {
  const { row, at } = from;
  const count = rows[row]?.items.length ?? 0;
  const isAlone = count === 1;
  switch (direction) {
    case "left":
      return at === 0 ? { rows, place: from } : dropped(rows, from, { row, at: at - 1 });
    case "right":
      return at >= count - 1 ? { rows, place: from } : dropped(rows, from, { row, at: at + 2 });
    case "up":
      if (!isAlone) return dropped(rows, from, { row, at: null });
      if (row === 0) return { rows, place: from };
      return dropped(rows, from, { row: row - 1, at: rows[row - 1]?.items.length ?? 0 });
    case "down":
      if (!isAlone) return dropped(rows, from, { row: row + 1, at: null });
      if (row >= rows.length - 1) return { rows, place: from };
      return dropped(rows, from, { row: row + 1, at: 0 });
  }
}

/** Moves the border after an item to give it so many columns; what its neighbour loses or gains. An item alone leaves the rest empty. */
export function widened(
  rows: readonly ReportRow[],
  { row, at }: ItemPlace,
  width: number,
): readonly ReportRow[] {
  const items = rows[row]?.items ?? [];
  const item = items[at];
  if (!item) return rows;
  const widths = rowWidths(items);
  const most = widestOf(items, at);
  const own = Math.min(Math.max(Math.round(width), 1), most);
  const next = neighbourOf(items, at);
  const both = next === null ? 0 : Math.round((widths[at] ?? 0) + (widths[next] ?? 0));
  const changed = items.map((each, i) => {
    if (i === at) return { ...each, width: items.length === 1 && own === reportColumns ? null : own };
    return i === next ? { ...each, width: both - own } : each;
  });
  return changed.every((each, i) => each.width === items[i]?.width)
    ? rows
    : rows.map((each, i) => (i === row ? { items: changed } : each));
}

/** How many columns an item can have where its neighbour keeps one. */
export function widestOf(items: readonly ReportItem[], at: number): number {
  const widths = rowWidths(items);
  if (items.length === 1) return reportColumns;
  const neighbour = widths[neighbourOf(items, at) ?? -1] ?? 0;
  return Math.max(Math.round((widths[at] ?? 0) + neighbour) - 1, 1);
}

/** Who gives an item columns, or gets them: the next of its row, or the one before the last. */
function neighbourOf(items: readonly ReportItem[], at: number): number | null {
  if (items[at + 1]) return at + 1;
  return at > 0 ? at - 1 : null;
}

/** Puts another title over an item; null goes by its name again. */
export function titled(
  rows: readonly ReportRow[],
  { row, at }: ItemPlace,
  title: string | null,
): readonly ReportRow[] {
  return rows.map((each, i) =>
    i !== row || each.items[at]?.title === title || !each.items[at]
      ? each
      : { items: each.items.map((item, j) => (j === at ? { ...item, title } : item)) },
  );
}
