import { describe, expect, it } from "vitest";
import { AppStage, chainText } from "./testing/appStage.ts";

describe("editing cells", () => {
  it("a new cell has a free name, stands after the given one and is ready to type in", async () => {
    const stage = await AppStage.with("```sql name=cell_1\nselect 1\n```\n");
    stage.commands.insertCell("sql", { after: stage.id("cell_1") });
    expect(stage.names()).toEqual(["cell_1", "cell_2"]);
    expect(stage.selected()).toBe("cell_2");
    expect(stage.state.selection.mode).toBe("edit");
    stage.commands.insertCell("md", { after: null });
    expect(stage.names()).toEqual(["", "cell_1", "cell_2"]);
  });

  it("after deleting the selected cell, the one that took its place is selected", async () => {
    const stage = await AppStage.with(chainText);
    stage.commands.select(stage.id("b"), "edit");
    stage.commands.deleteCells([stage.id("a"), stage.id("b")]);
    expect([stage.names(), stage.selected()]).toEqual([["c"], "c"]);
    stage.commands.deleteCells([stage.id("c")]);
    expect(stage.state.selection).toEqual({ cellId: null, mode: "command" });
  });

  it("deleting another cell leaves the selection and its mode alone", async () => {
    const stage = await AppStage.with(chainText);
    stage.commands.select(stage.id("c"), "edit");
    stage.commands.deleteCells([stage.id("a")]);
    expect([stage.selected(), stage.state.selection.mode]).toEqual(["c", "edit"]);
  });

  it("an undo that takes the selected cell away selects its neighbour", async () => {
    const stage = await AppStage.with(chainText);
    stage.commands.insertCell("sql", { after: stage.id("c") });
    stage.commands.undo();
    expect(stage.selected()).toBe("c");
  });

  it("a moved cell stays selected, and does not leave the page", async () => {
    const stage = await AppStage.with(chainText);
    stage.commands.moveCell(stage.id("a"), 1);
    expect([stage.names(), stage.selected()]).toEqual([["b", "a", "c"], "a"]);
    stage.commands.moveCell(stage.id("b"), -1);
    stage.commands.moveCell(stage.id("c"), 1);
    expect(stage.names()).toEqual(["b", "a", "c"]);
  });

  it("splitting and merging keep the selection on a cell that is there", async () => {
    const stage = await AppStage.with(chainText);
    stage.commands.select(stage.id("a"), "edit");
    stage.commands.splitCell(stage.id("a"), 6);
    expect(stage.state.document.cells).toHaveLength(4);
    expect(stage.selected()).toBe("a");
    stage.commands.select(stage.state.document.cells[1]?.id ?? null, "command");
    stage.commands.mergeWithNext(stage.id("a"));
    expect(stage.names()).toEqual(["a", "b", "c"]);
    expect(stage.selected()).toBe("b");
  });

  it("cells that were cut are pasted in order, with names of their own, in one step", async () => {
    const stage = await AppStage.with(chainText);
    stage.commands.copyCells([stage.id("a"), stage.id("b")], true);
    expect(stage.names()).toEqual(["c"]);
    stage.commands.pasteCells(stage.id("c"));
    expect([stage.names(), stage.selected()]).toEqual([["c", "a", "b"], "b"]);
    stage.commands.pasteCells(null);
    expect(stage.names()).toEqual(["a_2", "b_2", "c", "a", "b"]);
    stage.commands.undo();
    expect(stage.names()).toEqual(["c", "a", "b"]);
  });

  it("a change of kind gives or takes the name, in one step", async () => {
    const stage = await AppStage.with("```sql name=a\nselect 1\n```\n");
    const id = stage.id("a");
    stage.commands.setKind(id, "md");
    expect(stage.names()).toEqual([""]);
    stage.commands.setKind(id, "ts");
    expect(stage.names()).toEqual(["cell_1"]);
    stage.commands.undo();
    expect(stage.state.document.cells[0]).toMatchObject({ kind: "md", name: "" });
    stage.commands.undo();
    expect(stage.names()).toEqual(["a"]);
  });

  it("a name that cannot be used is refused in words and changes nothing", async () => {
    const stage = await AppStage.with(chainText);
    expect(stage.commands.renameCell(stage.id("a"), "B")).toBe('There is already a cell called "b".');
    expect(stage.commands.renameCell(stage.id("a"), "2x")).toContain("begins with a digit");
    expect(stage.names()).toEqual(["a", "b", "c"]);
    expect(stage.commands.renameCell(stage.id("a"), "orders")).toBeNull();
    expect(stage.names()).toEqual(["orders", "b", "c"]);
  });
});

describe("what edits do to results", () => {
  async function ran(): Promise<AppStage> {
    const stage = await AppStage.with(chainText);
    await stage.commands.run();
    return stage;
  }

  it("typing makes the cell and its readers stale; undo and redo do the same", async () => {
    const stage = await ran();
    stage.commands.setSource(stage.id("b"), "select n from a");
    expect(stage.runs()).toEqual({ a: "done", b: "stale", c: "stale" });
    await stage.commands.run();
    stage.commands.undo();
    expect(stage.runs()).toEqual({ a: "done", b: "stale", c: "stale" });
    await stage.commands.run();
    stage.commands.redo();
    expect(stage.runs()).toEqual({ a: "done", b: "stale", c: "stale" });
  });

  it("a rename makes those stale that read the old name", async () => {
    const stage = await ran();
    stage.commands.renameCell(stage.id("a"), "orders");
    expect(stage.runs()).toEqual({ orders: "stale", b: "stale", c: "stale" });
  });

  it("a deleted cell makes its readers stale and takes its relation with it", async () => {
    const stage = await ran();
    stage.commands.deleteCells([stage.id("a")]);
    expect(stage.runs()).toEqual({ b: "stale", c: "stale" });
    expect(stage.state.relations.map(({ name }) => name)).toEqual(["b", "c"]);
    stage.commands.undo();
    expect(stage.runs()).toEqual({ a: "stale", b: "stale", c: "stale" });
    await stage.commands.run(stage.id("c"));
    expect(stage.runs()).toEqual({ a: "done", b: "done", c: "done" });
  });

  it("moving cells and changing the title makes nothing stale", async () => {
    const stage = await ran();
    stage.commands.moveCell(stage.id("a"), 1);
    stage.commands.setTitle("Other");
    expect(stage.runs()).toEqual({ a: "done", b: "done", c: "done" });
  });

  it("a cell that is deleted while it runs is stopped and leaves nothing", async () => {
    const stage = await AppStage.with(chainText);
    stage.platform.engine.hold("a");
    const running = stage.commands.run();
    await stage.until(() => stage.runs().a === "running");
    stage.commands.deleteCells([stage.id("a")]);
    await running;
    expect(stage.state.busy).toBe(false);
    expect(stage.state.relations).toEqual([]);
    expect(stage.runs()).toEqual({ b: "blocked", c: "blocked" });
    expect(stage.app.eider.cells().map(({ error }) => error)).toEqual([
      '"b" reads "a", but no cell and no source has that name.',
      'Not run: it reads "b", which cannot run.',
    ]);
  });

  it("a chart that is deleted is no longer waited for", async () => {
    const stage = await AppStage.with(
      `${chainText}\n\`\`\`chart name=picture from=a\n{ "mark": "bar" }\n\`\`\`\n`,
    );
    await stage.commands.run();
    expect(stage.state.drawing).toEqual([stage.id("picture")]);
    stage.commands.deleteCells([stage.id("picture")]);
    expect(stage.state.drawing).toEqual([]);
  });
});
