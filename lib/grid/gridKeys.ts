import type { GridPlace, GridSize } from "./gridSelection.ts";

/** A key press, as far as it decides where to go. */
export type GridPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey" | "shiftKey">;

/**
 * Where a key leads from a cell, null for keys that lead nowhere; Shift says only that the selection comes along.
 * Ctrl (or Cmd) leads to the ends. The header is reached from the first row alone, as it is always in view and no row
 * comes with it. `pageRows` is how many rows Page Up and Page Down move by.
 */
export function placeByKey(
  press: GridPress,
  from: GridPlace,
  size: GridSize,
  pageRows: number,
): GridPlace | null {
  if (press.altKey) return null;
  const far = press.ctrlKey || press.metaKey;
  const { row, place } = from;
  const last: GridPlace = { row: size.rows - 1, place: size.places - 1 };
  // With no rows the header is all there is.
  const first = Math.min(0, last.row);
  const at = (toRow: number, toPlace: number): GridPlace => ({
    row: Math.max(-1, Math.min(toRow, last.row)),
    place: Math.max(-1, Math.min(toPlace, last.place)),
  });
  switch (press.key) {
    case "ArrowDown":
      return at(far ? last.row : row + 1, place);
    case "ArrowUp":
      return at(far ? first : row - 1, place);
    case "ArrowRight":
      return at(row, far ? last.place : place + 1);
    case "ArrowLeft":
      return at(row, far ? 0 : place - 1);
    case "Home":
      return far ? at(first, 0) : at(row, 0);
    case "End":
      return far ? at(last.row, last.place) : at(row, last.place);
    case "PageDown":
      return far ? null : at(row + pageRows, place);
    case "PageUp":
      return far ? null : at(row > 0 ? Math.max(0, row - pageRows) : -1, place);
    default:
      return null;
  }
}
