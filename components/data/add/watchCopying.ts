import type { StoreApi } from "zustand/vanilla";
import type { AppState } from "../../../lib/store/state.ts";

export interface CopyWatch {
  cellsAreLast(): boolean;
  stop(): void;
}

/**
 * Watches which was copied last: cells of this notebook, or something else. Other programs cannot be watched, so
 * leaving the window counts as copying there.
 */
export function watchCopying(store: StoreApi<AppState>): CopyWatch {
  let cellsAreLast = false;
  let { copiedCells } = store.getState();
  const stopWatching = store.subscribe((state) => {
    if (state.copiedCells !== copiedCells) cellsAreLast = true;
    copiedCells = state.copiedCells;
  });
  const onOther = () => {
    cellsAreLast = false;
  };
  const others = ["copy", "cut", "blur"] as const;
  for (const type of others) window.addEventListener(type, onOther);
  return {
    cellsAreLast: () => cellsAreLast,
    stop() {
      stopWatching();
      for (const type of others) window.removeEventListener(type, onOther);
    },
  };
}
