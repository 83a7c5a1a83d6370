import type { CellPlace } from "./useColumnWindow.ts";

/** How many rows Page Up and Page Down move by. */
export const rowsPerKey = 10;

/** A key press, as far as it decides where to go. */
export type PlaceKey = Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey" | "shiftKey">;

const firstRow = 2;

/**
 * Where a key leads that hightable would take to the header row, which is always in view, so that no row would
 * come with it; null for all other keys. The header is reached from the first row.
 */
export function placeByKey(press: PlaceKey, active: CellPlace): CellPlace | null {
  const { key, ctrlKey } = press;
  if (press.altKey || press.metaKey || press.shiftKey) return null;
  if (key === "Home" && ctrlKey) return { colIndex: 1, rowIndex: firstRow };
  if (key === "ArrowUp" && ctrlKey) return { ...active, rowIndex: firstRow };
  const passes = active.rowIndex > firstRow && active.rowIndex - rowsPerKey < firstRow;
  return key === "PageUp" && passes ? { ...active, rowIndex: firstRow } : null;
}

/** The side of the table that a key leads to, null for all other keys. */
export function sideByKey(press: PlaceKey): "start" | "end" | null {
  const { key, ctrlKey } = press;
  if (press.altKey || press.metaKey || press.shiftKey) return null;
  if (key === "End" || (key === "ArrowRight" && ctrlKey)) return "end";
  return key === "Home" || (key === "ArrowLeft" && ctrlKey) ? "start" : null;
}
