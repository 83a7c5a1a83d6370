import { beforeAll, describe, expect, test } from "vitest";
import type { SqlCheckRequest } from "../../lib/engine/protocol.ts";
import { type StartedEngine, startedEngine } from "./testing/startedEngine.ts";

let engine: StartedEngine;
beforeAll(async () => {
  engine = await startedEngine();
  const file = new File(["id,word\n1,a\n2,b\n"], "words.csv");
  await engine.load({ file, relation: "words" });
});

const orders = {
  name: "orders",
  columns: [
    { name: "id", type: "BIGINT" },
    { name: "order date", type: "DATE" },
    { name: "state", type: "ENUM('new', 'it''s')" },
    { name: "buyer", type: 'STRUCT("a b" INTEGER, c DECIMAL(10,2)[])' },
    { name: "ts", type: "TIMESTAMP WITH TIME ZONE" },
  ],
};

async function check(sql: string, more: Partial<SqlCheckRequest> = {}) {
  const answer = await engine.api.checkSql({
    sql,
    stubs: [orders],
    opaque: [],
    names: ["orders", "words"],
    ...more,
  });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

/** Where errors are, as line:column+length and the beginning of what is said. */
async function errors(sql: string, more: Partial<SqlCheckRequest> = {}): Promise<string[]> {
  return (await check(sql, more)).errors.map(
    ({ line, column, length, message }) => `${line}:${column}+${length} ${message.split("\n")[0]}`,
  );
}

describe("what is wrong is found at its place", () => {
  test.each([
    [
      "select id from orders where idd > 1",
      ['1:29+3 Binder Error: Referenced column "idd" not found in FROM clause!'],
    ],
    [
      "select\n  id,\n  wrod\nfrom words",
      ['3:3+4 Binder Error: Referenced column "wrod" not found in FROM clause!'],
    ],
    ["select id frm orders", ['1:15+6 Parser Error: syntax error at or near "orders"']],
    ["select * from ordrs", ['1:15+5 No cell and no source is called "ordrs".']],
    ["select sum(", ["1:11+1 Parser Error: syntax error at end of input"]],
    [
      "select 1; select x; select y",
      [
        '1:18+1 Binder Error: Referenced column "x" was not found because the FROM clause is missing',
        '1:28+1 Binder Error: Referenced column "y" was not found because the FROM clause is missing',
      ],
    ],
    [
      "explain select nope from orders",
      ['1:16+4 Binder Error: Referenced column "nope" not found in FROM clause!'],
    ],
    [
      "create table t as\nselect nope from orders",
      ['2:8+4 Binder Error: Referenced column "nope" not found in FROM clause!'],
    ],
    [
      "insert into t select nope from orders",
      ['1:22+4 Binder Error: Referenced column "nope" not found in FROM clause!'],
    ],
    ["create table t (a integr, b", ["1:27+1 Parser Error: syntax error at end of input"]],
    ["select o.buyer.d from orders o", [expect.stringContaining("1:")]],
    [
      "select 'ü', größe from orders",
      ['1:13+5 Binder Error: Referenced column "größe" not found in FROM clause!'],
    ],
    ["install json", [expect.stringContaining("1:1+7 INSTALL is not available")]],
    ["from 'nowhere.csv'", ['1:6+13 The notebook has no file "nowhere.csv".']],
    ["select 1) union (select 2", [expect.stringContaining('syntax error at or near ")"')]],
  ])("%s", async (sql, expected) => {
    expect(await errors(sql)).toEqual(expected);
  });

  test("a name that nothing has gets the nearest of the notebook's own", async () => {
    expect((await check("from ordes")).errors[0]?.hint).toBe('Did you mean "orders"?');
  });
});

describe("what would run is not marked", () => {
  test.each([
    "select * from orders join words using (id)",
    "with a as (from orders) select buyer.c[1], state from a where state = 'new'",
    "select ts + interval 1 day, ts::date, date_trunc('month', ts), ts at time zone 'Europe/Paris' from orders",
    "select * from range(now(), now() + interval 2 day, interval 1 day)",
    "create table t as select id from orders; insert into t values (1); select id from t",
    "create view v as select id as x from orders; select x from v",
    "create table s (a integer); select a + nothing from s",
    "pivot orders on state using count(*)",
    "select * from (pivot orders on state)",
    "from 'words.csv'",
    "select word from read_csv('words.csv')",
    "set variable x = 1; select getvariable('x')",
    "drop table if exists nobody",
    "select * from 's3://bucket/a.parquet'",
    "summarize orders",
    "describe orders",
    "",
    "-- nothing yet",
    "begin; select 1; commit",
    "select id from orders where id > {{least}} and state in (select unnest({{states}})) limit {{n}}",
    "select sum({{x}}), strftime({{d}}, '%Y') from orders",
  ])("%s", async (sql) => {
    expect(await errors(sql)).toEqual([]);
  });

  test("a statement with a name of which nothing is known yet is only parsed", async () => {
    const opaque = ["later", "my_macro"];
    expect(await errors("select nothing from later", { opaque })).toEqual([]);
    expect(await errors("select my_macro(id) from orders", { opaque })).toEqual([]);
    expect(await errors("select from from later", { opaque })).toEqual([
      expect.stringContaining("syntax error"),
    ]);
  });
});

test("the columns to come are told, so that readers of the cell can be looked at too", async () => {
  expect(
    (await check('select id, "order date" as d, count(*) as n from orders group by all')).columns,
  ).toEqual([
    { name: "id", type: "BIGINT" },
    { name: "d", type: "DATE" },
    { name: "n", type: "BIGINT" },
  ]);
  expect((await check("select id from orders; create table x as select 1")).columns).toEqual([
    { name: "1", type: "INTEGER" },
  ]);
});

test("nothing is run, computed, made or changed", async () => {
  const began = performance.now();
  await check("create table made as select 1; create macro m() as 1; drop view words; set variable z = 5");
  await check("select list_sum(range(1000000000)), repeat('x', 2000000000), nextval('q')");
  await check("select count(*) from range(1000000000) a, range(1000000000) b");
  expect(performance.now() - began).toBeLessThan(30_000);
  expect(await engine.rows("select count(*)::varchar from words")).toEqual([["2"]]);
  await expect(engine.rows("select * from made")).rejects.toThrow("made");
  await expect(engine.rows("select m()")).rejects.toThrow("m");
  await expect(engine.rows("from orders")).rejects.toThrow("orders");
  expect(await engine.rows("select getvariable('z')")).toEqual([[null]]);
});

test("an engine at work looks at nothing", async () => {
  const slow = "select count(*) as n from range(1000000) a, range(1000000) b where a.range * b.range % 7 = 3";
  const run = engine.api.run({ runId: 9_001, name: "slow", sql: slow, params: {} }, () => undefined);
  expect((await check("select")).isSkipped).toBe(true);
  await engine.api.cancel(9_001);
  await run;
  expect((await check("select")).isSkipped).toBe(false);
});
