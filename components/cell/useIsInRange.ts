import type { CellId } from "../../lib/notebook/document.ts";
import { cellPosition } from "../../lib/store/selectors.ts";
import { useUi } from "../notebook/UiContext.tsx";
import { useApp } from "../ui/AppContext.tsx";

/** Whether the cell is one of several selected. */
export function useIsInRange(id: CellId): boolean {
  const anchor = useUi((state) => state.anchor);
  return useApp((state) => {
    if (anchor === null || state.selection.cellId === null) return false;
    const from = cellPosition(state, anchor);
    const to = cellPosition(state, state.selection.cellId);
    const at = cellPosition(state, id);
    return from >= 0 && at >= Math.min(from, to) && at <= Math.max(from, to);
  });
}
