import { type RefObject, useLayoutEffect } from "react";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";
import { useUiStore } from "./UiContext.tsx";

/** Kinds of cells whose text is behind what is shown of them. */
const previewed = new Set<string | undefined>(["md", "input"]);
const controls = "a, button, input, select, label, [role='dialog'], [role='listbox']";
const editorOf = '[data-part="source"]';

/** Selects the cell that is clicked or that the focus enters; a double click on a text or input cell edits it. */
export function useCellPointer(notebook: RefObject<HTMLElement | null>): void {
  const store = useAppStore();
  const commands = useCommands();
  const ui = useUiStore();
  // With the cells, not after they were painted: what is clicked or focused until then would select nothing.
  useLayoutEffect(() => {
    const element = notebook.current;
    if (!element) return;
    const cellAt = (event: Event) =>
      event.target instanceof Element ? event.target.closest<HTMLElement>("[data-cell-id]") : null;
    const isIn = (event: Event, selector: string) =>
      event.target instanceof Element && event.target.closest(selector) !== null;

    const onPointerDown = (event: PointerEvent) => {
      const cell = cellAt(event);
      if (!cell || event.button !== 0) return;
      const id = cell.dataset.cellId ?? null;
      const { selection } = store.getState();
      if (id !== null && isIn(event, '[data-part="grip"]')) {
        event.preventDefault();
        void import("../fingers/dragCells.ts").then(({ dragCells }) =>
          dragCells(event, id, element, { store, commands, ui }),
        );
        return;
      }
      if (event.shiftKey && !isIn(event, editorOf)) {
        event.preventDefault();
        if (ui.getState().anchor === null) ui.setState({ anchor: selection.cellId });
        commands.select(id, "command");
        return;
      }
      ui.setState({ anchor: null });
      if (!isIn(event, editorOf)) commands.select(id, "command");
    };
    const onFocusIn = (event: FocusEvent) => {
      const cell = cellAt(event);
      if (!cell || isIn(event, editorOf)) return;
      const id = cell.dataset.cellId ?? null;
      if (store.getState().selection.cellId !== id) commands.select(id, "command");
    };
    const onDoubleClick = (event: MouseEvent) => {
      const cell = cellAt(event);
      if (!previewed.has(cell?.dataset.kind) || isIn(event, `${editorOf}, ${controls}`)) return;
      commands.select(cell?.dataset.cellId ?? null, "edit");
    };
    element.addEventListener("pointerdown", onPointerDown);
    element.addEventListener("focusin", onFocusIn);
    element.addEventListener("dblclick", onDoubleClick);
    return () => {
      element.removeEventListener("pointerdown", onPointerDown);
      element.removeEventListener("focusin", onFocusIn);
      element.removeEventListener("dblclick", onDoubleClick);
    };
  }, [notebook, store, commands, ui]);
}
