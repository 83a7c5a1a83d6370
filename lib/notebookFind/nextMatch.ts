import type { CellId } from "../notebook/document.ts";
import type { Match } from "./findMatches.ts";

/**
 * The match to be shown after a new search: the one shown before, where it is still there, else the first from the
 * cell at hand on; -1 where there is none.
 */
export function matchNear(
  matches: readonly Match[],
  shown: Match | null,
  order: readonly CellId[],
  at: CellId | null,
): number {
  if (shown) {
    const same = matches.findIndex(
      ({ id, part, start }) => id === shown.id && part === shown.part && start >= shown.start,
    );
    if (same >= 0) return same;
  }
  const place = new Map(order.map((id, index) => [id, index]));
  const from = place.get(shown?.id ?? at ?? "") ?? 0;
  const next = matches.findIndex(({ id }) => (place.get(id) ?? 0) >= from);
  return next >= 0 ? next : matches.length - 1;
}

/** So many matches on, round from the last to the first. */
export function matchBeside(count: number, at: number, by: 1 | -1): number {
  return count === 0 ? -1 : (Math.max(at, by === 1 ? -1 : 0) + by + count) % count;
}
