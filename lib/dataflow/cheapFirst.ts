import type { CellId } from "../notebook/document.ts";
import type { Graph } from "./graph.ts";

/**
 * All cells in an order in which each stands after the cells it reads, and of those that could come next the cheapest
 * comes first, then the one higher on the page. Cells in a cycle, and what reads them, come last in page order.
 */
export function cheapFirst(graph: Graph, costOf: (id: CellId) => number): CellId[] {
  const missing = new Map(graph.cells.map(({ id }) => [id, graph.needs.get(id)?.length ?? 0]));
  const place = new Map(graph.cells.map(({ id }, at) => [id, at]));
  const ready: CellId[] = [];
  const order: CellId[] = [];
  const isBefore = (a: CellId, b: CellId) =>
    costOf(a) < costOf(b) || (costOf(a) === costOf(b) && (place.get(a) ?? 0) < (place.get(b) ?? 0));
  // Kept with the one to come next at the end, where it is taken from.
  const makeReady = (id: CellId) => {
    let low = 0;
    let high = ready.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(id, ready[middle] ?? id)) low = middle + 1;
      else high = middle;
    }
    ready.splice(low, 0, id);
  };
  for (const { id } of graph.cells) if (missing.get(id) === 0) makeReady(id);
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    order.push(next);
    for (const reader of graph.readers.get(next) ?? []) {
      const left = (missing.get(reader) ?? 0) - 1;
      missing.set(reader, left);
      if (left === 0) makeReady(reader);
    }
  }
  const done = new Set(order);
  return [...order, ...graph.cells.flatMap(({ id }) => (done.has(id) ? [] : [id]))];
}
