import { buildGraph, type Graph } from "../dataflow/graph.ts";
import type { AppState } from "../store/state.ts";
import { factsOf } from "./factsOf.ts";
import { knowsKind } from "./kindTools.ts";
import { isRunnable } from "./runnableKinds.ts";

/** The notebook as a graph, from the cells' text and the sources' names; made anew only where one of them changed. */
export class NotebookGraph {
  private last: { key: readonly unknown[]; graph: Graph } | null = null;

  of({ document, sources }: Pick<AppState, "document" | "sources">): Graph {
    // Without their tools it is not known what TypeScript and input cells read.
    const key = [document.cells, document.sources, sources, knowsKind("ts"), knowsKind("input")];
    if (this.last?.key.every((part, i) => part === key[i])) return this.last.graph;
    const facts = document.cells.filter((cell) => isRunnable(cell.kind)).map(factsOf);
    const names = [...sources.map((source) => source.relation), ...Object.keys(document.sources)];
    const graph = buildGraph(facts, names);
    this.last = { key, graph };
    return graph;
  }
}
