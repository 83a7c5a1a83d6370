import type { Graph } from "../dataflow/graph.ts";
import { readersOf } from "../dataflow/readersOf.ts";
import type { Cell, CellId } from "../notebook/document.ts";
import type { RunQueue } from "./runQueue.ts";
import type { RunViews } from "./runViews.ts";

/** Cells that wait for one that did not come to its end cannot run: `what` is what became of it. */
export function blockReaders(
  { graph, queue, views }: { graph: Graph; queue: RunQueue; views: RunViews },
  isKept: (id: CellId) => boolean,
  cell: Pick<Cell, "id" | "name">,
  what: string,
): void {
  // Where it is to run again, its readers wait for that.
  if (queue.has(cell.id)) return;
  const readers = new Set(readersOf(graph, [cell.id], isKept));
  for (const { cell: id, runId } of queue.take((queued) => readers.has(queued.cell))) {
    const reads = graph.needs.get(id)?.includes(cell.id) ? "reads" : "needs";
    const message = `Not run: it ${reads} "${cell.name}", which ${what}.`;
    views.settle(id, { status: "blocked", runId, error: { code: "sql", message } });
  }
}
