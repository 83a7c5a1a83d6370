import type { Graph } from "../dataflow/graph.ts";
import { runOrder } from "../dataflow/runOrder.ts";
import type { CellId } from "../notebook/document.ts";
import { viewOf } from "../store/appStore.ts";
import { cellById } from "../store/selectors.ts";
import type { AppState } from "../store/state.ts";

/**
 * What runs for these targets, or for all cells, and what cannot. Cells that write files are among them only where they
 * are `named` themselves: nothing is written because something else was asked for.
 */
export function plannedRuns(
  graph: Graph,
  state: AppState,
  targets: readonly CellId[] | undefined,
  named: readonly CellId[],
  isKept: (id: CellId) => boolean,
): ReturnType<typeof runOrder> {
  const wanted = targets && new Set(targets);
  const isFresh = (id: CellId) => !wanted?.has(id) && viewOf(state, id).run.status === "done";
  const { order, blocked } = runOrder(graph, targets, targets ? isFresh : undefined, isKept);
  const mayRun = (id: CellId) => named.includes(id) || cellById(state, id)?.kind !== "export";
  return { order: order.filter(mayRun), blocked: blocked.filter(({ id }) => mayRun(id)) };
}
