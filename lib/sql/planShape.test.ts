import { AsyncDuckDB, type AsyncDuckDBConnection, VoidLogger } from "@duckdb/duckdb-wasm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NodeWorker, wasmPath } from "../../workers/engine/testing/nodeWorker.ts";
import { planShape } from "./planShape.ts";
import { wholeSelects } from "./testing/wholeSelects.ts";

describe("the shape of a plan, from DuckDB-WASM's own EXPLAIN", () => {
  const worker = new NodeWorker();
  let connection: AsyncDuckDBConnection;
  beforeAll(async () => {
    const db = new AsyncDuckDB(new VoidLogger(), worker as unknown as Worker);
    await db.instantiate(wasmPath());
    await db.open({ path: ":memory:" });
    connection = await db.connect();
    await connection.query(
      "create table kept as select range as id, 'x' || range as \"two words\", range % 3 as k from range(9000)",
    );
    await connection.query('create view v as select id, "two words" as w, k from kept');
    await db.registerFileText("a.csv", "a,b\n1,2\n3,4\n");
  });
  afterAll(() => worker.terminate());

  async function shapeOf(sql: string) {
    const plan = await connection.query(`explain (format json)\n${sql}`);
    return planShape(String(plan.getChild("explain_value")?.get(0)));
  }

  it("what its text says must be computed whole has no plan that gives rows early", async () => {
    await connection.query("create view t as select k, id as n from kept");
    for (const sql of wholeSelects) expect(await shapeOf(sql)).toEqual({ kind: "blocking" });
  });

  it("all columns and some columns of one table, in its order, pass through", async () => {
    expect(await shapeOf("select * from v")).toEqual({
      kind: "pass-through",
      table: "kept",
      columns: ["id", "two words", "k"],
    });
    expect(await shapeOf("from v select k")).toEqual({ kind: "pass-through", table: "kept", columns: ["k"] });
    expect(await shapeOf("select id as a, k as b from v")).toEqual({
      kind: "pass-through",
      table: "kept",
      columns: ["id", "k"],
    });
  });

  it("a filter, an expression or a limit does not pass through but streams", async () => {
    for (const sql of [
      "select * from v where k = 1",
      "select id + 1 from v",
      "select w, k from v limit 10",
    ]) {
      expect(await shapeOf(sql), sql).toEqual({ kind: "streaming", readsFile: false });
    }
  });

  it("reading a file streams and says so", async () => {
    expect(await shapeOf("select * from read_csv('a.csv') where a > 1")).toEqual({
      kind: "streaming",
      readsFile: true,
    });
  });

  it("sorting, grouping, windows and samples block; so does what would differ when read twice", async () => {
    for (const sql of [
      "select * from v order by id",
      "select k, count(*) from v group by k",
      "select row_number() over (order by id) from v",
      "select random(), id from v",
      "select distinct k from v",
      "select * from v a join v b using (id)",
    ]) {
      expect(await shapeOf(sql), sql).toEqual({ kind: "blocking" });
    }
  });

  it("what is no plan counts as blocking", () => {
    for (const text of ["", "null", "[]", "[{}]", "{", '[{"name":1}]'])
      expect(planShape(text)).toEqual({ kind: "blocking" });
  });
});

it("a volatile call hidden by an alias is found in the texts", () => {
  const plan = JSON.stringify([
    {
      name: "PROJECTION",
      children: [{ name: "SEQ_SCAN ", children: [], extra_info: { Table: "t", Projections: "a" } }],
      extra_info: { Projections: ["a", "r"] },
    },
  ]);
  expect(planShape(plan, ["select a, RANDOM() as r from t"])).toEqual({ kind: "blocking" });
  expect(planShape(plan, ["select a, 'random()' as r from t -- uuid()"])).toEqual({
    kind: "streaming",
    readsFile: false,
  });
});
