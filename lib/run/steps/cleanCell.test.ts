import { beforeAll, describe, expect, it } from "vitest";
import { type StartedEngine, startedEngine } from "../../../workers/engine/testing/startedEngine.ts";
import type { Cell } from "../../notebook/document.ts";
import type { ExecutionContext } from "../executor.ts";
import { cleanCell } from "./cleanCell.ts";

let engine: StartedEngine;
let runs = 1000;

beforeAll(async () => {
  engine = await startedEngine();
  const orders = await engine.api.run(
    {
      runId: ++runs,
      name: "orders",
      sql: `select * from (values (1, ' Acme  Ltd', '1,200.50'), (2, 'Bob', 'twelve'), (2, 'BOB ', '7'), (3, 'CafÃ©', null)) t(id, vendor, price)`,
      params: {},
    },
    () => undefined,
  );
  if (!orders.ok) throw new Error(orders.error.message);
}, 60_000);

const cellOf = (
  source: string,
  name = "orders_clean",
  options: Record<string, string> = { from: "orders" },
): Cell => ({
  id: name,
  kind: "clean",
  name,
  source,
  options,
  layout: null,
});

/** What a clean cell may use here: the engine, and no relation that the page would know. */
const context = (): ExecutionContext => {
  const unused = () => {
    throw new Error("A recipe has no use for this.");
  };
  return {
    runId: ++runs,
    engine: engine.api,
    sandbox: unused,
    relation: () => null,
    relationNames: () => [],
    relationOfFile: () => null,
    packages: unused,
    values: new Map(),
    typed: new Map(),
    isStopped: () => false,
    onEvent: () => undefined,
    onOutput: () => undefined,
  };
};

describe("a clean cell", () => {
  const recipe = `- trim: [vendor]
- repair: vendor
- number: { columns: price, on_error: reject }
- check: { unique: id, name: ids }`;

  it("keeps its rows under its name, and says what was set aside and which checks failed", async () => {
    const ran = await cleanCell.run(cellOf(recipe), context());
    if (!ran.ok) throw new Error(ran.error.message);
    expect(ran.value.output.result).toMatchObject({ rowCount: 3 });
    expect(ran.value.output.messages).toEqual([]);
    expect(ran.value.output.notices).toEqual([
      "1 value could not be read; the rows were set aside, and orders_clean__rejects tells which and why.",
    ]);
    expect(await engine.rows("select * from orders_clean order by id")).toEqual([
      ["1", "Acme Ltd", "1200.5"],
      ["2", "BOB", "7.0"],
      ["3", "Café", null],
    ]);
    expect(await engine.rows("from orders_clean__rejects")).toEqual([
      ["2", "3", "price", "twelve", "no number"],
    ]);
    expect(await engine.rows('select "check", result from orders_clean__checks')).toEqual([
      ["ids: id is unique", "pass"],
    ]);
  });

  it("as a SQL cell makes the same rows and relations", async () => {
    const script = await cleanCell.script(cellOf(recipe, "again"), context());
    if (!script.ok) throw new Error(script.error.message);
    const ran = await engine.api.run(
      { runId: ++runs, name: "again", sql: script.value, params: {} },
      () => undefined,
    );
    expect(ran).toMatchObject({ ok: true });
    for (const suffix of ["", "__rejects", "__checks", "__map_2"])
      expect(await engine.rows(`from again${suffix}`)).toEqual(
        await engine.rows(`from orders_clean${suffix}`),
      );
  });

  it.each([
    ["- trim: vendor\n- filter: prise > 1", { line: 2, column: 11, length: 9 }, /prise/],
    [
      "- trim: vendor\n- derive: { a: vendor + 1 }",
      { line: 2, column: 16, length: 10 },
      /Could not convert|Binder/,
    ],
    ["- trim: vendr", { line: 1, column: 9, length: 5 }, /no column "vendr"/],
    [
      "- check: { unique: id, on_fail: stop }",
      { line: 1, column: 3 },
      /^Check failed: id is unique \(2 of 4 rows, such as “2”\)\.$/,
    ],
    ["- number: { columns: price, on_error: stop }", {}, /price: «twelve» is no number/],
  ])("that fails says where: %s", async (source, place, message) => {
    const ran = await cleanCell.run(cellOf(source, "failing"), context());
    if (ran.ok) throw new Error("It ran.");
    expect(ran.error.message).toMatch(message);
    expect(ran.error).toMatchObject(place);
    expect(ran.error.message).not.toContain("LINE");
  });

  it("without a relation says what to try", async () => {
    expect(await cleanCell.run(cellOf("- dedupe", "x", {}), context())).toMatchObject({
      error: { hint: "Choose a relation: from=NAME in the cell's options." },
    });
    expect(await cleanCell.run(cellOf("- dedupe", "x", { from: "nope" }), context())).toMatchObject({
      error: { message: 'There is no relation "nope".' },
    });
  });

  it("reads what a step reads, and follows when that is renamed", () => {
    const source = `- map: { column: v, mapping: vendor names } # who
- check: { references: { v: vendors.id } }
- filter: a in (select id from vendors) and vendors <> 'x'
- derive: { b: "(select max(id) from vendors)" }`;
    const cell = cellOf(source, "c", { from: "vendors" });
    expect(cleanCell.facts(cell)).toEqual({
      reads: ["vendors", "vendor names"],
      defines: ["c", "c__checks"],
    });
    expect(cleanCell.rename(cell, "vendors", "sellers all")).toEqual({
      options: { from: "sellers all" },
      source: `- map: { column: v, mapping: vendor names } # who
- check: { references: { v: sellers all.id } }
- filter: a in (select id from "sellers all") and vendors <> 'x'
- derive: { b: (select max(id) from "sellers all") }`,
    });
    expect(cleanCell.rename(cell, "vendor names", "n").source).toContain("mapping: n } # who");
    expect(cleanCell.rename(cell, "elsewhere", "n")).toEqual({ source, options: { from: "vendors" } });
  });
});
