import type { Cell, CellId, NotebookDocument } from "./document.ts";

/**
 * A newer text of an open notebook, as a document in which every cell that is still there keeps its id, and so its
 * editor and its result. A cell is the same by the id that its file carries, else by its name, else by its text, else by
 * its place after others that are the same. Cells and sources that did not change are the very objects they were.
 */
export function keepCellIds(before: NotebookDocument, after: NotebookDocument): NotebookDocument {
  const found = pairCells(before.cells, after.cells);
  const cells = after.cells.map((cell, at) => {
    const old = before.cells[found[at] ?? -1];
    return old ? renewed(old, cell) : cell;
  });
  return {
    ...after,
    cells: withUniqueIds(cells, found),
    sources: keptSources(before.sources, after.sources),
  };
}

/** For each new cell the place of the old one that it is, or -1. Each old cell is taken once. */
function pairCells(before: readonly Cell[], after: readonly Cell[]): number[] {
  const found = after.map(() => -1);
  const taken = new Set<number>();
  const pair = (keyOf: (cell: Cell) => string | null) => {
    const places = new Map<string, number[]>();
    before.forEach((cell, at) => {
      const key = taken.has(at) ? null : keyOf(cell);
      if (key !== null) places.set(key, [...(places.get(key) ?? []), at]);
    });
    after.forEach((cell, at) => {
      const key = found[at] === -1 ? keyOf(cell) : null;
      const old = key === null ? undefined : places.get(key)?.shift();
      if (old === undefined) return;
      found[at] = old;
      taken.add(old);
    });
  };
  pair(({ id }) => id);
  pair(({ kind, name }) => (name === "" ? null : JSON.stringify([kind, name])));
  pair(({ kind, source }) => (source.trim() === "" ? null : JSON.stringify([kind, source])));
  pairBetween(before, after, found, taken);
  return found;
}

/** Pairs what is left in order, each with the next of its kind after the neighbour above. */
function pairBetween(
  before: readonly Cell[],
  after: readonly Cell[],
  found: number[],
  taken: Set<number>,
): void {
  let from = 0;
  after.forEach((cell, at) => {
    const known = found[at] ?? -1;
    if (known !== -1) {
      from = known + 1;
      return;
    }
    for (let old = from; old < before.length; old++) {
      if (taken.has(old) || before[old]?.kind !== cell.kind) continue;
      found[at] = old;
      taken.add(old);
      from = old + 1;
      return;
    }
  });
}

function renewed(old: Cell, cell: Cell): Cell {
  const options = sameData(old.options, cell.options) ? old.options : cell.options;
  const isSame =
    old.kind === cell.kind &&
    old.name === cell.name &&
    old.source === cell.source &&
    old.options === options &&
    old.layout?.raw === cell.layout?.raw;
  // What was set in an input is not part of the text.
  const given = old.given === undefined ? {} : { given: old.given };
  return isSame ? old : { ...cell, ...given, id: old.id, options };
}

/** A new cell must not have the id of an old one that it is not. */
function withUniqueIds(cells: readonly Cell[], found: readonly number[]): Cell[] {
  const taken = new Set<CellId>(cells.filter((_, at) => found[at] !== -1).map(({ id }) => id));
  return cells.map((cell, at) => {
    if (found[at] !== -1) return cell;
    let id = cell.id;
    for (let n = 2; taken.has(id); n++) id = `${cell.id}-${n}`;
    taken.add(id);
    return id === cell.id ? cell : { ...cell, id };
  });
}

function keptSources(
  before: NotebookDocument["sources"],
  after: NotebookDocument["sources"],
): NotebookDocument["sources"] {
  if (sameData(before, after)) return before;
  const entries = Object.entries(after).map(([name, entry]) => {
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    return [name, old && sameData(old, entry) ? old : entry];
  });
  return Object.fromEntries(entries);
}

function sameData(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
