import { beforeAll, describe, expect, it } from "vitest";
import { type StartedEngine, startedEngine } from "../../../workers/engine/testing/startedEngine.ts";
import type { Cell } from "../../notebook/document.ts";
import { NativeDuckDB } from "../../sql/testing/nativeDuckDB.ts";
import type { ExecutionContext } from "../executor.ts";
import { compareCell } from "./compareCell.ts";

let engine: StartedEngine;
let runs = 1000;

const goods = (rows: string, more = "") =>
  `select * ${more} from (values ${rows}) as t(id, name, price, stock)`;
const before = goods(
  "(1, 'tea', 2.5, 10), (2, 'mate', 3.0, 4), (3, 'coffee', 4.75, null), (null, 'loose', 1.0, 1)",
);
const after = goods(
  "(1, 'Tea', 2.5, 10), (3, 'coffee', 4.80, 7), (4, 'cocoa', 5.25, 3)",
  "replace (stock::VARCHAR as stock), 'new' as origin",
);

async function make(name: string, sql: string): Promise<void> {
  const done = await engine.api.run({ runId: ++runs, name, sql, params: {} }, () => undefined);
  if (!done.ok) throw new Error(done.error.message);
}

beforeAll(async () => {
  engine = await startedEngine();
  await make("old_goods", before);
  await make("new_goods", after);
});

function cell(source = "", options: Cell["options"] = {}): Cell {
  const both = { from: "old_goods", to: "new_goods", key: "id" };
  return {
    id: "c",
    name: "changes",
    kind: "compare",
    source,
    options: { ...both, ...options },
  } as unknown as Cell;
}

function context(more: Partial<ExecutionContext> = {}): ExecutionContext {
  return {
    runId: ++runs,
    engine: engine.api,
    isStopped: () => false,
    onEvent: () => undefined,
    ...more,
  } as unknown as ExecutionContext;
}

const changesNow = () => engine.rows("select * from changes");
const run = async (source = "", options: Cell["options"] = {}) => {
  const done = await compareCell.run(cell(source, options), context());
  if (!done.ok) throw new Error(`${done.error.message} ${done.error.hint}`);
  return done.value.output;
};

const allChanges = [
  ["1", "changed", "name", "tea", "Tea"],
  ["2", "removed", null, null, null],
  ["3", "changed", "price", "4.75", "4.80"],
  ["3", "changed", "stock", null, "7"],
  ["4", "added", null, null, null],
];

