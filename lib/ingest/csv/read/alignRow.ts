import { type ColumnShape, fitsShape, isTelling } from "../sniff/columnShape.ts";

/** What becomes of a row with another number of cells than the table has columns. */
export type Alignment =
  | { kind: "padded" }
  /** Empty cells at the end were too many. */
  | { kind: "cut" }
  /** The empty cell `without` was too many, which the other cells show. */
  | { kind: "closed"; without: number }
  | { kind: "rejected"; reason: string };

/** Decides by the looks of the other rows how a row of too few or too many cells fits the columns. */
export function alignRow(cells: readonly string[], shapes: readonly ColumnShape[]): Alignment {
  const columns = shapes.length;
  const found = `${cells.length} ${cells.length === 1 ? "field" : "fields"} where ${columns} are expected`;
  if (cells.length < columns) {
    const misfits = misfitsOf(cells, shapes);
    if (misfits === 0) return { kind: "padded" };
    return misfits * 2 >= tellingCells(cells, shapes) || misfits > 1
      ? { kind: "rejected", reason: `${found}, and they do not fit their columns: a delimiter is missing` }
      : { kind: "padded" };
  }
  const extra = cells.length - columns;
  const isCut = cells.slice(columns).every((cell) => cell.trim() === "");
  const cutMisfits = isCut ? misfitsOf(cells.slice(0, columns), shapes) : Number.POSITIVE_INFINITY;
  if (cutMisfits === 0) return { kind: "cut" };
  if (extra === 1) {
    const fitting = closings(cells, shapes);
    const [only] = fitting;
    // Two empty cells side by side: leaving out the one or the other gives the same row.
    if (only !== undefined && fitting.every((at) => sameWithout(cells, only, at)))
      return { kind: "closed", without: only };
  }
  if (cutMisfits === 1) return { kind: "cut" };
  return { kind: "rejected", reason: isCut ? `${found}, and they do not fit their columns` : found };
}

/** The empty cells without which the row fits all columns, where any column can tell. */
function closings(cells: readonly string[], shapes: readonly ColumnShape[]): number[] {
  return cells.flatMap((cell, at) => {
    if (cell.trim() !== "") return [];
    const rest = [...cells.slice(0, at), ...cells.slice(at + 1)];
    const tells = shapes.some(
      (shape, column) => column >= at && isTelling(shape) && (rest[column] ?? "").trim() !== "",
    );
    return tells && misfitsOf(rest, shapes) === 0 ? [at] : [];
  });
}

function sameWithout(cells: readonly string[], one: number, other: number): boolean {
  const without = (at: number) => [...cells.slice(0, at), ...cells.slice(at + 1)];
  const [a, b] = [without(one), without(other)];
  return a.every((cell, index) => cell === b[index]);
}

function misfitsOf(cells: readonly string[], shapes: readonly ColumnShape[]): number {
  return cells.filter((cell, column) => {
    const shape = shapes[column];
    if (shape === undefined || shape.cells < 3) return false;
    return (isTelling(shape) || cell.trim() === "" || shape.filled === 0) && !fitsShape(cell, shape);
  }).length;
}

function tellingCells(cells: readonly string[], shapes: readonly ColumnShape[]): number {
  return cells.filter((cell, column) => cell.trim() !== "" && shapes[column] && isTelling(shapes[column]))
    .length;
}
