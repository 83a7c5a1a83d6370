import type { Cell, NotebookDocument } from "./document.ts";

/** Whether two documents say the same, as one does again after an edit was undone. */
export function sameDocument(one: NotebookDocument, other: NotebookDocument): boolean {
  if (one === other) return true;
  if (one.title !== other.title || one.timezone !== other.timezone || one.cells.length !== other.cells.length)
    return false;
  if (one.sources !== other.sources && JSON.stringify(one.sources) !== JSON.stringify(other.sources))
    return false;
  return one.cells.every((cell, at) => sameCell(cell, other.cells[at]));
}

function sameCell(one: Cell, other: Cell | undefined): boolean {
  if (one === other) return true;
  if (!other || one.kind !== other.kind || one.name !== other.name || one.source !== other.source)
    return false;
  return one.options === other.options || JSON.stringify(one.options) === JSON.stringify(other.options);
}
