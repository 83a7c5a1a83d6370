import { type RefObject, useEffect } from "react";
import { createKeybindingsHandler } from "tinykeys";
import { withCustomKeys } from "../../lib/notebookKeys/customKeys.ts";
import type { NotebookAction } from "../../lib/notebookKeys/notebookAction.ts";
import { useKeyChoice } from "../fingers/keyChoice.ts";
import { useUiStore } from "../notebook/UiContext.tsx";
import { usePerform } from "../notebook/usePerform.ts";

/** Of the notebook's keys, those that mean something where no cells are: the rest would change what is not seen. */
const here = new Set<NotebookAction>([
  "report",
  "undo",
  "redo",
  "stop",
  "restart",
  "save",
  "palette",
  "help",
  "changeKeys",
]);

const takesKeys =
  'input, textarea, select, [role="textbox"], [role="grid"], [role="menu"], [role="dialog"], [role="slider"], iframe';

/** Binds the keys of the report, as their user has chosen them. */
export function useReportKeys(element: RefObject<HTMLElement | null>): void {
  const perform = usePerform();
  const ui = useUiStore();
  const custom = useKeyChoice((state) => state.custom);
  useEffect(() => {
    const inside: Record<string, (event: KeyboardEvent) => void> = {
      "$mod+z": act("undo"),
      "$mod+Shift+z": act("redo"),
    };
    const anywhere: Record<string, (event: KeyboardEvent) => void> = {};
    function act(action: NotebookAction) {
      return (event: KeyboardEvent) => {
        event.preventDefault();
        perform(action);
      };
    }
    for (const { action, keys, scope } of withCustomKeys(custom)) {
      if (!here.has(action)) continue;
      for (const key of keys) (scope === "anywhere" ? anywhere : inside)[key] = act(action);
    }
    const ignore = (event: KeyboardEvent) => event.defaultPrevented || event.isComposing;
    const onInside = createKeybindingsHandler(inside, {
      ignore: (event) =>
        ignore(event) ||
        ui.getState().dialog !== null ||
        (event.target instanceof Element && event.target.closest(takesKeys) !== null),
    });
    const onAnywhere = createKeybindingsHandler(anywhere, { ignore });
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      // Where nothing has the focus, the report has it.
      const isHere =
        target === document.body || (target instanceof Node && element.current?.contains(target));
      if (isHere) onInside(event);
      onAnywhere(event);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [element, perform, ui, custom]);
}
