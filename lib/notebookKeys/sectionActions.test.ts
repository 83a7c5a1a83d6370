import { describe, expect, it } from "vitest";
import { cellOf } from "../notebook/testing/cellOf.ts";
import { actionStage } from "./testing/actionStage.ts";

describe("sections", () => {
  const book = (selected: string, anchor: string | null = null) =>
    actionStage(selected, anchor, [
      cellOf("A", "# One", "md"),
      cellOf("b"),
      cellOf("C", "## Two", "md"),
      cellOf("d"),
      cellOf("E", "# Three", "md"),
      cellOf("f"),
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
