import type { RunId } from "../engine/protocol.ts";
import type { Cell } from "../notebook/document.ts";
import type { ExecutionContext } from "./executor.ts";
import { relationLookup } from "./relationLookup.ts";
import { relationOfFile } from "./relationOfFile.ts";
import { runIdBeside } from "./runIdBeside.ts";
import type { RunnerDeps } from "./runnerDeps.ts";
import { runningView } from "./runningView.ts";

/** What one run of a cell may use, as things stand when it begins. */
export function executionContext(
  { store, engine, sandbox, writeOut }: Pick<RunnerDeps, "store" | "engine" | "sandbox" | "writeOut">,
  cell: Cell,
  run: Pick<ExecutionContext, "packages" | "values" | "typed" | "isStopped"> & { runId: RunId },
): ExecutionContext {
  return {
    ...run,
    engine: engine(),
    sandbox,
    ...relationLookup(store.getState()),
    ...(writeOut && { writeOut: (ask, onFraction) => writeOut({ ...ask, runId: run.runId }, onFraction) }),
    relationOfFile: (path) => relationOfFile(path, store.getState()),
    ...runningView(store, cell.id, run.runId),
  };
}

/** What a cell of steps may use to say the SQL that it stands for, which is no run of it; without the values of any input. */
export function scriptContext(
  deps: Pick<RunnerDeps, "store" | "engine" | "sandbox">,
  cell: Cell,
  given: Pick<ExecutionContext, "values" | "typed"> = { values: new Map(), typed: new Map() },
): ExecutionContext {
  return executionContext(deps, cell, {
    ...given,
    runId: runIdBeside(),
    packages: async () => ({ ok: true, value: { roots: {}, modules: [] } }),
    isStopped: () => false,
  });
}
