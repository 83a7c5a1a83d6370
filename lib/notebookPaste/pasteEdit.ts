import { newCellId, uniqueCellName } from "../notebook/cellNames.ts";
import type { DocumentCommand } from "../notebook/commands.ts";
import type { Cell, CellId, NotebookDocument } from "../notebook/document.ts";

/** The edit that puts copies of cells below another one (first of all where that is null), and the last one's id. */
export function pasteEdit(
  document: NotebookDocument,
  cells: readonly Cell[],
  after: CellId | null,
  /** Names of relations that are not the document's own. */
  alsoTaken: readonly string[],
): { edit: DocumentCommand; last: CellId | null } {
  const taken = [...alsoTaken];
  const copies = cells.map((cell): Cell => {
    const name = cell.kind === "md" ? "" : uniqueCellName(document, cell.name || "cell", taken);
    if (name !== "") taken.push(name);
    return { ...cell, id: newCellId(), name, layout: null };
  });
  const at = after === null ? -1 : document.cells.findIndex(({ id }) => id === after);
  const index = after === null ? 0 : at < 0 ? document.cells.length : at + 1;
  return { edit: { type: "insert", index, cells: copies }, last: copies.at(-1)?.id ?? null };
}
