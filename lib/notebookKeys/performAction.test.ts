import { describe, expect, it } from "vitest";
import { applyCommand } from "../notebook/commands.ts";
import type { Cell } from "../notebook/document.ts";
import { sectionsOf } from "../notebook/sections.ts";
import { createAppStore } from "../store/appStore.ts";
import type { AppCommands } from "../store/commands.ts";
import type { ActionTarget } from "./actionTarget.ts";
import type { NotebookAction } from "./keyMap.ts";
import { performAction } from "./performAction.ts";
import { selectedCells } from "./selectedCells.ts";

const cell = (id: string, kind = "sql", source = ""): Cell => ({
  id,
  kind,
  name: kind === "md" ? "" : id,
  source,
  options: {},
  layout: null,
});

const aToD = [cell("a"), cell("b"), cell("c", "md"), cell("d")];

/** A notebook of cells a to d with b selected, whose commands are written down; selecting and editing are real. */
function notebook(selected: string | null = "b", anchor: string | null = null, cells = aToD) {
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
    expect(notebook("c", "b").perform("cut").at(-1)).toBe('copyCells ["b","c"] true');
    expect(notebook("b", "c").perform("copy").at(-1)).toBe('copyCells ["b","c"] false');
    expect(notebook("b", "c").perform("delete")).toEqual(['deleteCells ["b","c"]']);
    expect(notebook("c", "b").perform("paste")).toEqual(['pasteCells "c"']);
    expect(notebook("c", "b").perform("pasteAbove")).toEqual(['pasteCells "a"']);
    expect(notebook(null).perform("cut", "copy", "delete")).toEqual([]);
  });

  it("puts what is copied on the clipboard as the text of a notebook, and pastes what another tab copied later", () => {
    const book = notebook("b");
    const [written = ""] = book.perform("copy");
    expect(written).toBe(`writeClipboard ${JSON.stringify("```sql name=b\n```\n")}`);
    book.elsewhere.text = "```sql name=b\nselect 7\n```\n\nprose\n";
    book.perform("paste");
    expect(book.cells().map(({ name, source }) => [name, source])).toEqual([
      ["a", ""],
      ["b", ""],
      ["b_2", "select 7"],
      ["", "prose"],
      ["", ""],
      ["d", ""],
    ]);
    expect(book.selection().cellId).toBe(book.cells()[3]?.id);
  });

  it("merges one cell with the next, or the selected ones among themselves, in one step", () => {
    const texts = [cell("a", "sql", "1"), cell("b", "sql", "2"), cell("c", "sql", "3")];
    const one = notebook("b", null, texts);
    expect(one.perform("merge")).toEqual(["edit 1", 'select "b" "command"']);
    expect(one.cells().map(({ source }) => source)).toEqual(["1", "2\n3"]);
    const all = notebook("c", "a", texts);
    expect(all.perform("merge")[0]).toBe("edit 1");
    expect(all.cells().map(({ source }) => source)).toEqual(["1\n2\n3"]);
    expect(notebook("c", null, texts).perform("merge")).toEqual(['select "c" "command"']);
    const above = notebook("b", null, texts);
    above.perform("mergeAbove");
    expect([above.ids(), above.selection().cellId]).toEqual(["ac", "a"]);
    expect(notebook("a").perform("mergeAbove")).toEqual([]);
  });

  it("moves a block as a whole in one step, and not past the ends", () => {
    const moved = (selected: string, anchor: string, action: "moveUp" | "moveDown") => {
      const book = notebook(selected, anchor);
      return [book.perform(action).length, book.ids()];
    };
    expect(moved("c", "b", "moveUp")).toEqual([1, "bcad"]);
    expect(moved("b", "a", "moveUp")).toEqual([0, "abcd"]);
    expect(moved("c", "b", "moveDown")).toEqual([1, "adbc"]);
    expect(moved("d", "c", "moveDown")).toEqual([0, "abcd"]);
  });

  it("changes the kind of all that are selected, in one step", () => {
    const book = notebook("b", "a");
    expect(book.perform("kindMd")).toEqual(["edit 2"]);
    expect(book.cells().map(({ kind }) => kind)).toEqual(["md", "md", "md", "sql"]);
    book.perform("kindRaw");
    expect(book.cells().map(({ kind }) => kind)).toEqual(["raw", "raw", "md", "sql"]);
  });

  it("makes a heading of any cell, and changes the level of one", () => {
    const book = notebook("a", null, [cell("a", "sql", "Results\nand more")]);
    book.perform("heading2");
    expect(book.cells()[0]).toMatchObject({ kind: "md", source: "## Results\nand more" });
    book.perform("heading6");
    expect(book.cells()[0]?.source).toBe("###### Results\nand more");
  });

  it("hides code in the notebook itself, and shows it where all of it is hidden", () => {
    const book = notebook("d", "a");
    book.perform("toggleSource");
    expect(book.cells().map(({ options }) => options.fold)).toEqual([
      "source",
      "source",
      undefined,
      "source",
    ]);
    book.perform("toggleSource");
    expect(book.cells().map(({ options }) => options.fold)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("sections", () => {
  const book = (selected: string, anchor: string | null = null) =>
    notebook(selected, anchor, [
      cell("A", "md", "# One"),
      cell("b"),
      cell("C", "md", "## Two"),
      cell("d"),
      cell("E", "md", "# Three"),
      cell("f"),
    ]);

  it("fold and unfold by the arrows, which lead to the next heading elsewhere", () => {
    const one = book("A");
    one.perform("foldOrUp");
    expect([...one.folded]).toEqual(["A"]);
    one.perform("foldOrUp");
    expect(one.selection().cellId).toBe("A");
    one.perform("unfoldOrDown");
    expect([...one.folded]).toEqual([]);
    one.perform("unfoldOrDown");
    expect(one.selection().cellId).toBe("C");
    const below = book("f");
    below.perform("foldOrUp");
    expect(below.selection().cellId).toBe("E");
  });

  it("are stepped over while folded, and done to as a whole", () => {
    const one = book("A");
    one.perform("foldOrUp", "selectBelow");
    expect(one.selection().cellId).toBe("E");
    one.perform("moveUp");
    expect(one.ids()).toBe("EAbCdf");
    one.perform("selectBelow", "delete");
    expect(one.calls.at(-1)).toBe('deleteCells ["A","b","C","d","f"]');
  });

  it("take a block past them in one go", () => {
    const one = book("A");
    one.perform("foldOrUp");
    one.perform("selectBelow", "foldOrUp", "moveUp");
    expect(one.ids()).toBe("EfAbCd");
    one.perform("moveDown");
    expect(one.ids()).toBe("AbCdEf");
  });

  it("are all folded and unfolded at once", () => {
    const one = book("f");
    one.perform("foldAll");
    expect([...one.folded].sort()).toEqual(["A", "C", "E"]);
    one.perform("unfoldAll");
    expect(one.folded.size).toBe(0);
  });

  it("run as a whole while folded, and the next cell is the one after them", () => {
    const one = book("A");
    one.perform("foldOrUp", "runNext");
    expect(one.calls).toEqual(['run "b"', 'run "d"', 'select "E" "command"']);
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
