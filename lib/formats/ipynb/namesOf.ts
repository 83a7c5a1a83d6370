import { nameCells } from "../cellNaming.ts";
import type { ReadCell } from "./readCell.ts";

/** The names that the cells of an `.ipynb` file get; Markdown has none. */
export function namesOf(cells: readonly ReadCell[]): string[] {
  const named = cells.filter(({ kind }) => kind !== "md");
  const names = nameCells(named.map(({ name }) => name));
  let at = 0;
  return cells.map(({ kind }) => (kind === "md" ? "" : (names[at++] ?? "")));
}
