import type { NotebookDocument } from "../notebook/document.ts";
import type { AppStore } from "../store/appStore.ts";
import type { AppState } from "../store/state.ts";

/**
 * The store as the runner sees it: with the scratch cell, while it runs, as the last cell of the notebook. So it runs as
 * any cell does, with the stale cells it needs; and since only the runner sees it there, it is never saved, undone,
 * counted or read by others. What it made is no relation of the notebook.
 */
export function withScratch(store: AppStore): AppStore {
  let last: { state: AppState; seen: AppState } | null = null;
  let document: { of: NotebookDocument; with: unknown; made: NotebookDocument } | null = null;

  function seen(state: AppState): AppState {
    const { scratch } = state;
    if (!scratch) return state;
    if (last?.state === state) return last.seen;
    // The graph is made anew only for a document that is another one.
    if (document?.of !== state.document || document.with !== scratch) {
      const made = { ...state.document, cells: [...state.document.cells, scratch] };
      document = { of: state.document, with: scratch, made };
    }
    last = { state, seen: { ...state, document: document.made } };
    return last.seen;
  }

  return {
    ...store,
    getState: () => seen(store.getState()),
    setState: (change) => {
      store.setState((state) => {
        const changed = typeof change === "function" ? change(seen(state)) : change;
        const { scratch } = state;
        if (!scratch || !changed.relations) return changed;
        return { ...changed, relations: changed.relations.filter(({ cellId }) => cellId !== scratch.id) };
      });
    },
  };
}
