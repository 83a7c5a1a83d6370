import { listed, quoted } from "../../dataflow/listed.ts";
import { takeParams } from "../../params/takeParams.ts";
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
  const { values, unknown, refused } = takeParams(store.getState().document, params);
  for (const [id, value] of values) editing.amend({ type: "setGiven", id, value });
  for (const { name, error } of refused) {
    const why = [error.message, error.hint].filter(Boolean).join(" ");
    notify(store, "warning", `The link's value for ${quoted(name)} was not taken. ${why}`);
  }
  if (unknown.length === 0) return;
  const names = listed(unknown.map((name) => quoted(name.slice(0, mostNameLength))));
  const what = unknown.length === 1 ? "a value" : "values";
  notify(store, "warning", `The link holds ${what} for ${names}, which no input cell is called.`);
}
