import type { Cell } from "../../notebook/document.ts";
import { cellIdPattern } from "./ipynbCell.ts";

/** The id that a cell gets in an `.ipynb` file where its text carries none: its name, or its place. */
export function plainCellId({ name }: Pick<Cell, "name">, index: number): string {
  return cellIdPattern.test(name) ? name : `cell-${index + 1}`;
}

/** The id that the text of the notebook carries for a cell, in the marker line before it; null where it carries none. */
export function carriedId({ id, layout }: Cell): string | null {
  return layout?.meta?.id === id && cellIdPattern.test(id) ? id : null;
}

/** An id for each cell that no other has: the one that it carries, else the plain one. The same cells get the same ids. */
export function cellIds(cells: readonly Cell[]): string[] {
  const taken = new Set(cells.map(carriedId));
  return cells.map((cell, index) => {
    const carried = carriedId(cell);
    return carried ?? freeId(plainCellId(cell, index), taken);
  });
}

/** The id, or one like it that is free; it is taken from then on. */
export function freeId(wanted: string, taken: Set<string | null>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number++) id = `${wanted.slice(0, 56)}-${number}`;
  taken.add(id);
  return id;
}
