import { expect, test } from "vitest";
import { AppStage } from "./testing/appStage.ts";

const cell = (name: string, source: string, kind = "sql") =>
  `\`\`\`${kind} name=${name}\n${source}\n\`\`\`\n`;
const sourceOf = (stage: AppStage, name: string) =>
  stage.state.document.cells.find((one) => one.name === name)?.source;

test("several cells are laid out as one step of undo, and others are left alone", async () => {
  const stage = await AppStage.with(
    [cell("a", "select 1,2"), cell("t", "const  x = 1;", "ts"), cell("b", "select 3,4")].join("\n"),
  );
  const tools = await stage.commands.sqlTools();
  tools.formatCells(stage.state.document.cells.map(({ id }) => id));
  expect(sourceOf(stage, "a")).toBe("select\n  1,\n  2");
  expect(sourceOf(stage, "b")).toBe("select\n  3,\n  4");
  expect(sourceOf(stage, "t")).toBe("const  x = 1;");
  stage.commands.undo();
  expect([sourceOf(stage, "a"), sourceOf(stage, "b")]).toEqual(["select 1,2", "select 3,4"]);
  expect(stage.notices()).toEqual([]);
});

test("a statement that cannot be laid out stays, and that is said with its line", async () => {
  const stage = await AppStage.with(cell("a", "select 1,2;\nselect 'open"));
  (await stage.commands.sqlTools()).formatCells([stage.id("a")]);
  expect(sourceOf(stage, "a")).toBe("select\n  1,\n  2;\nselect 'open");
  expect(stage.notices()).toEqual([expect.stringContaining('line 2 of "a" stayed as written')]);
});

test("a cell is explained in a cell of its own below, which is used again", async () => {
  const stage = await AppStage.with([cell("a", "select 1 as n"), cell("b", "from a")].join("\n"));
  const tools = await stage.commands.sqlTools();
  await tools.explain(stage.id("a"), false);
  expect(stage.names()).toEqual(["a", "a_plan", "b"]);
  expect(sourceOf(stage, "a_plan")).toBe("explain\nselect 1 as n");
  expect(stage.selected()).toBe("a_plan");
  expect(stage.runs()).toMatchObject({ a_plan: "done", a: "idle" });

  stage.commands.setSource(stage.id("a"), "select 2 as n");
  await tools.explain(stage.id("a"), false);
  expect(sourceOf(stage, "a_plan")).toBe("explain\nselect 2 as n");
  await tools.explain(stage.id("a_plan"), true);
  expect(sourceOf(stage, "a_plan")).toBe("explain analyze\nselect 2 as n");
  expect(stage.names()).toEqual(["a", "a_plan", "b"]);
  stage.commands.undo();
  stage.commands.undo();
  stage.commands.undo();
  stage.commands.undo();
  expect(stage.names()).toEqual(["a", "b"]);
});

test("where there is nothing to explain it is said", async () => {
  const stage = await AppStage.with([cell("a", ""), cell("t", "1", "ts")].join("\n"));
  const tools = await stage.commands.sqlTools();
  await tools.explain(stage.id("a"), false);
  await tools.explain(stage.id("t"), false);
  expect(stage.names()).toEqual(["a", "t"]);
  expect(stage.notices()).toEqual([expect.stringContaining("no query here to explain")]);
});
