import type { ColumnShape } from "./columnShape.ts";

/**
 * Cells of a header with another number of names than the rows have fields, moved to where they belong. Longer: empty
 * names in the middle are left out if that makes it fit. Shorter by one: the first column has no name where it holds
 * the names of the rows, as R writes tables; else the last columns have none.
 */
export function fitHeader(
  header: readonly string[],
  shapes: readonly ColumnShape[],
  firstColumn: readonly string[],
): string[] {
  const columns = shapes.length;
  let cells = [...header];
  while (cells.length > columns && (cells.at(-1) ?? "").trim() === "") cells.pop();
  const empty = cells.filter((cell) => cell.trim() === "").length;
  if (cells.length > columns && empty >= cells.length - columns) {
    for (let excess = cells.length - columns; excess > 0; excess--) {
      const at = cells.findIndex((cell) => cell.trim() === "");
      cells = [...cells.slice(0, at), ...cells.slice(at + 1)];
    }
  }
  return cells.length === columns - 1 && namesRows(firstColumn) && (shapes.at(-1)?.filled ?? 0) > 0
    ? ["", ...cells]
    : cells;
}

/** Different texts, or numbers from one on: names of rows. */
function namesRows(cells: readonly string[]): boolean {
  if (cells.length < 3 || new Set(cells).size < cells.length) return false;
  return (
    cells.every((cell) => /\p{L}/u.test(cell)) || cells.every((cell, index) => cell === String(index + 1))
  );
}
