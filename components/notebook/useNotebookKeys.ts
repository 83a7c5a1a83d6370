import { type RefObject, useEffect } from "react";
import { tinykeys } from "tinykeys";
import { keyMap } from "../../lib/notebookKeys/keyMap.ts";
import { performAction } from "../../lib/notebookKeys/performAction.ts";
import { useUiStore } from "./UiContext.tsx";
import { useActionTarget } from "./useActionTarget.ts";

// Where keys have a meaning of their own.
const takesKeys =
  'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="grid"], [role="tree"], [role="menu"], [role="dialog"], iframe';
const takesEnter = "button, a, summary";

/** Binds Jupyter's keys: those of command mode to the notebook, so that they never act on what is typed elsewhere. */
export function useNotebookKeys(notebook: RefObject<HTMLElement | null>): void {
  const target = useActionTarget();
  const ui = useUiStore();
  useEffect(() => {
    const element = notebook.current;
    if (!element) return;
    const inCommandMode: Record<string, (event: KeyboardEvent) => void> = {};
    const anywhere: Record<string, (event: KeyboardEvent) => void> = {};
    for (const { action, keys, scope } of keyMap) {
      for (const key of keys) {
        const act = (event: KeyboardEvent) => {
          event.preventDefault();
          performAction(action, target);
        };
        if (scope === "anywhere") anywhere[key] = act;
        else inCommandMode[key] = act;
      }
    }
    const ignore = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || !(event.target instanceof Element)) return true;
      // A dialog that was asked for may still be on its way: what is typed meanwhile is not meant for the cells.
      if (ui.getState().dialog !== null || event.target.closest(takesKeys)) return true;
      const isPress = (event.key === "Enter" || event.key === " ") && !event.ctrlKey && !event.metaKey;
      return isPress && !event.shiftKey && !event.altKey && event.target.closest(takesEnter) !== null;
    };
    const unbind = [
      tinykeys(element, inCommandMode, { ignore }),
      tinykeys(window, anywhere, { ignore: (event) => event.defaultPrevented || event.isComposing }),
    ];
    return () => {
      for (const undo of unbind) undo();
    };
  }, [notebook, target, ui]);
}
