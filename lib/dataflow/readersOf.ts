import type { CellId } from "../notebook/document.ts";
import type { Graph } from "./graph.ts";
import { relationKey } from "./relationKey.ts";

/** All cells that read any of the given ones, directly or through others, in page order and without the given ones. */
export function readersOf(graph: Graph, ids: readonly CellId[]): CellId[] {
  const given = new Set(ids);
  return closure(graph, ids).filter((id) => !given.has(id));
}

/** As `readersOf`, of sources by name. */
export function readersOfSources(graph: Graph, names: readonly string[]): CellId[] {
  return closure(
    graph,
    names.flatMap((name) => graph.sourceReaders.get(relationKey(name)) ?? []),
  );
}

function closure(graph: Graph, start: readonly CellId[]): CellId[] {
  const reached = new Set(start);
  // A set grows while it is walked: each cell is visited once.
  for (const id of reached) for (const reader of graph.readers.get(id) ?? []) reached.add(reader);
  return graph.cells.flatMap(({ id }) => (reached.has(id) ? [id] : []));
}
