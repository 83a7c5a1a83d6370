import type { Graph } from "../dataflow/graph.ts";
import { readersOf } from "../dataflow/readersOf.ts";
import type { CellId } from "../notebook/document.ts";
import type { AppState } from "../store/state.ts";

/**
 * Which cells are asked for at once: all up to and with a cell on the page ("above"), it and all after it ("below"), all
 * that read it, directly or through others ("readers"), or all that are not up to date ("stale").
 */
export type RunScope = "above" | "below" | "readers" | "stale";

/** The cells that a scope means; `id` is the cell that it starts from, which need not be one that runs. */
export function runTargets(
  graph: Graph,
  scope: RunScope,
  id: CellId | undefined,
  state: Pick<AppState, "document" | "cells">,
): CellId[] {
  const page = state.document.cells.map((cell) => cell.id);
  const inGraph = new Set(graph.cells.map((cell) => cell.id));
  const at = id === undefined ? -1 : page.indexOf(id);
  switch (scope) {
    case "stale":
      return graph.cells.flatMap((cell) => (state.cells[cell.id]?.run.status === "done" ? [] : [cell.id]));
    case "readers":
      return id === undefined ? [] : readersOf(graph, [id]);
    case "above":
      return page.slice(0, at + 1).filter((other) => inGraph.has(other));
    case "below":
      return at < 0 ? [] : page.slice(at).filter((other) => inGraph.has(other));
  }
}
