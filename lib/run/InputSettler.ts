import type { Graph } from "../dataflow/graph.ts";
import type { RunId } from "../engine/protocol.ts";
import type { Cell, CellId } from "../notebook/document.ts";
import { type AppStore, viewOf } from "../store/appStore.ts";
import type { ExportedValues } from "./exportedValues.ts";
import { inputsIfLoaded } from "./lazyInputs.ts";
import { relationLookup } from "./relationLookup.ts";
import type { RunViews } from "./runViews.ts";

interface SettlerDeps {
  store: AppStore;
  values: ExportedValues;
  views: RunViews;
}

/** Input cells that have run hold a new value at once when they are changed, since there is nothing to compute. */
export class InputSettler {
  /** The cells as they were when their value was last taken. */
  private readonly taken = new Map<CellId, Cell>();

  constructor(private readonly deps: SettlerDeps) {}

  /** Called when a cell has run. */
  note(cell: Cell): void {
    if (cell.kind === "input") this.taken.set(cell.id, cell);
  }

  /**
   * Takes the value of a changed input cell as its run `runId`; answers whether it did: not of other cells, and not where
   * the input has not run or what it needs is not there.
   */
  settle(id: CellId, graph: Graph, runId: RunId): boolean {
    const { store, values, views } = this.deps;
    const state = store.getState();
    const cell = state.document.cells.find((candidate) => candidate.id === id);
    const tools = inputsIfLoaded();
    if (!tools || cell?.kind !== "input" || this.taken.get(id) === cell) return false;
    const statusOf = (other: CellId) => viewOf(state, other).run.status;
    if (!["done", "stale", "failed"].includes(statusOf(id)) || graph.problems.has(id)) return false;
    if (!graph.needs.get(id)?.every((need) => statusOf(need) === "done")) return false;
    this.taken.set(id, cell);
    const settled = tools.settleInput(cell, relationLookup(state));
    values.forget(id);
    const run = { runId, elapsedMs: 0 };
    if (settled.ok) {
      const { execution } = settled.value;
      values.set(id, execution.values ?? {}, execution.typed);
      views.settle(id, { status: "done", ...run });
    } else views.settle(id, { status: "failed", ...run, error: settled.error });
    return true;
  }
}
