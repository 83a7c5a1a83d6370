import type { CellId } from "../notebook/document.ts";
import type { Graph } from "./graph.ts";
import { runOrder } from "./runOrder.ts";

export interface AutomaticQuestion<Why> {
  /** The cells that changed and all that read them. */
  wanted: readonly CellId[];
  /** Cells that are up to date: they are not run again. */
  isFresh(id: CellId): boolean;
  /** Cells whose result stays whatever happens. */
  isKept(id: CellId): boolean;
  /** Why a cell is not to run unless somebody asks for it; null where it may. */
  heldBy(id: CellId): Why | null;
}

/** `through` is the cell that is held, where another waits for it. */
export interface Left<Why> {
  id: CellId;
  why: Why;
  through: CellId;
}

export interface AutomaticPlan<Why> {
  /** Cells to run, or to be told why they cannot. What else they need comes with them. */
  targets: CellId[];
  /** Wanted cells that stay stale, and whose fault that is. */
  left: Left<Why>[];
}

/** What runs by itself after a change: all that is wanted and not up to date, but for what is held and what waits for that. */
export function automaticPlan<Why>(graph: Graph, question: AutomaticQuestion<Why>): AutomaticPlan<Why> {
  const { isFresh, isKept, heldBy } = question;
  const wanted = new Set(question.wanted.filter((id) => !isFresh(id) && !isKept(id)));
  const { order, blocked } = runOrder(graph, [...wanted], isFresh, isKept);
  const held = new Map<CellId, Left<Why>>();
  const targets: CellId[] = blocked.map(({ id }) => id).filter((id) => wanted.has(id));
  for (const id of order) {
    const own = heldBy(id);
    const through = (graph.needs.get(id) ?? []).find((need) => held.has(need));
    const cause = through === undefined ? undefined : held.get(through);
    if (own !== null) held.set(id, { id, why: own, through: id });
    else if (cause) held.set(id, { id, why: cause.why, through: cause.through });
    else if (wanted.has(id)) targets.push(id);
  }
  return { targets, left: [...held.values()].filter(({ id }) => wanted.has(id)) };
}
