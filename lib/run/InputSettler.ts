import type { Graph } from "../dataflow/graph.ts";
import type { Outcome } from "../engine/protocol.ts";
import type { Cell, CellId } from "../notebook/document.ts";
import { type AppStore, viewOf } from "../store/appStore.ts";
import type { Execution, ExecutionContext } from "./executor.ts";
import { inputsIfLoaded } from "./lazyInputs.ts";

/** Input cells that have run hold a new value at once when they are changed, since there is nothing to compute. */
export class InputSettler {
  /** The cells as they were when their value was last taken. */
  private readonly taken = new Map<CellId, Cell>();

  constructor(private readonly store: AppStore) {}

  /** Called when a cell has run. */
  note(cell: Cell): void {
    if (cell.kind === "input") this.taken.set(cell.id, cell);
  }

  /** What a changed input cell comes to; null for all other cells, and where it has not run or what it needs is not there. */
  settle(
    id: CellId,
    graph: Graph,
    contextOf: (cell: Cell) => Pick<ExecutionContext, "relation">,
  ): Outcome<Execution> | null {
    const state = this.store.getState();
    const cell = state.document.cells.find((candidate) => candidate.id === id);
    const tools = inputsIfLoaded();
    if (!tools || cell?.kind !== "input" || this.taken.get(id) === cell) return null;
    const statusOf = (other: CellId) => viewOf(state, other).run.status;
    if (!["done", "stale", "failed"].includes(statusOf(id)) || graph.problems.has(id)) return null;
    if (!graph.needs.get(id)?.every((need) => statusOf(need) === "done")) return null;
    this.taken.set(id, cell);
    const settled = tools.settleInput(cell, contextOf(cell));
    return settled.ok ? { ok: true, value: settled.value.execution } : settled;
  }
}
