import type { RunId } from "../engine/protocol.ts";
import type { Cell } from "../notebook/document.ts";
import type { ExecutionContext } from "./executor.ts";
import type { RunnerDeps } from "./runnerDeps.ts";
import { runningView } from "./runningView.ts";

/** What one run of a cell may use, as things stand when it begins. */
export function executionContext(
  { store, engine, sandbox }: Pick<RunnerDeps, "store" | "engine" | "sandbox">,
  cell: Cell,
  run: Pick<ExecutionContext, "values" | "isStopped"> & { runId: RunId },
): ExecutionContext {
  const { sources, relations } = store.getState();
  const known = [...sources.map(({ relation, columns }) => ({ name: relation, columns })), ...relations];
  return {
    ...run,
    engine: engine(),
    sandbox,
    relation: (name) => known.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null,
    relationNames: () => known.map((relation) => relation.name),
    ...runningView(store, cell.id, run.runId),
  };
}
