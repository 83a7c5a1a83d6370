import { createStore, type StoreApi } from "zustand/vanilla";
import type { CellId, NotebookDocument } from "../notebook/document.ts";
import { nothingLinked } from "../relink/relinkState.ts";
import type { CellView } from "../run/cellRun.ts";
import type { AppState } from "./state.ts";

export type AppStore = StoreApi<AppState>;

/** What is drawn of a cell that has not run; one object, so that selectors see no change. */
export const untouched: CellView = { run: { status: "idle" }, output: null, runCount: 0 };

export const emptyDocument: NotebookDocument = {
  title: "Untitled",
  sources: {},
  cells: [],
  frontMatter: "",
  lineEnd: "\n",
};

/** The application's state, with nothing open yet. */
export function createAppStore(): AppStore {
  return createStore<AppState>(() => ({
    notebookId: "",
    document: emptyDocument,
    origin: "own",
    wants: [],
    from: null,
    snapshots: {},
    earlier: {},
    view: "cells",
    asking: null,
    walls: "unprobed",
    save: { status: "saved", at: null },
    writable: true,
    following: null,
    disk: null,
    cells: {},
    sources: [],
    relink: nothingLinked,
    relations: [],
    engine: { status: "starting" },
    selection: { cellId: null, mode: "command" },
    scratch: null,
    busy: false,
    opened: 0,
    copiedCells: 0,
    drawing: [],
    outPlaces: {},
    notices: [],
    canUndo: false,
    canRedo: false,
  }));
}

/** What is drawn of a cell. */
export function viewOf(state: AppState, id: CellId): CellView {
  return state.cells[id] ?? untouched;
}

/** Replaces what is drawn of one cell; all other cells keep their identity. */
export function setView(store: AppStore, id: CellId, change: (view: CellView) => CellView): void {
  store.setState((state) => ({ cells: { ...state.cells, [id]: change(viewOf(state, id)) } }));
}
