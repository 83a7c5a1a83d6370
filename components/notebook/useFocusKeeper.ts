import { type RefObject, useEffect } from "react";
import { cellIds } from "../../lib/store/selectors.ts";
import { useApp, useAppStore } from "../ui/AppContext.tsx";

/** The keyboard stays with the selected cell, whatever is run, moved or deleted. */
export function useFocusKeeper(notebook: RefObject<HTMLElement | null>): void {
  const store = useAppStore();
  const ids = useApp(cellIds);
  const drawn = useApp((state) => state.selection);
  // Part of the effect, so that a cell that moved, or one in place of a deleted one, asks again.
  const order = ids.join(" ");
  useEffect(() => {
    const element = notebook.current;
    // Something else was selected since this was drawn: the keyboard is not to be taken from it.
    if (store.getState().selection !== drawn) return;
    const { cellId, mode } = drawn;
    if (!element || cellId === null || mode === "edit" || !order.includes(cellId)) return;
    const frame = element.querySelector<HTMLElement>(`[data-cell-id="${CSS.escape(cellId)}"]`);
    const active = document.activeElement;
    const isNowhere = active === null || active === document.body || active === element;
    const isInCell = frame?.contains(active) && !active?.closest('[data-part="source"]');
    if (!frame || isInCell || !(isNowhere || element.contains(active))) return;
    frame.focus({ preventScroll: true });
    // Under a pointer that is pressed nothing moves: its click would end somewhere else.
    if (!frame.matches(":active")) frame.scrollIntoView({ block: "nearest" });
  }, [notebook, store, drawn, order]);
}
