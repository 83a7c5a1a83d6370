import type { Cell, NotebookDocument } from "../notebook/document.ts";

/** A cell of an older and of a newer document that are one and the same; null where it is in only one of them. */
export interface CellPair {
  readonly before: Cell | null;
  readonly after: Cell | null;
}

/**
 * Which cells of two documents are the same: those of one name, then those of one text, then what stands between the
 * same neighbours. Answered in the order of the newer one; a cell that is gone stands behind what it stood behind.
 */
export function matchCells(before: NotebookDocument, after: NotebookDocument): CellPair[] {
  const partner = new Map<Cell, Cell>();
  const free = new Set(before.cells);
  const pair = (old: Cell | undefined, cell: Cell) => {
    if (!old || !free.delete(old)) return;
    partner.set(cell, old);
  };
  const pairBy = (keyOf: (cell: Cell) => string | null) => {
    const waiting = new Map<string, Cell[]>();
    for (const cell of before.cells) {
      const key = free.has(cell) ? keyOf(cell) : null;
      if (key !== null) waiting.set(key, [...(waiting.get(key) ?? []), cell]);
    }
    for (const cell of after.cells) {
      const key = partner.has(cell) ? null : keyOf(cell);
      if (key !== null) pair(waiting.get(key)?.shift(), cell);
    }
  };
  pairBy(({ name }) => (name === "" ? null : name.toLowerCase()));
  // A text of one line of blanks says nothing of whose it is.
  pairBy(({ kind, source }) => (source.trim() === "" ? null : `${kind}\0${source}`));
  pairNeighbours(before.cells, after.cells, partner, pair);
  return inOrder(before.cells, after.cells, partner);
}

/** Cells without a partner behind two that are partners are taken for the same, where they are of one kind and unnamed. */
function pairNeighbours(
  before: readonly Cell[],
  after: readonly Cell[],
  partner: ReadonlyMap<Cell, Cell>,
  pair: (old: Cell | undefined, cell: Cell) => void,
): void {
  const placeBefore = new Map(before.map((cell, at) => [cell, at]));
  const taken = new Set(partner.values());
  let next = 0;
  for (const cell of after) {
    const known = partner.get(cell);
    if (known) {
      next = (placeBefore.get(known) ?? before.length) + 1;
      continue;
    }
    const old = before[next];
    if (!old || taken.has(old) || old.kind !== cell.kind || old.name !== "" || cell.name !== "") continue;
    taken.add(old);
    pair(old, cell);
    next++;
  }
}

function inOrder(
  before: readonly Cell[],
  after: readonly Cell[],
  partner: ReadonlyMap<Cell, Cell>,
): CellPair[] {
  const kept = new Set(partner.values());
  const goneBehind = new Map<Cell | null, Cell[]>();
  let last: Cell | null = null;
  for (const cell of before) {
    if (kept.has(cell)) last = cell;
    else goneBehind.set(last, [...(goneBehind.get(last) ?? []), cell]);
  }
  const gone = (behind: Cell | null): CellPair[] =>
    (goneBehind.get(behind) ?? []).map((cell) => ({ before: cell, after: null }));
  return [
    ...gone(null),
    ...after.flatMap((cell) => {
      const old = partner.get(cell) ?? null;
      return [{ before: old, after: cell }, ...(old ? gone(old) : [])];
    }),
  ];
}
