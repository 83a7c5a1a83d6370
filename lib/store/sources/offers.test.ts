import { describe, expect, it } from "vitest";
import { AppStage, chainText, fileOf } from "../testing/appStage.ts";

/** Settles when a notice with this text is there; answers it. */
async function notice(stage: AppStage, text: string) {
  await stage.until(() => stage.notices().includes(text));
  return stage.state.notices.find((candidate) => candidate.text === text)?.action;
}

const sourceOf = (stage: AppStage, name: string) =>
  stage.state.document.cells.find((cell) => cell.name === name)?.source;

describe("renaming a cell that others read", () => {
  const text = [
    "```sql name=orders\nselect 1 as n\n```",
    "```sql name=top\nselect orders.n from orders\n```",
    '```chart name=by_day from=orders\n{ "mark": "bar" }\n```',
    "```ts name=scored\nexport default orders.map((o) => o)\n```",
    "```sql name=apart\nselect 'orders'\n```",
  ].join("\n\n");

  it("offers to rename it there too, all in one step of undo", async () => {
    const stage = await AppStage.with(text);
    const before = stage.commands.text();
    expect(stage.commands.renameCell(stage.id("orders"), "sales")).toBeNull();
    const offer = await notice(
      stage,
      '"orders" is now called "sales", but "top", "by_day" and "scored" still read "orders".',
    );
    expect(offer?.label).toBe("Rename in 3 cells");
    offer?.run();
    expect(stage.commands.text()).toBe(
      before
        .replace("name=orders", "name=sales")
        .replace("orders.n from orders", "sales.n from sales")
        .replace("from=orders", "from=sales")
        .replace("orders.map", "sales.map"),
    );
    stage.commands.undo();
    expect(stage.commands.text()).toBe(before);
    stage.commands.redo();
    expect(sourceOf(stage, "top")).toBe("select sales.n from sales");
  });

  it("taken up after another edit, it is a step of its own, and the other edit stays", async () => {
    const stage = await AppStage.with(text);
    stage.commands.renameCell(stage.id("orders"), "sales");
    const offer = await notice(
      stage,
      '"orders" is now called "sales", but "top", "by_day" and "scored" still read "orders".',
    );
    stage.commands.setSource(stage.id("apart"), "select 2");
    offer?.run();
    stage.commands.undo();
    expect(sourceOf(stage, "apart")).toBe("select 2");
    expect(sourceOf(stage, "top")).toBe("select orders.n from orders");
    expect(stage.names()).toContain("sales");
  });

  it("says which cells it has to leave, and why", async () => {
    const stage = await AppStage.with(
      "```sql name=a\nselect 1\n```\n\n```sql name=b\nwith c as (select 1) select * from a, c\n```\n",
    );
    stage.commands.renameCell(stage.id("a"), "c");
    const offer = await notice(stage, '"a" is now called "c", but "b" still reads "a".');
    expect(offer?.label).toBe("Rename there too");
    offer?.run();
    expect(stage.notices()).toContain('"b" was left as it is: it has a "c" of its own. Change it by hand.');
    expect(sourceOf(stage, "b")).toBe("with c as (select 1) select * from a, c");
  });

  it("says nothing where nobody reads it", async () => {
    const stage = await AppStage.with(chainText);
    stage.commands.renameCell(stage.id("c"), "d");
    stage.commands.renameCell(stage.id("a"), "e");
    await notice(stage, '"a" is now called "e", but "b" still reads "a".');
    expect(stage.notices()).toHaveLength(1);
  });

  it("a source's readers can be renamed too", async () => {
    const stage = await AppStage.with("```sql name=b\nselect * from users\n```\n");
    await stage.commands.addFiles([fileOf("users.csv")]);
    expect(stage.commands.renameSource("users", "people")).toBeNull();
    (await notice(stage, '"users" is now called "people", but "b" still reads "users".'))?.run();
    expect(sourceOf(stage, "b")).toBe("select * from people");
  });
});

describe("deleting cells that others read", () => {
  it("says who reads them, and brings them back", async () => {
    const stage = await AppStage.with(chainText);
    const before = stage.commands.text();
    stage.commands.deleteCells([stage.id("a"), stage.id("b")]);
    const undo = await notice(stage, 'Deleted "a" and "b", which "c" reads.');
    expect(undo?.label).toBe("Undo");
    undo?.run();
    expect(stage.commands.text()).toBe(before);
  });

  it("brings them back where they were although the page was edited since", async () => {
    const stage = await AppStage.with(chainText);
    stage.commands.deleteCells([stage.id("b")]);
    const undo = await notice(stage, 'Deleted "b", which "c" reads.');
    stage.commands.setSource(stage.id("a"), "select 2 as n");
    undo?.run();
    expect(stage.names()).toEqual(["a", "b", "c"]);
    expect(sourceOf(stage, "a")).toBe("select 2 as n");
    undo?.run();
    expect(stage.names()).toEqual(["a", "b", "c"]);
  });

  it("says nothing of cells that nobody reads, or that are cut", async () => {
    const stage = await AppStage.with(chainText);
    stage.commands.deleteCells([stage.id("c")]);
    stage.commands.copyCells([stage.id("b")], true);
    stage.commands.undo();
    stage.commands.undo();
    stage.commands.deleteCells([stage.id("a")]);
    await notice(stage, 'Deleted "a", which "b" reads.');
    expect(stage.notices()).toHaveLength(1);
  });
});
