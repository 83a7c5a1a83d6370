import { listed, quoted } from "../../dataflow/listed.ts";
import { checkValue } from "../../params/checkValue.ts";
import { paramOf } from "../../params/paramOf.ts";
import type { NotebookDeps } from "../notebookCommands.ts";
import { notify } from "../notices.ts";

/** Names in a message are cut: a link may hold any. */
const mostNameLength = 40;

/**
 * Puts the values of a link into the input cells that they name. Nothing runs. What no input cell takes is told: a link
 * may be older than its notebook, or made by hand.
 */
export function applyParams(
  { store, editing }: Pick<NotebookDeps, "store" | "editing">,
  params: Readonly<Record<string, unknown>>,
): void {
  const unknown: string[] = [];
  for (const [name, given] of Object.entries(params)) {
    const key = name.toLowerCase();
    const cell = store
      .getState()
      .document.cells.find((candidate) => candidate.kind === "input" && candidate.name.toLowerCase() === key);
    const param = cell && paramOf(cell);
    if (!cell || !param?.ok) {
      unknown.push(quoted(name.slice(0, mostNameLength)));
      continue;
    }
    const value = checkValue(param.value.definition, given);
    if (value.ok) editing.amend({ type: "setGiven", id: cell.id, value: value.value });
    else
      notify(
        store,
        "warning",
        `The link's value for ${quoted(cell.name)} was not taken. ${value.error.message} ${value.error.hint ?? ""}`.trim(),
      );
  }
  if (unknown.length > 0)
    notify(
      store,
      "warning",
      `The link holds ${unknown.length === 1 ? "a value" : "values"} for ${listed(unknown)}, which no input cell is called.`,
    );
}
