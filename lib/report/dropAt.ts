import type { DropPlace } from "./arrange.ts";

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A row and its items, where they stand on the page, in pixels. */
export interface RowBox extends Box {
  readonly items: readonly Box[];
}

/** So near to a row's edge an item becomes a row of its own; of a low row, a quarter of its height. */
const edgePx = 20;

/** Where an item that is let go of at a point is put: beside the items of a row, or between rows near their edges. */
export function dropAt(rows: readonly RowBox[], x: number, y: number): DropPlace {
  for (const [row, box] of rows.entries()) {
    const edge = Math.min(edgePx, (box.bottom - box.top) / 4);
    if (y < box.top + edge) return { row, at: null };
    if (y < box.bottom - edge) return { row, at: placeIn(box.items, x, y) };
  }
  return { row: rows.length, at: null };
}

/** Before the first item whose middle is beyond the point; items of a narrow page stand one below the other. */
function placeIn(items: readonly Box[], x: number, y: number): number {
  const [first, second] = items;
  const isStacked = first !== undefined && second !== undefined && second.top >= first.bottom;
  const before = items.filter(({ left, right, top, bottom }) =>
    isStacked ? (top + bottom) / 2 < y : (left + right) / 2 < x,
  );
  return before.length;
}
