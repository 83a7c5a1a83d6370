import type { Cell, NotebookDocument } from "../notebook/document.ts";
import { type CellPair, matchCells } from "./matchCells.ts";

/** What became of a cell between two versions; `ways` is empty where it is the same. */
export interface CellChange extends CellPair {
  readonly ways: readonly ("added" | "removed" | "renamed" | "moved" | "text" | "kind" | "options")[];
}

/** What differs between two versions of a notebook. */
export interface NotebookChanges {
  readonly cells: readonly CellChange[];
  /** Names of sources that came, went, or are described otherwise. */
  readonly sources: readonly string[];
  /** The title before and after; null where it is the same. */
  readonly title: { readonly before: string; readonly after: string } | null;
}

/** What differs between two versions, cell by cell in the order of the newer one. */
export function notebookChanges(before: NotebookDocument, after: NotebookDocument): NotebookChanges {
  const pairs = matchCells(before, after);
  const moved = movedCells(before, pairs);
  const names = new Set([...Object.keys(before.sources), ...Object.keys(after.sources)]);
  const entry = ({ sources }: NotebookDocument, name: string) =>
    JSON.stringify(Object.hasOwn(sources, name) ? sources[name] : null);
  return {
    cells: pairs.map((pair) => ({ ...pair, ways: waysOf(pair, moved) })),
    sources: [...names].filter((name) => entry(before, name) !== entry(after, name)),
    title: before.title === after.title ? null : { before: before.title, after: after.title },
  };
}

function waysOf({ before, after }: CellPair, moved: ReadonlySet<Cell>): CellChange["ways"] {
  if (!before) return ["added"];
  if (!after) return ["removed"];
  return [
    ...(before.name === after.name ? [] : (["renamed"] as const)),
    ...(before.kind === after.kind ? [] : (["kind"] as const)),
    ...(before.source === after.source ? [] : (["text"] as const)),
    ...(JSON.stringify(before.options) === JSON.stringify(after.options) ? [] : (["options"] as const)),
    ...(moved.has(after) ? (["moved"] as const) : []),
  ];
}

/** The fewest cells that have to be taken for moved: all but a longest run of cells that are in the same order. */
function movedCells({ cells }: NotebookDocument, pairs: readonly CellPair[]): Set<Cell> {
  const place = new Map(cells.map((cell, at) => [cell, at]));
  const both = pairs.flatMap(({ before, after }) =>
    before && after ? [{ after, at: place.get(before) ?? 0 }] : [],
  );
  const stays = longestRise(both.map(({ at }) => at));
  return new Set(both.filter((_, index) => !stays.has(index)).map(({ after }) => after));
}

/** Places of a longest rising subsequence. */
function longestRise(values: readonly number[]): Set<number> {
  // ends[n] is where the rising sequence of n + 1 values with the least end has its end.
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  values.forEach((value, index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = ends[low - 1];
    ends[low] = index;
  });
  const found = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) found.add(at);
  return found;
}
