import { beforeAll, describe, expect, it } from "vitest";
import type { EngineApi, RunEvent, RunRequest } from "../../lib/engine/protocol.ts";
import { planSteps, planTree } from "../../lib/sql/planTree.ts";
import { decodeTextPage } from "../../lib/table/textPage.ts";
import { createEngine } from "./createEngine.ts";
import { startInNode } from "./testing/nodePlatform.ts";

function fail(): never {
  throw new Error("There is no plan.");
}

describe("a SQL cell on DuckDB-WASM", () => {
  let engine: EngineApi;
  let runId = 0;
  beforeAll(async () => {
    engine = createEngine(startInNode);
    const started = await engine.start({ baseUrl: "http://localhost/", zones: null });
    if (!started.ok) throw new Error(started.error.message);
  });

  async function run(
    name: string,
    sql: string,
    onEvent: (event: RunEvent) => void = () => undefined,
    keep?: RunRequest["keep"],
  ) {
    return engine.run({ runId: ++runId, name, sql, params: {}, ...(keep && { keep }) }, onEvent);
  }

  async function rows(name: string, sql: string, keep?: RunRequest["keep"]) {
    const answer = await run(name, sql, undefined, keep);
    if (!answer.ok) throw new Error(answer.error.message);
    if (!answer.value.result) throw new Error("no rows");
    return answer.value.result;
  }

  async function cell(resultKey: string, row: number, column = 0) {
    const page = await engine.page(resultKey, row, 1);
    if (!page.ok) throw new Error(page.error.message);
    return decodeTextPage(page.value).cell(0, column);
  }

  it("that only passes a relation's rows through copies none of them", async () => {
    await rows("base", "select range as id, range * 2 as twice from range(300000)");
    const all = await rows("all_rows", "select * from base");
    expect([all.kept, all.rowCount]).toEqual(["view", 300000]);
    expect(await cell(all.resultKey, 299999, 1)).toBe("599998");
    const some = await rows("renamed", "select twice as t from base");
    expect([some.kept, some.columns[0]?.name, await cell(some.resultKey, 10)]).toEqual(["view", "t", "20"]);
  });

  it("that asks for a table copies the rows that it passes through", async () => {
    await rows("base", "select range as id from range(1000)");
    const copied = await rows("copied", "select * from base", "table");
    expect([copied.kept, copied.rowCount, await cell(copied.resultKey, 999)]).toEqual(["table", 1000, "999"]);
  });

  it("that asks for a view keeps no rows: each read computes them again", async () => {
    await rows("base", "select range as id from range(1000)");
    const view = await rows("seen", "select id + 1 as id from base where id < 500", "view");
    expect([view.kept, view.rowCount, await cell(view.resultKey, 499)]).toEqual(["computed", 500, "500"]);
    await rows("base", "select range + 10 as id from range(1000)");
    expect(await cell(view.resultKey, 0)).toBe("11");
    expect(await cell((await rows("reader", "select min(id) as m from seen")).resultKey, 0)).toBe("11");
  });

  it("keeps showing the rows it had when what it read has run again", async () => {
    await rows("first", "select 1 as n");
    const reader = await rows("reader", "select * from first");
    await rows("first", "select 2 as n, 3 as m");
    expect(await cell(reader.resultKey, 0)).toBe("1");
  });

  it("runs its statements in order and keeps the last SELECT", async () => {
    const sql =
      "create table made as select range as n from range(5);\n-- half\ninsert into made values (9);\nselect sum(n)::int as s from made;";
    expect((await rows("several", sql)).firstRows).toBe(1);
    const again = await rows("several", sql);
    expect(await cell(again.resultKey, 0), "what it made before is dropped before it runs again").toBe("19");
  });

  it("without rows says what its statements did", async () => {
    const answer = await run("quiet", "create table quiet_t (a int); insert into quiet_t values (1), (2);");
    expect(answer).toMatchObject({
      ok: true,
      value: { result: null, messages: ["Created table quiet_t.", "Added 2 rows to quiet_t."] },
    });
  });

  it.each([
    ["select 1 as a;\n\nselect a,\n  '{}'::JSON as j from (select 1 as a)", "json", 4, 9],
    ["create table wants as select 1 as a;\nselect json_extract(a, '$') from wants", "json", 2, 8],
    ["create table wants (a integer,\n  b JSON)", "json", 2, 5],
    ["select * from parquet_schema('x.parquet')", "parquet", 1, 15],
    ["attach 'a.db' as other (type sqlite)", "sqlite", 1, 30],
  ])(
    "that needs an extension says which, where, and what to try: %s",
    async (sql, extension, line, column) => {
      const answer = await run("wants_cell", sql);
      if (answer.ok) throw new Error("no error");
      expect(answer.error).toMatchObject({ code: "unsupported", line, column });
      expect(answer.error.message).toContain(`needs DuckDB's ${extension} extension`);
      expect(answer.error.hint).toContain("Files need no extension");
    },
  );

  it("that reads an address says so before anything is asked of the network", async () => {
    const answer = await run("far", "select *\nfrom read_csv('https://example.org/a.csv')");
    if (answer.ok) throw new Error("no error");
    expect(answer.error).toMatchObject({ code: "file", line: 2 });
    expect(answer.error.message).toContain("needs DuckDB's httpfs extension");
  });

  it("places an error in its own text, in any statement and after bound values", async () => {
    const sql = "select 1;\n\nselect {{limit}} as a,\n  nope from range(3)";
    const answer = await engine.run(
      { runId: ++runId, name: "wrong", sql, params: { limit: "a long value" } },
      () => undefined,
    );
    expect(answer).toMatchObject({ ok: false, error: { code: "sql", line: 4, column: 3, length: 4 } });
    const syntax = await run("syntax", "select 1 as a\nfrm x");
    expect(syntax).toMatchObject({ ok: false, error: { line: 2 } });
  });

  it("binds values and never pastes them", async () => {
    const text = "'; drop table base; --";
    const answer = await engine.run(
      { runId: ++runId, name: "bound", sql: "select {{text}} as t", params: { text } },
      () => undefined,
    );
    if (!answer.ok || !answer.value.result) throw new Error("no rows");
    expect(await cell(answer.value.result.resultKey, 0)).toBe(text);
    expect(await run("unbound", "select {{nothing}}")).toMatchObject({
      ok: false,
      error: { line: 1, column: 8 },
    });
  });

  it("shows what DESCRIBE, SUMMARIZE, SHOW, EXPLAIN, PIVOT and RETURNING answer", async () => {
    await rows("kinds", "select 'a' as kind, 1 as n union all select 'b', 2");
    for (const [name, sql, count] of [
      ["d", "describe kinds", 2],
      ["s", "summarize kinds", 2],
      ["e", "explain select * from kinds", 1],
      ["p", "pivot kinds on kind using sum(n)", 1],
      ["r", "create table ret (a int); insert into ret values (1), (2) returning a + 1 as b", 2],
      ["f", "from kinds", 2],
      ["v", "values (1), (2), (3)", 3],
    ] as const) {
      expect((await rows(name, sql)).rowCount, sql).toBe(count);
    }
  });

  it("EXPLAIN tells its plan as JSON, with relations under their own names", async () => {
    await rows("kinds", "select 'a' as kind, 1 as n union all select 'b', 2");
    const explained = await rows("plan", "explain analyze select * from kinds where n > 1");
    expect(explained.columns.map(({ name }) => name)).toEqual(["explain_key", "explain_value"]);
    expect(await cell(explained.resultKey, 0)).toBe("analyzed_plan");
    const plan = planTree((await cell(explained.resultKey, 0, 1)) ?? "");
    const scan = planSteps(plan?.root ?? fail()).at(-1)?.step;
    expect(scan).toMatchObject({ about: "kinds · n>1", rows: 1 });
    const wrong = await run("bad_plan", "explain\nselect nope from kinds");
    expect(wrong.ok ? null : wrong.error).toMatchObject({ line: 2, column: 8, length: 4 });
  });

  it("two columns of one name get two names, and rows of every kind print as text", async () => {
    const result = await rows("doubled", "select 1 as a, 2 as a, null as b, '' as c");
    expect(result.columns.map((column) => column.name)).toEqual(["a", "a_1", "b", "c"]);
    expect(await cell(result.resultKey, 0, 2)).toBeNull();
    expect(await cell(result.resultKey, 0, 3)).toBe("");
  });

  it("cannot reach a file, an address, a setting or an extension", async () => {
    for (const sql of [
      "select * from read_csv('https://example.org/a.csv')",
      "select * from 'https://example.org/a.parquet'",
      "copy (select 1) to 'https://example.org/a.csv'",
      "attach 'https://example.org/a.db' as a",
      "install httpfs from 'https://example.org'",
      "load 'https://example.org/x.duckdb_extension.wasm'",
      "set enable_external_access = true",
      "set autoload_known_extensions = true",
      "copy (select 1 as a) to 'elsewhere/a.csv'",
    ]) {
      expect((await run("reach", sql)).ok, sql).toBe(false);
    }
    expect((await rows("after", "select 42 as answer")).rowCount).toBe(1);
  });

  it("does sums with times and time zones, though there is no ICU", async () => {
    const times = await rows(
      "times",
      `select timestamptz '2026-03-29 00:30:00+00' + interval 1 hour as later,
        date_trunc('month', timestamptz '2026-03-29 00:30:00+00') as month,
        (timestamptz '2026-03-29 01:30:00+00') at time zone 'Europe/Helsinki' as wall,
        timestamp '2026-01-15 12:00:00' at time zone 'America/New_York' as instant`,
    );
    const page = await engine.page(times.resultKey, 0, 1);
    if (!page.ok) throw new Error(page.error.message);
    const decoded = decodeTextPage(page.value);
    expect(decoded.columns.map((_, column) => decoded.cell(0, column))).toEqual([
      "2026-03-29 01:30:00+00",
      "2026-03-01 00:00:00+00",
      "2026-03-29 04:30:00",
      "2026-01-15 17:00:00+00",
    ]);
  });
});