describe("a compare cell", () => {
  it("that is empty has a row for each cell that changed, and each row that came or went", async () => {
    const output = await run();
    expect(output.result?.columns).toEqual([
      { name: "id", type: "INTEGER" },
      ...["change", "column", "before", "after"].map((name) => ({ name, type: "VARCHAR" })),
    ]);
    expect(await changesNow()).toEqual(allChanges);
    expect(output.messages).toEqual([
      "Rows: 1 added, 1 removed, 2 changed (3 cells), 0 the same.",
      "Only new_goods has the column origin.",
      "Another type: stock (INTEGER before, VARCHAR now, compared as VARCHAR).",
    ]);
    expect(output.notices).toEqual(["1 row of old_goods has no id and is not compared."]);
  });

  it("sums itself up beside", async () => {
    await run("ignore: [name]\ntolerance: 0.1");
    expect(await engine.rows("select * from changes__summary")).toEqual([
      ["rows added", null, "1", null, null, null],
      ["rows removed", null, "1", null, null, null],
      ["rows changed", null, "1", null, null, null],
      ["rows the same", null, "1", null, null, null],
      ["rows before without a key", null, "1", null, null, null],
      ["rows after without a key", null, "0", null, null, null],
      ["key", "id", null, "INTEGER", "INTEGER", "exactly"],
      ["cells changed", "price", "0", "DECIMAL(3,2)", "DECIMAL(3,2)", "within 0.1"],
      ["cells changed", "stock", "1", "INTEGER", "VARCHAR", "as VARCHAR"],
      ["ignored", "name", null, "VARCHAR", "VARCHAR", null],
      ["only after", "origin", null, null, "VARCHAR", null],
    ]);
  });

  it("proposes a key where none is named, and says so", async () => {
    await make("old_lines", "select i // 3 as order_id, i % 3 as line, i % 2 as n from range(30) t(i)");
    await make("new_lines", "select i // 3 as order_id, i % 3 as line, 0 as n from range(33) t(i)");
    const lines = await run("", { from: "old_lines", to: "new_lines", key: "" });
    expect(lines.messages.slice(0, 2)).toEqual([
      "Rows: 3 added, 0 removed, 15 changed (15 cells), 15 the same.",
      "The key order_id and line was proposed: unique on both sides. Write key=order_id,line into the cell to keep it.",
    ]);
    await make("old_twice", "select 1 as a union all select 1");
    const none = await compareCell.run(cell("", { from: "old_twice", to: "old_twice", key: "" }), context());
    expect(none).toMatchObject({
      ok: false,
      error: {
        message: expect.stringContaining("No key was found"),
        hint: expect.stringContaining("key=NAME"),
      },
    });
  });

  it("stands for SQL that makes the very rows, here and in native DuckDB", async () => {
    const source = "text: { case: false }";
    await run(source);
    const rows = await changesNow();
    expect(rows).toEqual(allChanges.slice(1));
    const script = await compareCell.script(cell(source), context());
    if (!script.ok) throw new Error(script.error.message);
    await make("changes", script.value);
    expect(await changesNow()).toEqual(rows);
    const native = await NativeDuckDB.start([
      `create table old_goods as ${before}`,
      `create table new_goods as ${after}`,
    ]);
    expect((await native.texts(script.value)).rows).toEqual(rows);
    native.stop();
  });

  it("compares nothing where a key does not tell rows apart", async () => {
    await make("twice", `${after} union all select * from (${after}) where id < 4`);
    const done = await compareCell.run(cell("", { to: "twice" }), context());
    expect(done).toMatchObject({
      ok: false,
      error: {
        message: "The key id is not unique in twice: 2 values occur more than once, e.g. 1.",
        hint: expect.stringContaining("key=a,b"),
      },
    });
  });

  it("wonders about a key by which no row is found again", async () => {
    await make("others", `select * replace (id + 100 as id) from (${before}) where id is not null`);
    expect((await run("", { to: "others" })).notices[0]).toBe(
      "No id of old_goods is in others: is that the key of both?",
    );
  });

  it("has relations without rows, and one with itself", async () => {
    await make("none", `select * from (${before}) where false`);
    expect((await run("", { from: "none" })).messages[0]).toBe(
      "Rows: 3 added, 0 removed, 0 changed, 0 the same.",
    );
    expect((await run("", { to: "none" })).messages[0]).toBe(
      "Rows: 0 added, 3 removed, 0 changed, 0 the same.",
    );
    const itself = await run("", { to: "old_goods" });
    expect(itself.result?.rowCount).toBe(0);
    expect(itself.messages[0]).toBe("Rows: 0 added, 0 removed, 0 changed, 3 the same.");
  });

  it("is stopped before its rows are compared", async () => {
    const stopped = await compareCell.run(cell(), context({ isStopped: () => true }));
    expect(stopped).toMatchObject({ ok: false, error: { code: "cancelled" } });
  });

  it.each([
    ["", { key: "idd" }, 'old_goods has no column "idd".', "Did you mean id?"],
    ["", { key: "id,origin" }, 'old_goods has no column "origin".', "Choose another key."],
    [
      "",
      { to: "" },
      "This comparison does not say which relations it reads.",
      "Say from=NAME for what was before and to=NAME for what is now.",
    ],
    ["ignore: nam", {}, 'Neither relation has a column "nam".', "Did you mean name?"],
    [
      "tolerance: { name: 1 }",
      {},
      'The tolerance of "name" means nothing: its values are not numbers in both relations.',
      "Give a tolerance to columns of numbers only.",
    ],
    ["tolerances: 1", {}, 'A compare cell has no "tolerances".', "Keys are ignore, tolerance, text."],
  ])("says what is wrong with %s %j", async (source, options, message, hint) => {
    const done = await compareCell.run(cell(source, options), context());
    expect(done).toMatchObject({ ok: false, error: { message, hint } });
  });

  it("reads both of its relations and follows their new names", () => {
    expect(compareCell.facts(cell())).toEqual({
      reads: ["old_goods", "new_goods"],
      defines: ["changes", "changes__summary"],
    });
    const { options, source } = compareCell.rename(cell("ignore: name"), "OLD_goods", "goods");
    expect(options).toEqual({ from: "goods", to: "new_goods", key: "id" });
    expect(source).toBe("ignore: name");
  });
});
