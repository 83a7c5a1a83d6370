import { expect, test } from "vitest";
import type { Column, SqlCheck } from "../../engine/protocol.ts";
import { AppStage } from "../../store/testing/appStage.ts";
import { SqlAssistant } from "./SqlAssistant.ts";

const cell = (name: string, source: string, kind = "sql") =>
  `\`\`\`${kind} name=${name}\n${source}\n\`\`\`\n`;

async function stageWith(...cells: string[]) {
  const stage = await AppStage.with(cells.join("\n"));
  await stage.until(() => stage.state.engine.status === "ready");
  const { rows, store } = stage.app;
  const { engine } = stage.platform;
  const assistant = new SqlAssistant(store, rows);
  return { stage, assistant, engine };
}

const fine = (columns: Column[] | null): SqlCheck => ({ isSkipped: false, errors: [], columns });
const n: Column = { name: "n", type: "INTEGER" };

test("a cell is checked against the columns that the cells it reads will have, found out without running them", async () => {
  const { stage, assistant, engine } = await stageWith(
    cell("a", "select 1 as n"),
    cell("b", "select n from a"),
    cell("c", "select * from b"),
  );
  engine.checkOf = ({ sql }) => fine(sql.startsWith("select *") ? null : [n]);
  expect(await assistant.check(stage.id("c"), "select nn from b")).toEqual([]);
  expect(engine.checked.map(({ sql }) => sql)).toEqual([
    "select 1 as n",
    "select n from a",
    "select nn from b",
  ]);
  expect(engine.checked[2]).toMatchObject({ stubs: [{ name: "b", columns: [n] }], opaque: [] });
  expect(engine.requests).toEqual([]);

  // What was found out holds until the cells change.
  await assistant.check(stage.id("c"), "select n from b");
  expect(engine.checked).toHaveLength(4);
  stage.commands.setSource(stage.id("a"), "select 2 as m");
  await assistant.check(stage.id("c"), "select n from b");
  expect(engine.checked.slice(4).map(({ sql }) => sql)).toEqual(["select 2 as m", "select n from b"]);

  const known = assistant.knowledge(stage.id("c")).relations;
  expect(known.map(({ name, columns, isExpected }) => [name, columns.length, isExpected ?? false])).toEqual([
    ["a", 1, true],
    ["b", 1, true],
  ]);
});

test("a cell that has run is known by its result, and by its text again once that is edited", async () => {
  const { stage, assistant, engine } = await stageWith(cell("a", "select 1 as n"), cell("b", "from a"));
  await stage.commands.run(stage.id("a"));
  await assistant.check(stage.id("b"), "from a where true");
  expect(engine.checked.map(({ sql }) => sql)).toEqual(["from a where true"]);
  const [known] = assistant.knowledge(stage.id("b")).relations;
  expect(known).toMatchObject({
    name: "a",
    rowCount: 1,
    columns: [{ name: "answer" }],
    maker: { label: "a" },
  });
  stage.commands.setSource(stage.id("a"), "select 2 as n");
  engine.checkOf = () => fine([n]);
  await assistant.check(stage.id("b"), "from a");
  expect(engine.checked.at(-1)?.stubs).toEqual([{ name: "a", columns: [n] }]);
});

test("of what cannot be known before it runs nothing is claimed", async () => {
  const { stage, assistant, engine } = await stageWith(
    cell("typed", "export default [{ x: 1 }]; export const least = 3;", "ts"),
    cell("maker", "create macro twice(x) as x * 2; create table made as select 1 as n; select 1 as one"),
    cell("reader", "select 1"),
  );
  await assistant.check(stage.id("reader"), "select twice(x) from typed, made, nobody");
  const asked = engine.checked.at(-1);
  expect(asked?.stubs).toEqual([]);
  expect(asked?.opaque).toEqual(expect.arrayContaining(["twice", "typed", "made"]));
  expect(asked?.opaque).not.toContain("nobody");
  expect(asked?.names).toEqual(expect.arrayContaining(["typed", "maker"]));
});

test("cells that read each other are asked about once each", async () => {
  const { stage, assistant, engine } = await stageWith(cell("a", "from b"), cell("b", "from a"));
  await assistant.check(stage.id("a"), "select * from b");
  expect(engine.checked.length).toBeLessThanOrEqual(2);
});

test("nothing is asked about a stranger's notebook, while cells run, or of an engine that is not there", async () => {
  const { stage, assistant, engine } = await stageWith(cell("a", "select 1"), cell("b", "from a"));
  const release = engine.hold("a");
  const run = stage.commands.run(stage.id("a"));
  await stage.until(() => stage.state.busy);
  expect(await assistant.check(stage.id("b"), "from a where")).toBeNull();
  release();
  await run;
  stage.app.store.setState({ origin: "foreign" });
  expect(await assistant.check(stage.id("b"), "from a where")).toBeNull();
  stage.app.store.setState({ origin: "own", engine: { status: "starting" } });
  expect(await assistant.check(stage.id("b"), "from a where")).toBeNull();
  expect(engine.checked).toEqual([]);
});

test("functions are asked for once, and again when cells have made others", async () => {
  const { stage, assistant } = await stageWith(
    cell("m", "create macro twice(x) as x * 2"),
    cell("q", "select 1"),
  );
  let asked = 0;
  const counting = new SqlAssistant(stage.app.store, {
    ...stage.app.rows,
    select: (...args) => {
      asked++;
      return stage.app.rows.select(...args);
    },
  });
  for (let i = 0; i < 5; i++) counting.knowledge(stage.id("q"));
  expect(asked).toBe(1);
  await stage.commands.run(stage.id("m"));
  counting.knowledge(stage.id("q"));
  expect(asked).toBe(2);
  expect(assistant.knowledge(null).functions.has("sum")).toBe(true);
});

test("values of TypeScript cells and input cells are parameters, and a cell does not offer itself", async () => {
  const { stage, assistant } = await stageWith(
    cell("settings", "export const least = 3;", "ts"),
    cell("threshold", "type: number", "input"),
    cell("q", "select 1"),
  );
  await assistant.ready();
  const { relations, parameters } = assistant.knowledge(stage.id("q"));
  expect(relations.map(({ name }) => name)).toEqual(["settings"]);
  expect(parameters.map(({ name }) => name)).toEqual(["least", "threshold"]);
});
