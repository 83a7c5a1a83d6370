import { describe, expect, it } from "vitest";
import { cellOf } from "../notebook/testing/cellOf.ts";
import { selectedCells } from "./selectedCells.ts";
import { actionStage } from "./testing/actionStage.ts";

describe("moving about", () => {
  it("selects the neighbour and stops at the ends", () => {
    const book = actionStage("a");
    book.perform("selectAbove");
    expect(book.selection().cellId).toBe("a");
    book.perform("selectBelow", "selectBelow", "selectBelow", "selectBelow");
    expect(book.selection()).toEqual({ cellId: "d", mode: "command" });
  });

  it("begins at the first or last cell where none is selected", () => {
    expect(actionStage(null).perform("selectBelow")).toEqual(['select "a" "command"']);
    expect(actionStage(null).perform("selectAbove")).toEqual(['select "d" "command"']);
  });

  it("extends from where it began, and forgets that with the next plain move", () => {
    const book = actionStage("b");
    book.perform("extendBelow", "extendBelow");
    expect([book.target.anchor, book.selection().cellId]).toEqual(["b", "d"]);
    book.perform("selectAbove");
    expect(book.target.anchor).toBeNull();
  });

  it("selects all, and to either end", () => {
    const book = actionStage("b");
    book.perform("selectAll");
    expect([book.target.anchor, book.selection().cellId]).toEqual(["a", "d"]);
    const other = actionStage("b");
    other.perform("extendToFirst");
    expect([other.target.anchor, other.selection().cellId]).toEqual(["b", "a"]);
  });
});

describe("changing cells", () => {
  it("inserts above and below", () => {
    expect(actionStage("b").perform("insertAbove")).toEqual(['insertCell "sql" {"after":"a"}']);
    expect(actionStage("a").perform("insertAbove")).toEqual(['insertCell "sql" {"after":null}']);
    expect(actionStage("b").perform("insertBelow")).toEqual(['insertCell "sql" {"after":"b"}']);
    expect(actionStage(null).perform("insertBelow")).toEqual(['insertCell "sql" {"after":"d"}']);
  });

  it("cuts, copies, deletes and pastes all that are selected", () => {
    expect(actionStage("c", "b").perform("cut").at(-1)).toBe('copyCells ["b","c"] true');
    expect(actionStage("b", "c").perform("copy").at(-1)).toBe('copyCells ["b","c"] false');
    expect(actionStage("b", "c").perform("delete")).toEqual(['deleteCells ["b","c"]']);
    expect(actionStage("c", "b").perform("paste")).toEqual(['pasteCells "c"']);
    expect(actionStage("c", "b").perform("pasteAbove")).toEqual(['pasteCells "a"']);
    expect(actionStage(null).perform("cut", "copy", "delete")).toEqual([]);
  });

  it("puts what is copied on the clipboard as the text of a notebook, and pastes what another tab copied later", () => {
    const book = actionStage("b");
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
    const texts = [cellOf("a", "1", "sql"), cellOf("b", "2", "sql"), cellOf("c", "3", "sql")];
    const one = actionStage("b", null, texts);
    expect(one.perform("merge")).toEqual(["edit 1", 'select "b" "command"']);
    expect(one.cells().map(({ source }) => source)).toEqual(["1", "2\n3"]);
    const all = actionStage("c", "a", texts);
    expect(all.perform("merge")[0]).toBe("edit 1");
    expect(all.cells().map(({ source }) => source)).toEqual(["1\n2\n3"]);
    expect(actionStage("c", null, texts).perform("merge")).toEqual(['select "c" "command"']);
    const above = actionStage("b", null, texts);
    above.perform("mergeAbove");
    expect([above.ids(), above.selection().cellId]).toEqual(["ac", "a"]);
    expect(actionStage("a").perform("mergeAbove")).toEqual([]);
  });

  it("moves a block as a whole in one step, and not past the ends", () => {
    const moved = (selected: string, anchor: string, action: "moveUp" | "moveDown") => {
      const book = actionStage(selected, anchor);
      return [book.perform(action).length, book.ids()];
    };
    expect(moved("c", "b", "moveUp")).toEqual([1, "bcad"]);
    expect(moved("b", "a", "moveUp")).toEqual([0, "abcd"]);
    expect(moved("c", "b", "moveDown")).toEqual([1, "adbc"]);
    expect(moved("d", "c", "moveDown")).toEqual([0, "abcd"]);
  });

  it("changes the kind of all that are selected, in one step", () => {
    const book = actionStage("b", "a");
    expect(book.perform("kindMd")).toEqual(["edit 2"]);
    expect(book.cells().map(({ kind }) => kind)).toEqual(["md", "md", "md", "sql"]);
    book.perform("kindRaw");
    expect(book.cells().map(({ kind }) => kind)).toEqual(["raw", "raw", "md", "sql"]);
  });

  it("makes a heading of any cell, and changes the level of one", () => {
    const book = actionStage("a", null, [cellOf("a", "Results\nand more", "sql")]);
    book.perform("heading2");
    expect(book.cells()[0]).toMatchObject({ kind: "md", source: "## Results\nand more" });
    book.perform("heading6");
    expect(book.cells()[0]?.source).toBe("###### Results\nand more");
  });

  it("hides code in the notebook itself, and shows it where all of it is hidden", () => {
    const book = actionStage("d", "a");
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

describe("running", () => {
  it("runs and stays", () => {
    expect(actionStage("b").perform("runStay")).toEqual(['run "b"', 'select "b" "command"']);
  });

  it("runs and goes on, and adds a cell after the last", () => {
    expect(actionStage("b").perform("runNext")).toEqual(['run "b"', 'select "c" "command"']);
    expect(actionStage("d").perform("runNext")).toEqual(['run "d"', 'insertCell "sql" {"after":"d"}']);
  });

  it("runs and inserts", () => {
    expect(actionStage("a").perform("runInsert")).toEqual(['run "a"', 'insertCell "sql" {"after":"a"}']);
  });

  it("runs all that are selected but text, which is only drawn", () => {
    expect(actionStage("d", "b").perform("runNext").slice(0, 2)).toEqual(['run "b"', 'run "d"']);
    expect(actionStage("c").perform("runStay")).toEqual(['select "c" "command"']);
  });

  it("does nothing where nothing is selected", () => {
    expect(actionStage(null).perform("runStay", "runNext", "runInsert", "edit")).toEqual([]);
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
