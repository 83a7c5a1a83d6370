import type { CellId } from "../notebook/document.ts";
import type { Graph } from "./graph.ts";
import { relationKey } from "./relationKey.ts";

/** Tells cells that keep their result whatever happens to what they read: their readers see no change. */
type IsKept = (id: CellId) => boolean;

const none: IsKept = () => false;

/**
 * All cells that read any of the given ones, directly or through others, in page order and without the given ones.
 * A cell that keeps its result is among them, but what reads it is not for its sake.
 */
export function readersOf(graph: Graph, ids: readonly CellId[], isKept: IsKept = none): CellId[] {
  const given = new Set(ids);
  return closure(graph, ids, isKept).filter((id) => !given.has(id));
}

/** As `readersOf`, of sources by name. */
export function readersOfSources(graph: Graph, names: readonly string[], isKept: IsKept = none): CellId[] {
  return closure(
    graph,
    names.flatMap((name) => graph.sourceReaders.get(relationKey(name)) ?? []),
    isKept,
  );
}

function closure(graph: Graph, start: readonly CellId[], isKept: IsKept): CellId[] {
  const reached = new Set(start);
  // A set grows while it is walked: each cell is visited once.
  for (const id of reached) {
    if (isKept(id)) continue;
    for (const reader of graph.readers.get(id) ?? []) reached.add(reader);
  }
  return graph.cells.flatMap(({ id }) => (reached.has(id) ? [id] : []));
}
