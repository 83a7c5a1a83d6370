import { describe, expect, it } from "vitest";
import { AppStage, chainText } from "./testing/appStage.ts";

const shownBy = (stage: AppStage) => stage.until(() => stage.notices().length > 0);

describe("after a deletion", () => {
  it("what is gone is told, and comes back", async () => {
    const stage = await AppStage.with(chainText);
    stage.commands.deleteCells([stage.id("b"), stage.id("c")]);
    await shownBy(stage);
    expect(stage.notices()).toEqual(["Deleted 2 cells"]);
    stage.state.notices[0]?.action?.run();
    expect(stage.names()).toEqual(["a", "b", "c"]);
    expect(stage.commands.text()).toBe(chainText);
    expect(stage.notices()).toEqual([]);
  });

  it("nothing is offered any more once something else was done, which undo would take back instead", async () => {
    const stage = await AppStage.with(chainText);
    stage.commands.deleteCells([stage.id("c")]);
    await shownBy(stage);
    expect(stage.notices()).toEqual(['Deleted "c"']);
    stage.commands.setTitle("Another");
    expect(stage.notices()).toEqual([]);
  });

  it("nothing is told of an empty cell, nor of one that is cut", async () => {
    const stage = await AppStage.with(chainText);
    const made = stage.commands.insertCell("sql", { after: null });
    stage.commands.deleteCells([made]);
    stage.commands.copyCells([stage.id("a")], true);
    stage.commands.deleteCells([stage.id("b")]);
    await shownBy(stage);
    expect(stage.notices()).toEqual(['Deleted "b", which "c" reads.']);
  });
});

describe("several edits given together", () => {
  it("are one step of undo", async () => {
    const stage = await AppStage.with(chainText);
    stage.commands.edit([
      { type: "setSource", id: stage.id("a"), source: "select 2 as n" },
      { type: "setName", id: stage.id("a"), name: "z" },
    ]);
    expect(stage.names()).toEqual(["z", "b", "c"]);
    stage.commands.undo();
    expect(stage.commands.text()).toBe(chainText);
    expect(stage.state.canUndo).toBe(false);
  });
});

describe("folding code", () => {
  it("makes no result stale, and what counts still does", async () => {
    const stage = await AppStage.with(chainText);
    await stage.commands.run();
    stage.commands.setOption(stage.id("b"), "fold", "source");
    expect(stage.runs()).toEqual({ a: "done", b: "done", c: "done" });
    stage.commands.setOption(stage.id("b"), "other", "x");
    expect(stage.runs()).toEqual({ a: "done", b: "stale", c: "stale" });
  });
});
