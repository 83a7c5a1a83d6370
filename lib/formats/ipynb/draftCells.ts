import type { Cell } from "../../notebook/document.ts";
import { nameCells, saidFirst } from "../cellNaming.ts";
import type { CellAssets } from "../notebookAssets.ts";
import { type CellDraft, type DraftContext, draftCell, type Naming } from "./draftCell.ts";

/**
 * All cells of a notebook as they will stand in an `.ipynb` file. Names are written only where reading the file would
 * not come to them anyway.
 */
export function draftCells(
  cells: readonly Cell[],
  assets: readonly CellAssets[],
  context: DraftContext,
): CellDraft[] {
  const namings = cells.map((): Naming => "asRead");
  const draft = (index: number, cell: Cell) =>
    draftCell(cell, assets[index] ?? {}, namings[index] ?? "exact", context);
  const drafts = cells.map((cell, index) => draft(index, cell));
  // A name that is said can take one that was only counted, so this is looked at until all of them are right.
  for (;;) {
    const names = nameCells(drafts.map(({ read }) => read.name));
    const wrong = cells.flatMap((cell, index) =>
      cell.name === names[index] ? [] : [{ name: cell.name, cell, index }],
    );
    if (wrong.length === 0) return drafts;
    for (const { cell, index } of saidFirst(wrong)) {
      namings[index] = namings[index] === "asRead" ? "wanted" : "exact";
      drafts[index] = draft(index, cell);
    }
  }
}
