import type { CellId } from "./document.ts";

/** Where a cell is drawn: its upper and lower edge in pixels, from whatever all are measured from. */
export interface CellBox {
  readonly id: CellId;
  readonly top: number;
  readonly bottom: number;
}

/** Where cells that are let go would land: before a cell (null: at the end), and the height at which that is drawn. */
export interface DropPlace {
  readonly before: CellId | null;
  readonly y: number;
}

/** The gap nearest to a height. Boxes are those of the cells on the screen, from top to bottom, without those carried. */
export function dropPlace(boxes: readonly CellBox[], y: number): DropPlace | null {
  const [first] = boxes;
  if (!first) return null;
  const next = boxes.findIndex(({ top, bottom }) => y < (top + bottom) / 2);
  const above = boxes[(next < 0 ? boxes.length : next) - 1];
  const below = next < 0 ? undefined : boxes[next];
  const edge = above && below ? (above.bottom + below.top) / 2 : above ? above.bottom + 8 : first.top - 8;
  return { before: below?.id ?? null, y: edge };
}

/** How far to scroll in one frame while something is held near an edge: nothing in the middle, more towards the edge. */
export function edgeScroll(y: number, top: number, bottom: number, reachPx = 64, mostPx = 24): number {
  const share = (distance: number) => Math.min(1, Math.max(0, (reachPx - distance) / reachPx));
  const up = share(y - top);
  const down = share(bottom - y);
  const by = Math.round((down > up ? down : -up) * mostPx);
  return by === 0 ? 0 : by;
}
