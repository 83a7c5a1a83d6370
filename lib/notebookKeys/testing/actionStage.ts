import { applyCommand } from "../../notebook/commands.ts";
import { sectionsOf } from "../../notebook/sections.ts";
import { cellOf } from "../../notebook/testing/cellOf.ts";
import { createAppStore } from "../../store/appStore.ts";
import type { AppCommands } from "../../store/commands.ts";
import type { ActionTarget } from "../actionTarget.ts";
import type { NotebookAction } from "../notebookAction.ts";

import { performAction } from "../performAction.ts";

/** A cell that is named as its id. */
const aToD = [cellOf("a"), cellOf("b"), cellOf("c", "", "md"), cellOf("d")];

/** A notebook of cells a to d with b selected, whose commands are written down; selecting and editing are real. */
export function actionStage(selected: string | null = "b", anchor: string | null = null, cells = aToD) {
  const store = createAppStore();
  store.setState((state) => ({
    document: { ...state.document, cells },
    selection: { cellId: selected, mode: "command" },
  }));
  const calls: string[] = [];
  const folded = new Set<string>();
  const elsewhere: { text: string | null } = { text: null };
  const note =
    (name: string) =>
    (...args: unknown[]) => {
      calls.push([name, ...args.map((arg) => JSON.stringify(arg))].join(" "));
    };
  const later = (name: string) => {
    const call = note(name);
    return async (...args: unknown[]) => call(...args);
  };
  const commands: AppCommands = {
    insertCell: (kind, where) => {
      note("insertCell")(kind, where);
      return "new";
    },
    deleteCells: note("deleteCells"),
    moveCell: note("moveCell"),
    setSource: note("setSource"),
    renameCell: () => null,
    setKind: note("setKind"),
    setOption: note("setOption"),
    setParam: note("setParam"),
    makeDefault: later("makeDefault"),
    chooseFile: async () => null,
    splitCell: note("splitCell"),
    mergeWithNext: note("mergeWithNext"),
    copyCells: note("copyCells"),
    pasteCells: note("pasteCells"),
    edit: (edits) => {
      note("edit")(edits.length);
      store.setState(({ document }) => ({
        document: edits.reduce((made, edit) => applyCommand(made, edit).document, document),
      }));
    },
    undo: note("undo"),
    redo: note("redo"),
    turnIntoSql: later("turnIntoSql"),
    chooseOut: later("chooseOut"),
    exportPipeline: later("exportPipeline"),
    traceTools: async () => ({ madeBy: async () => ({ kind: "nothing" }), readersOf: () => [] }),
    matchTools: async () => ({
      estimate: () => ({ done: new Promise(() => undefined), stop: () => undefined }),
    }),
    sqlTools: async () => ({
      format: () => null,
      formatCells: note("formatCells"),
      explain: later("explain"),
    }),
    select: (cellId, mode) => {
      note("select")(cellId, mode);
      store.setState({ selection: { cellId, mode } });
    },
    run: later("run"),
    stop: later("stop"),
    restartEngine: later("restartEngine"),
    runForeign: later("runForeign"),
    takeOver: later("takeOver"),
    library: () => Promise.reject(new Error("not here")),
    disk: () => Promise.reject(new Error("not here")),
    saveFileAs: later("saveFileAs"),
    setRunMode: note("setRunMode"),
    setTimezone: note("setTimezone"),
    setTitle: note("setTitle"),
    show: (view) => {
      note("show")(view);
      store.setState({ view });
    },
    open: later("open"),
    openFile: later("openFile"),
    newNotebook: later("newNotebook"),
    openWelcome: later("openWelcome"),
    saveFile: later("saveFile"),
    saveAs: later("saveAs"),
    saveWithData: later("saveWithData"),
    text: () => "",
    sharing: () => Promise.reject(new Error("Nothing is shared here.")),
    addFiles: async () => [],
    pickFiles: later("pickFiles"),
    waysIn: () => Promise.reject(new Error("No key adds data.")),
    stopSource: later("stopSource"),
    loadAgain: later("loadAgain"),
    removeSource: note("removeSource"),
    renameSource: () => null,
    previewSource: async () => ({ ok: false, error: { code: "internal", message: "" } }),
    rereadSource: async () => null,
    exportRelation: async () => false,
    waysOut: () => Promise.reject(new Error("No way out in this test.")),
    saveText: later("saveText"),
    reopenSources: later("reopenSources"),
    findFiles: note("findFiles"),
    closeRelinkOffer: note("closeRelinkOffer"),
    pickMissing: later("pickMissing"),
    offerFiles: later("offerFiles"),
    acceptFile: later("acceptFile"),
    acceptColumns: later("acceptColumns"),
    reloadSource: later("reloadSource"),
    fixRejects: async () => null,
    dismissNotice: note("dismissNotice"),
    chartDrawn: note("chartDrawn"),
    chartAsked: note("chartAsked"),
    history: () => Promise.reject(new Error("No key asks for versions.")),
  };
  const target: ActionTarget = {
    state: store.getState,
    commands,
    anchor,
    setAnchor: (id) => {
      target.anchor = id;
    },
    toggleOutput: note("toggleOutput"),
    toggleScrolled: note("toggleScrolled"),
    toggleLineNumbers: note("toggleLineNumbers"),
    open: note("open"),
    sections: () => sectionsOf(store.getState().document.cells, folded),
    foldSections: (ids, folds) => {
      for (const id of ids) {
        if (folds) folded.add(id);
        else folded.delete(id);
      }
    },
    writeClipboard: note("writeClipboard"),
    copiedElsewhere: () => elsewhere.text,
  };
  return {
    calls,
    folded,
    elsewhere,
    cells: () => store.getState().document.cells,
    ids: () =>
      store
        .getState()
        .document.cells.map(({ id }) => id)
        .join(""),
    target,
    selection: () => store.getState().selection,
    perform: (...actions: NotebookAction[]) => {
      for (const action of actions) performAction(action, target);
      return calls;
    },
  };
}
