import type { Cell, CellId, NotebookDocument } from "../notebook/document.ts";
import { matchCells } from "./matchCells.ts";

/**
 * An older version as it is put in the place of the present document: cells that are the same keep their identity, so
 * that results stay with them, and those that did not change stay the very same objects, so that nothing becomes stale.
 */
export function restoredDocument(version: NotebookDocument, now: NotebookDocument): NotebookDocument {
  const present = new Map<Cell, Cell>();
  for (const { before, after } of matchCells(now, version)) if (before && after) present.set(after, before);
  const taken = new Set<CellId>(version.cells.filter(carriesId).map(({ id }) => id));
  const cells = version.cells.map((cell) => {
    const same = present.get(cell);
    if (!same) return cell;
    if (isSame(same, cell)) return same;
    // An id that stands in the text itself is not to be changed by going back to it.
    if (carriesId(cell) || taken.has(same.id)) return cell;
    return { ...cell, id: same.id };
  });
  return {
    ...version,
    cells: cells.length === new Set(cells.map(({ id }) => id)).size ? cells : version.cells,
  };
}

function carriesId({ layout }: Cell): boolean {
  return layout?.meta?.id !== undefined;
}

function isSame(one: Cell, other: Cell): boolean {
  return (
    one.kind === other.kind &&
    one.name === other.name &&
    one.source === other.source &&
    one.layout?.raw === other.layout?.raw &&
    JSON.stringify(one.options) === JSON.stringify(other.options)
  );
}
