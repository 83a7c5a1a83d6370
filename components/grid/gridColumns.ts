import type { Column } from "../../lib/engine/protocol.ts";
import { arrangeColumns, type ColumnLayout } from "../../lib/grid/columnLayout.ts";
import { headerWidthPx, isNumber, minWidthPx, wantedWidthPx } from "./columnLook.ts";
import { manyColumns } from "./gridFrame.ts";

/** A column on screen. */
export interface GridColumn {
  /** Its place in the result, counted from 0. */
  readonly index: number;
  readonly key: string;
  readonly column: Column;
  readonly isNumber: boolean;
  readonly widthPx: number;
  /** From the left edge of the row numbers. */
  readonly leftPx: number;
}

/** The columns on screen from left to right; the first `pinned` of them do not scroll. */
export interface GridColumns {
  readonly all: readonly GridColumn[];
  readonly pinned: number;
  /** Where the pinned columns end, and where all do. */
  readonly pinnedPx: number;
  readonly totalPx: number;
  /** How wide the row numbers are. */
  readonly numberPx: number;
}

export const plainWidthPx = 150;

/** What columns are placed by. `lengths` are the characters of each column's longest text, see LongestTexts. */
export interface ColumnFacts {
  columns: readonly Column[];
  keys: readonly string[];
  layout: ColumnLayout;
  lengths: readonly number[];
  rowCount: number;
  /** The width there is. */
  viewPx: number;
}

/** Places columns by their layout: as wide as was chosen, else as their texts are long, and no texts cut without need. */
export function placeColumns(facts: ColumnFacts): GridColumns {
  const { columns, keys, layout, lengths, viewPx } = facts;
  const { shown, pinned } = arrangeColumns(keys, layout);
  const numberPx = numberWidthPx(facts.rowCount);
  const given = shown.map((index) => layout.widths[keys[index] ?? ""] ?? null);
  const many = columns.length > manyColumns;
  const least = shown.map((index, at) => {
    const column = columns[index];
    if (!column || many) return given[at] ?? plainWidthPx;
    return (
      given[at] ?? Math.max(headerWidthPx(column), Math.ceil(minWidthPx(column.type, lengths[index] ?? 0)))
    );
  });
  const wishes = shown.map((index, at) => {
    const column = columns[index];
    if (!column || many || given[at] !== null) return 0;
    return Math.max(0, Math.ceil(wantedWidthPx(lengths[index] ?? 0)) - (least[at] ?? 0));
  });
  const room = viewPx - numberPx - least.reduce((sum, width) => sum + width, 0);
  const wished = wishes.reduce((sum, wish) => sum + wish, 0);
  const part = wished === 0 ? 0 : Math.min(1, Math.max(0, room / wished));
  let leftPx = numberPx;
  const all = shown.flatMap((index, at): GridColumn[] => {
    const column = columns[index];
    if (!column) return [];
    const widthPx = (least[at] ?? plainWidthPx) + Math.floor((wishes[at] ?? 0) * part);
    const placed = {
      index,
      key: keys[index] ?? "",
      column,
      widthPx,
      leftPx,
      isNumber: isNumber(column.type),
    };
    leftPx += widthPx;
    return [placed];
  });
  const pinnedPx = all[pinned]?.leftPx ?? leftPx;
  // On a narrow screen columns that stay would leave no room for those that scroll: there they scroll as well.
  if (pinnedPx > numberPx && pinnedPx > viewPx * mostPinned)
    return { all, pinned: 0, pinnedPx: numberPx, totalPx: leftPx, numberPx };
  return { all, pinned, pinnedPx, totalPx: leftPx, numberPx };
}

const mostPinned = 0.75;

/** Of monospaced digits at 12 px, with room on both sides. */
function numberWidthPx(rowCount: number): number {
  return Math.ceil(Math.max(3, rowCount.toLocaleString("en-US").length) * 7.5) + 16;
}

/** Places of columns that are drawn besides the pinned ones: `from` to `to - 1`. */
export interface PlaceSpan {
  readonly from: number;
  readonly to: number;
}

// Columns beside what is seen, so that the next key or wheel finds them drawn.
const beside = 3;

/** The columns to draw where a table `viewPx` wide is scrolled by `scrollPx`: all of a table that has not many. */
export function drawnColumns(columns: GridColumns, scrollPx: number, viewPx: number): PlaceSpan {
  const { all, pinned, pinnedPx } = columns;
  if (all.length <= manyColumns) return { from: pinned, to: all.length };
  const first = firstEndingAfter(all, scrollPx + pinnedPx);
  const last = firstEndingAfter(all, scrollPx + viewPx);
  return { from: Math.max(pinned, first - beside), to: Math.min(all.length, last + 1 + beside) };
}

/** The place of the column that is at a distance from the left edge of the row numbers; -1 for these. */
export function placeAt(columns: GridColumns, px: number): number {
  if (px < columns.numberPx) return -1;
  return Math.min(columns.all.length - 1, firstEndingAfter(columns.all, px));
}

function firstEndingAfter(all: readonly GridColumn[], px: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const column = all[middle];
    if (column && column.leftPx + column.widthPx <= px) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How far a table `viewPx` wide has to be scrolled so that a column is in sight; pinned ones always are. */
export function scrollToShow(columns: GridColumns, place: number, scrollPx: number, viewPx: number): number {
  const column = columns.all[place];
  if (!column || place < columns.pinned) return scrollPx;
  const right = column.leftPx + column.widthPx - viewPx;
  const left = column.leftPx - columns.pinnedPx;
  if (scrollPx < right) return Math.min(right, left);
  return Math.min(scrollPx, left);
}
