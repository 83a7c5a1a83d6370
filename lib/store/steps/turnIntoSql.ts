import type { CellId } from "../../notebook/document.ts";
import { scriptContext } from "../../run/executionContext.ts";
import type { ExecutionContext } from "../../run/executor.ts";
import { isStepKind } from "../../run/runnableKinds.ts";
import type { RunnerDeps } from "../../run/runnerDeps.ts";
import { stepKinds } from "../../run/stepKinds.ts";
import type { Editing } from "../documentCommands.ts";
import { notify } from "../notices.ts";
import { cellById, cellPosition } from "../selectors.ts";

export interface TurnIntoSqlDeps extends Pick<RunnerDeps, "store" | "engine" | "sandbox"> {
  editing: Pick<Editing, "apply">;
  /** Values of inputs: the SQL reads them as `{{name}}`, but what columns it has can depend on them. */
  values(): Promise<Pick<ExecutionContext, "values" | "typed">>;
}

/** Options that mean the same for SQL; the others say what the steps are about, which the SQL says itself. */
const keptOptions = ["fold", "frozen", "disabled", "keep"];

/**
 * Puts the SQL that a cell of steps stands for in its place, under its name, as one step of undo. Says why where it
 * cannot, and changes nothing then.
 */
export async function turnIntoSql({ editing, ...deps }: TurnIntoSqlDeps, id: CellId): Promise<void> {
  const { store } = deps;
  const cell = cellById(store.getState(), id);
  if (!cell || !isStepKind(cell.kind)) return;
  // A function of its steps would run for this, and nothing of a stranger's notebook runs before its user says so.
  if (store.getState().origin === "foreign")
    return notify(
      store,
      "info",
      `${cell.name} stays as it is: nothing of a shared notebook is asked of the data before it runs. Look through its cells, then choose Run this notebook.`,
    );
  const kind = await stepKinds[cell.kind].load();
  const script = await kind.script(cell, scriptContext(deps, cell, await deps.values()));
  if (!script.ok) {
    const { message, hint, line } = script.error;
    const where = line === undefined ? "" : ` (line ${line})`;
    return notify(store, "error", `${cell.name} stays as it is: ${message}${where}${hint ? ` ${hint}` : ""}`);
  }
  // It was asked for as it stood; what was typed meanwhile is not thrown away.
  if (cellById(store.getState(), id) !== cell) return;
  const options = Object.fromEntries(
    Object.entries(cell.options).filter(([key]) => keptOptions.includes(key)),
  );
  editing.apply({
    type: "splice",
    index: cellPosition(store.getState(), id),
    remove: 1,
    cells: [{ ...cell, kind: "sql", source: script.value, options }],
  });
}
