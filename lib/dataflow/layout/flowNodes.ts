import type { EngineError } from "../../engine/protocol.ts";
import type { CellId } from "../../notebook/document.ts";
import type { Graph } from "../graph.ts";
import { relationKey } from "../relationKey.ts";

/** A cell or a source, as a node of the drawn graph. */
export interface FlowNode {
  readonly name: string;
  /** null for a source. */
  readonly cellId: CellId | null;
  readonly kind: string;
  /** Indexes of the nodes that it reads, and of those that read it. */
  readonly needs: readonly number[];
  readonly readers: readonly number[];
  /** Why the cell can never run as the notebook stands. */
  readonly problem: EngineError | null;
}

/** Sources, then cells in page order, with who reads whom. */
export function flowNodes(graph: Graph, sourceNames: readonly string[]): FlowNode[] {
  const byKey = new Map(sourceNames.map((name) => [relationKey(name), name]));
  const place = new Map(graph.cells.map(({ id }, at) => [id, byKey.size + at]));
  const placesOf = (ids: readonly CellId[]) => ids.flatMap((id) => place.get(id) ?? []);
  const sources = [...byKey].map(([key, name]): FlowNode => {
    const readers = placesOf(graph.sourceReaders.get(key) ?? []);
    return { name, cellId: null, kind: "source", needs: [], readers, problem: null };
  });
  const needed = new Map<CellId, number[]>();
  for (const [at, key] of [...byKey.keys()].entries())
    for (const id of graph.sourceReaders.get(key) ?? []) needed.set(id, [...(needed.get(id) ?? []), at]);
  const cells = graph.cells.map(
    ({ id, name, kind }): FlowNode => ({
      name,
      cellId: id,
      kind,
      needs: [...(needed.get(id) ?? []), ...placesOf(graph.needs.get(id) ?? [])],
      readers: placesOf(graph.readers.get(id) ?? []),
      problem: graph.problems.get(id) ?? null,
    }),
  );
  return [...sources, ...cells];
}
