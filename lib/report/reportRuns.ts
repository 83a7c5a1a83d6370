import { isDisabled } from "../dataflow/cellOptions.ts";
import type { Graph } from "../dataflow/graph.ts";
import { readersOf } from "../dataflow/readersOf.ts";
import type { Cell, CellId, NotebookDocument } from "../notebook/document.ts";
import type { RunState } from "../run/cellRun.ts";
import { isRunnable } from "../run/runnableKinds.ts";
import { isReadOnlyHere } from "../store/selectors.ts";
import type { AppState } from "../store/state.ts";

/** How the results that a report shows stand; inputs are no results. */
export interface ReportRuns {
  /** What shows something when it runs. */
  readonly results: readonly CellId[];
  /** Those that have not run, were stopped, or are of an older text or older inputs. */
  readonly behind: readonly CellId[];
}

export function reportRuns(cells: readonly Cell[], stateOf: (id: CellId) => RunState): ReportRuns {
  const results = cells
    .filter((cell) => isRunnable(cell.kind) && !["input", "export"].includes(cell.kind) && !isDisabled(cell))
    .map(({ id }) => id);
  const isBehind = (id: CellId) => ["idle", "stale", "cancelled"].includes(stateOf(id));
  return { results, behind: results.filter(isBehind) };
}

/** Input cells whose value was set since. */
export function changedInputs(before: NotebookDocument, after: NotebookDocument): CellId[] {
  if (before.cells === after.cells) return [];
  const old = new Map(before.cells.map((cell) => [cell.id, cell]));
  return after.cells.flatMap((cell) => {
    const was = old.get(cell.id);
    const isSame = cell.kind !== "input" || !was || was === cell;
    // An edit of its text is no use of its control.
    return isSame || was.given === cell.given || was.source !== cell.source ? [] : [cell.id];
  });
}

/** What of the shown cells reads these inputs, directly or through others. */
export function shownReaders(graph: Graph, inputs: readonly CellId[], shown: readonly CellId[]): CellId[] {
  const isShown = new Set(shown);
  return readersOf(graph, inputs).filter((id) => isShown.has(id));
}

/**
 * Whether a new value of an input may run what reads it: never in a notebook from elsewhere that its user has not run,
 * where another tab writes, or on a host without walls. Where edits run what they change, that is done already.
 */
export function mayRunReaders(state: AppState): boolean {
  const { origin, writable, document, engine } = state;
  const isEngineHere = engine.status === "ready" || engine.status === "starting";
  return (
    origin === "own" && writable && document.run !== "automatic" && isEngineHere && !isReadOnlyHere(state)
  );
}
