import type { ActionTarget } from "../../lib/notebookKeys/actionTarget.ts";
import type { NotebookAction } from "../../lib/notebookKeys/notebookAction.ts";

import { performAction } from "../../lib/notebookKeys/performAction.ts";
import { createActionTarget, type PageDeps } from "./createActionTarget.ts";

const targets = new WeakMap<PageDeps["ui"], ActionTarget>();

/** Does on this page what a key, the palette or a menu asks for. */
export function perform(action: NotebookAction, deps: PageDeps): void {
  const target = targets.get(deps.ui) ?? createActionTarget(deps);
  targets.set(deps.ui, target);
  performAction(action, target);
}
