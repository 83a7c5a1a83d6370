import { describe, expect, it } from "vitest";
import type { Cell } from "../notebook/document.ts";
import { createAppStore } from "../store/appStore.ts";
import type { AppCommands } from "../store/commands.ts";
import type { NotebookAction } from "./keyMap.ts";
import { type ActionTarget, performAction } from "./performAction.ts";
import { selectedCells } from "./selectedCells.ts";

const cell = (id: string, kind = "sql"): Cell => ({
  id,
  kind,
  name: id,
  source: "",
  options: {},
  layout: null,
});

/** A notebook of cells a to d with b selected, whose commands are written down; selecting and moving are real. */
function notebook(selected: string | null = "b", anchor: string | null = null) {
  const store = createAppStore();
  store.setState((state) => ({
    document: { ...state.document, cells: [cell("a"), cell("b"), cell("c", "md"), cell("d")] },
    selection: { cellId: selected, mode: "command" },
  }));
  const calls: string[] = [];
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
    splitCell: note("splitCell"),
    mergeWithNext: note("mergeWithNext"),
    copyCells: note("copyCells"),
    pasteCells: note("pasteCells"),
    undo: note("undo"),
    redo: note("redo"),
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
    setTitle: note("setTitle"),
    open: later("open"),
    openFile: later("openFile"),
    newNotebook: later("newNotebook"),
    openWelcome: later("openWelcome"),
    saveFile: later("saveFile"),
    saveAs: later("saveAs"),
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
    exportRelation: later("exportRelation"),
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
  };
  const target: ActionTarget = {
    state: store.getState,
    commands,
    anchor,
    setAnchor: (id) => {
      target.anchor = id;
    },
    toggleOutput: note("toggleOutput"),
    openPalette: note("openPalette"),
    openHelp: note("openHelp"),
  };
  return {
    calls,
    target,
    selection: () => store.getState().selection,
    perform: (...actions: NotebookAction[]) => {
      for (const action of actions) performAction(action, target);
      return calls;
    },
  };
}

describe("moving about", () => {
  it("selects the neighbour and stops at the ends", () => {
    const book = notebook("a");
    book.perform("selectAbove");
    expect(book.selection().cellId).toBe("a");
    book.perform("selectBelow", "selectBelow", "selectBelow", "selectBelow");
    expect(book.selection()).toEqual({ cellId: "d", mode: "command" });
  });

  it("begins at the first or last cell where none is selected", () => {
    expect(notebook(null).perform("selectBelow")).toEqual(['select "a" "command"']);
    expect(notebook(null).perform("selectAbove")).toEqual(['select "d" "command"']);
  });

  it("extends from where it began, and forgets that with the next plain move", () => {
    const book = notebook("b");
    book.perform("extendBelow", "extendBelow");
    expect([book.target.anchor, book.selection().cellId]).toEqual(["b", "d"]);
    book.perform("selectAbove");
    expect(book.target.anchor).toBeNull();
  });

  it("selects all, and to either end", () => {
    const book = notebook("b");
    book.perform("selectAll");
    expect([book.target.anchor, book.selection().cellId]).toEqual(["a", "d"]);
    const other = notebook("b");
    other.perform("extendToFirst");
    expect([other.target.anchor, other.selection().cellId]).toEqual(["b", "a"]);
  });
});

describe("changing cells", () => {
  it("inserts above and below", () => {
    expect(notebook("b").perform("insertAbove")).toEqual(['insertCell "sql" {"after":"a"}']);
    expect(notebook("a").perform("insertAbove")).toEqual(['insertCell "sql" {"after":null}']);
    expect(notebook("b").perform("insertBelow")).toEqual(['insertCell "sql" {"after":"b"}']);
    expect(notebook(null).perform("insertBelow")).toEqual(['insertCell "sql" {"after":"d"}']);
  });

  it("cuts, copies, deletes and pastes all that are selected", () => {
    expect(notebook("c", "b").perform("cut")).toEqual(['copyCells ["b","c"] true']);
    expect(notebook("b", "c").perform("copy")).toEqual(['copyCells ["b","c"] false']);
    expect(notebook("b", "c").perform("delete")).toEqual(['deleteCells ["b","c"]']);
    expect(notebook("c", "b").perform("paste")).toEqual(['pasteCells "c"']);
    expect(notebook("c", "b").perform("pasteAbove")).toEqual(['pasteCells "a"']);
    expect(notebook(null).perform("cut", "copy", "delete")).toEqual([]);
  });

  it("merges one cell with the next, or the selected ones among themselves", () => {
    expect(notebook("b").perform("merge")).toEqual(['mergeWithNext "b"', 'select "b" "command"']);
    expect(notebook("c", "a").perform("merge")).toEqual([
      'mergeWithNext "a"',
      'mergeWithNext "a"',
      'select "a" "command"',
    ]);
    expect(notebook("d").perform("merge")).toEqual(['select "d" "command"']);
    expect(notebook("b").perform("mergeAbove")).toEqual(['mergeWithNext "a"', 'select "a" "command"']);
    expect(notebook("a").perform("mergeAbove")).toEqual([]);
  });

  it("moves a block as a whole, and not past the ends", () => {
    expect(notebook("c", "b").perform("moveUp")).toEqual(['moveCell "b" -1', 'moveCell "c" -1']);
    expect(notebook("b", "a").perform("moveUp")).toEqual([]);
    expect(notebook("c", "b").perform("moveDown")).toEqual(['moveCell "c" 1', 'moveCell "b" 1']);
    expect(notebook("d", "c").perform("moveDown")).toEqual([]);
  });

  it("changes the kind of all that are selected", () => {
    expect(notebook("b", "a").perform("kindMd")).toEqual(['setKind "a" "md"', 'setKind "b" "md"']);
  });
});

describe("running", () => {
  it("runs and stays", () => {
    expect(notebook("b").perform("runStay")).toEqual(['run "b"', 'select "b" "command"']);
  });

  it("runs and goes on, and adds a cell after the last", () => {
    expect(notebook("b").perform("runNext")).toEqual(['run "b"', 'select "c" "command"']);
    expect(notebook("d").perform("runNext")).toEqual(['run "d"', 'insertCell "sql" {"after":"d"}']);
  });

  it("runs and inserts", () => {
    expect(notebook("a").perform("runInsert")).toEqual(['run "a"', 'insertCell "sql" {"after":"a"}']);
  });

  it("runs all that are selected but text, which is only drawn", () => {
    expect(notebook("d", "b").perform("runNext").slice(0, 2)).toEqual(['run "b"', 'run "d"']);
    expect(notebook("c").perform("runStay")).toEqual(['select "c" "command"']);
  });

  it("does nothing where nothing is selected", () => {
    expect(notebook(null).perform("runStay", "runNext", "runInsert", "edit")).toEqual([]);
  });
});

describe("several cells", () => {
  it("are those between the two ends, whichever came first", () => {
    const ids = ["a", "b", "c"];
    expect(selectedCells(ids, "a", "c")).toEqual(ids);
    expect(selectedCells(ids, "c", "b")).toEqual(["b", "c"]);
  });

  it("are one where the other end is gone, and none where nothing is selected", () => {
    expect(selectedCells(["a", "b"], "b", "gone")).toEqual(["b"]);
    expect(selectedCells(["a"], null, "a")).toEqual([]);
    expect(selectedCells(["a"], "gone", null)).toEqual([]);
  });
});
