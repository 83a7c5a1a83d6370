import type { BinEdges } from "../chartPlan.ts";

/** How the engine finds the bin of a value; the same arithmetic, so that the same values fall into it. */
type PlaceOf = (value: number) => number;

/** Half-open: values from `from` on, and below `to`; a side that is null is open, as the first and the last bin hold what is beyond. */
export interface Bounds {
  from: number | null;
  to: number | null;
}

/** How many bins there are. */
export function binCount({ start, stop, step }: BinEdges): number {
  return Math.max(1, Math.round((stop - start) / step));
}

/** The bin that holds a value which lies inside it or at its start. */
export function binOf(edges: BinEdges, value: number): number {
  return Math.max(0, Math.min(lastBin(edges), Math.floor((value - edges.start) / edges.step + 1e-6)));
}

/** The last bin as `binPlaceSql` finds it: where edges are no whole numbers it may be the last but one, and hold both. */
function lastBin({ start, stop, step }: BinEdges): number {
  return Math.max(0, Math.floor(1e-14 + (stop - step - start) / step));
}

/** The values that fall into the bins `first` to `last`, exactly as `binPlaceSql` finds their bins. */
export function binBounds(edges: BinEdges, first: number, last: number): Bounds {
  const { start, stop, step } = edges;
  return bounds(edges, { first, last, top: lastBin(edges) }, (value) =>
    Math.floor(1e-14 + (Math.min(value, stop - step) - start) / step),
  );
}

/** The values that fall into even parts of an extent, exactly as `densePoints` finds their cells. */
export function cellBounds(edges: BinEdges, count: number, first: number, last: number): Bounds {
  const { start, stop } = edges;
  return bounds(edges, { first, last, top: count - 1 }, (value) =>
    Math.floor(((value - start) / (stop - start)) * count),
  );
}

function bounds(
  edges: BinEdges,
  { first, last, top }: { first: number; last: number; top: number },
  placeOf: PlaceOf,
): Bounds {
  return {
    from: first <= 0 ? null : lowestAt(edges, Math.min(first, top), placeOf),
    to: last >= top ? null : lowestAt(edges, last + 1, placeOf),
  };
}

/** The least number that falls into a bin: by its nominal edge or, as rounding has it, a hair beside. */
function lowestAt({ start, step }: BinEdges, index: number, placeOf: PlaceOf): number {
  const edge = start + index * step;
  const hair = Math.max(Math.abs(edge), Math.abs(start), step) * 1e-12;
  let [below, at] = [edge - hair, edge + hair];
  for (;;) {
    const middle = below + (at - below) / 2;
    if (middle <= below || middle >= at) return at;
    if (placeOf(middle) >= index) at = middle;
    else below = middle;
  }
}
