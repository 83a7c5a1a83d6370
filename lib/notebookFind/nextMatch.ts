import type { CellId } from "../notebook/document.ts";
import type { Match } from "./findMatches.ts";

/**
 * The match to be shown after a new search: the first from the one shown before on, else from the beginning of the cell
 * at hand; from the top again where there is none; -1 where nothing was found. Matches are in page order.
 */
export function matchNear(
  matches: readonly Match[],
  shown: Pick<Match, "id" | "part" | "start"> | null,
  order: readonly CellId[],
  at: CellId | null,
): number {
  if (matches.length === 0) return -1;
  const place = new Map(order.map((id, index) => [id, index]));
  const from = shown ?? { id: at ?? "", part: "name", start: 0 };
  const key = ({ id, part, start }: Pick<Match, "id" | "part" | "start">) =>
    [place.get(id) ?? 0, part === "name" ? 0 : 1, start] as const;
  const [cell, part, start] = key(from);
  const next = matches.findIndex((match) => {
    const [otherCell, otherPart, otherStart] = key(match);
    if (otherCell !== cell) return otherCell > cell;
    return otherPart === part ? otherStart >= start : otherPart > part;
  });
  return Math.max(next, 0);
}

/** So many matches on, round from the last to the first. */
export function matchBeside(count: number, at: number, by: 1 | -1): number {
  return count === 0 ? -1 : (Math.max(at, by === 1 ? -1 : 0) + by + count) % count;
}
