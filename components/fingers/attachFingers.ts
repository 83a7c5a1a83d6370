import { createKeybindingsHandler } from "tinykeys";
import { withCustomKeys } from "../../lib/notebookKeys/customKeys.ts";
import type { Selection } from "../../lib/store/state.ts";
import { announceSelection } from "./announceSelection.ts";
import type { PageDeps } from "./createActionTarget.ts";
import { followSections } from "./followSections.ts";
import { useKeyChoice } from "./keyChoice.ts";
import { restoreLineNumbers } from "./lineNumbers.ts";
import { perform } from "./perform.ts";
import { takeCopy } from "./takeCopy.ts";

// Where keys have a meaning of their own.
const takesKeys =
  'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="grid"], [role="tree"], [role="menu"], [role="dialog"], [role="tablist"], [role="slider"], iframe';
const takesEnter = "button, a, summary";

/** A key pressed before there was anything to act on it, and what was selected then. */
export interface EarlyKey {
  event: KeyboardEvent;
  selection: Selection;
}

/**
 * Everything that hands do to the notebook: Jupyter's keys, or those chosen instead, sections that fold, copying.
 * `early` are keys pressed while this was fetched. Answers how to take it all back.
 */
export function attachFingers(element: HTMLElement, deps: PageDeps, early: readonly EarlyKey[]): () => void {
  const stops = [followSections(deps), announceSelection(deps), takeCopy(element, deps)];
  restoreLineNumbers();

  let handlers = bind(deps);
  stops.push(
    useKeyChoice.subscribe(() => {
      handlers = bind(deps);
    }),
  );
  const onKey = (event: KeyboardEvent) => {
    if (event.target instanceof Node && element.contains(event.target)) handlers.inCommandMode(event);
    handlers.anywhere(event);
  };
  catchUp(early, deps, onKey);
  window.addEventListener("keydown", onKey);
  stops.push(() => window.removeEventListener("keydown", onKey));
  return () => {
    for (const stop of stops) stop();
  };
}

/** Keys mean the cell that was selected when they were pressed; who has selected another since then stays there. */
function catchUp(
  early: readonly EarlyKey[],
  { store, commands }: PageDeps,
  onKey: (event: KeyboardEvent) => void,
): void {
  const { selection: left } = store.getState();
  let pressedOn = left;
  for (const { event, selection } of early) {
    if (selection !== pressedOn) commands.select(selection.cellId, selection.mode);
    pressedOn = selection;
    onKey(event);
  }
  if (left !== pressedOn) commands.select(left.cellId, left.mode);
}

/** Keys of command mode act on the notebook alone, so that they never take what is typed elsewhere. */
function bind(deps: PageDeps) {
  const inCommandMode: Record<string, (event: KeyboardEvent) => void> = {};
  const anywhere: Record<string, (event: KeyboardEvent) => void> = {};
  for (const { action, keys, scope } of withCustomKeys(useKeyChoice.getState().custom)) {
    for (const key of keys) {
      (scope === "anywhere" ? anywhere : inCommandMode)[key] = (event) => {
        event.preventDefault();
        perform(action, deps);
      };
    }
  }
  const ignore = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || !(event.target instanceof Element)) return true;
    // A dialog that was asked for may still be on its way: what is typed meanwhile is not meant for the cells.
    if (deps.ui.getState().dialog !== null || event.target.closest(takesKeys)) return true;
    const isPress = (event.key === "Enter" || event.key === " ") && !event.ctrlKey && !event.metaKey;
    return isPress && !event.shiftKey && !event.altKey && event.target.closest(takesEnter) !== null;
  };
  return {
    inCommandMode: createKeybindingsHandler(inCommandMode, { ignore }),
    anywhere: createKeybindingsHandler(anywhere, {
      ignore: (event) => event.defaultPrevented || event.isComposing,
    }),
  };
}
