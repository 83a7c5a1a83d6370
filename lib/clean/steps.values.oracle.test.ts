import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Becomes, becomesWith } from "./testing/becomes.ts";
import { type NativeRecipes, openRecipes } from "./testing/nativeRecipes.ts";

let recipes: NativeRecipes;
let becomes: Becomes;

beforeAll(async () => {
  recipes = await openRecipes(["create table t as select 1 as id"]);
  becomes = becomesWith(recipes);
});
afterAll(() => recipes.native.stop());

describe("what steps make of values", () => {
  it("trims spaces of every script, and leaves those inside single", async () => {
    expect(await becomes(["  a  b\t", "\u00a0x\u3000", "", null], "- trim: x")).toEqual([
      "a b",
      "x",
      "",
      null,
    ]);
    expect(await becomes(["  a  b\t"], "- trim: { columns: x, collapse: false }")).toEqual(["a  b"]);
  });

  it("writes titles and sentences", async () => {
    expect(
      await becomes(["o'NEIL mc-DONALD", "élan VITAL", ""], "- case: { columns: x, to: title }"),
    ).toEqual(["O'neil Mc-Donald", "Élan Vital", ""]);
    expect(await becomes(["hELLO World"], "- case: { columns: x, to: sentence }")).toEqual(["Hello world"]);
  });

  it("takes a plain text for what it is, also where a regular expression is needed inside", async () => {
    expect(
      await becomes(["a.B.c", "axb"], "- replace: { columns: x, find: a.b, with: '\\1', ignore_case: true }"),
    ).toEqual(["\\1.c", "axb"]);
    expect(
      await becomes(
        ["2024-05"],
        "- replace: { columns: x, find: '(\\d+)-(\\d+)', with: '\\2/\\1', regex: true }",
      ),
    ).toEqual(["05/2024"]);
  });

  it("repairs what was read in a wrong character set, once or twice, and nothing else", async () => {
    const twice = "CafÃƒÂ©";
    expect(
      await becomes(["CafÃ©", twice, "Ünï", "â€œaâ€\u009d", "naïve Ã", "東京 Ã¼"], "- repair: x"),
    ).toEqual(["Café", "Café", "Ünï", "“a”", "naïve Ã", "東京 ü"]);
  });

  it("normalises what looks the same", async () => {
    expect(await becomes(["e\u0301", "a\u200bb", "ﬁ"], "- normalize: x")).toEqual(["é", "ab", "ﬁ"]);
    expect(await becomes(["ﬁ Ａ１", "e\u0301"], "- normalize: { columns: x, form: NFKC }")).toEqual([
      "fi A1",
      "é",
    ]);
  });

  it("reads numbers as people write them", async () => {
    const texts = [
      "1,234.50",
      "(12.5 €)",
      "$ -3",
      "−7",
      "1e3",
      "12%",
      "1 234",
      "USD 5",
      "abc",
      "1.2.3",
      "",
      null,
      "5 kg",
      ".5",
      "3'000",
    ];
    expect(await becomes(texts, "- number: x")).toEqual([
      "1234.5",
      "-12.5",
      "-3.0",
      "-7.0",
      "1000.0",
      "12.0",
      "1234.0",
      "5.0",
      null,
      null,
      null,
      null,
      "5.0",
      "0.5",
      "3000.0",
    ]);
    expect(await becomes(["1.234,5", "7,25", "1.000"], "- number: { columns: x, decimal: ',' }")).toEqual([
      "1234.5",
      "7.25",
      "1000.0",
    ]);
    expect(
      await becomes(
        ["1.234,5", "1,234.5", "7,25", "1,234", "1.234.567", "0,5"],
        "- number: { columns: x, decimal: auto }",
      ),
    ).toEqual(["1234.5", "1234.5", "7.25", "1234.0", "1234567.0", "0.5"]);
    expect(await becomes(["12%", "12"], "- number: { columns: x, percent: '0.12' }")).toEqual([
      "0.12",
      "12.0",
    ]);
    expect(await becomes(["123456789012345.67"], "- number: { columns: x, as: 'DECIMAL(18,2)' }")).toEqual([
      "123456789012345.67",
    ]);
  });

  it("reads dates in the order that is said, ISO in any, and no days that never were", async () => {
    const texts = [
      "1/2/2024",
      "31.12.2023",
      "2024-02-29",
      "30/02/2024",
      "5 Mar 2024",
      "2024-03-01T10:20:30Z",
      "1/2/2024 13:45",
      "",
    ];
    expect(await becomes(texts, "- date: { columns: x, order: dmy }")).toEqual([
      "2024-02-01",
      "2023-12-31",
      "2024-02-29",
      null,
      "2024-03-05",
      "2024-03-01",
      "2024-02-01",
      null,
    ]);
    expect(
      await becomes(["1/2/2024 1:45 PM", "12/31/2023"], "- date: { columns: x, order: mdy, as: timestamp }"),
    ).toEqual(["2024-01-02 13:45:00", "2023-12-31 00:00:00"]);
    expect(await becomes(["1/2/2024"], "- date: x")).toEqual([null]);
  });

  it("reads addresses, numbers and URLs", async () => {
    expect(
      await becomes(["Jo <JO@Example.ORG>", " mailto:a.b+c@d-e.co.uk ", "no@mail", "a b@c.de"], "- email: x"),
    ).toEqual(["jo@example.org", "a.b+c@d-e.co.uk", null, null]);
    expect(
      await becomes(
        ["+49 (0)30 123456", "030/123-456 x12", "0049 30 123456", "12"],
        "- phone: { columns: x, country: 49 }",
      ),
    ).toEqual(["+4930123456", "+4930123456", "+4930123456", null]);
    const links = [
      "https://user@WWW.Example.org:8080/a/b?q=1&utm_source=n%20l+x#top",
      "example.org/p",
      "mailto",
      "",
    ];
    const host = "- url: { column: x, parts: [host, port, path], query: [utm_source], host: without www }";
    expect(await becomes(links, host, "x_host")).toEqual(["example.org", "example.org", "mailto", null]);
    expect(await becomes(links, host, "x_path")).toEqual(["/a/b", "/p", null, null]);
    expect(await becomes(links, host, "x_port")).toEqual(["8080", null, null, null]);
    expect(await becomes(links, host, "x_utm_source")).toEqual(["n l x", null, null, null]);
    expect(await becomes(["?a=100%", "?a=%zz"], "- url: { column: x, query: [a] }", "x_a")).toEqual([
      "100%",
      "%zz",
    ]);
  });

  it("takes JSON apart, and keeps duplicates and other texts", async () => {
    const texts = ['{"a":{"b":[1,"x"]}}', '{"a":{"b":[1,"x"]}}', "no", "[]", null];
    expect(await becomes(texts, "- json: { column: x, fields: { v: 'a.b[1]' } }", "v")).toEqual([
      "x",
      "x",
      null,
      null,
      null,
    ]);
    expect(await becomes(texts, "- json: { column: x, fields: { v: a } }", "v")).toEqual([
      '{"b":[1,"x"]}',
      '{"b":[1,"x"]}',
      null,
      null,
      null,
    ]);
  });

  it("splits without losing anything, and merges without what is missing", async () => {
    expect(
      await becomes(["a,b,c", "a", null, ""], "- split: { column: x, by: ',', into: [p, q] }", "q"),
    ).toEqual(["b,c", null, null, null]);
    expect(await becomes(["a", null], "- merge: { columns: [x, n], into: m, with: '-' }", "m")).toEqual([
      "a-1",
      "2",
    ]);
  });

  it("keeps the first, the last and the fullest of rows with one key, and all without a key", async () => {
    await recipes.native.run(
      "create or replace table t as select * from (values (1, 'a', 3, null), (2, 'a', 1, 'x'), (3, null, 2, null), (4, null, 2, null), (5, 'b', null, 'y')) v(id, k, o, w)",
    );
    const ids = async (step: string) => (await recipes.rows(step, "t")).map(([id]) => id).sort();
    expect(await ids("- dedupe: { keys: k, keep: first, order: o }")).toEqual(["2", "3", "4", "5"]);
    expect(await ids("- dedupe: { keys: k, keep: last, order: o }")).toEqual(["1", "3", "4", "5"]);
    expect(await ids("- dedupe: { keys: k, keep: fullest }")).toEqual(["2", "3", "4", "5"]);
    await recipes.native.run(
      "create or replace table t as select * from (values (1, 'a', TIMESTAMP '2024-01-01 10:00'), (2, 'a', TIMESTAMP '2024-01-01 10:20'), (3, 'a', TIMESTAMP '2024-01-01 11:30')) v(id, k, o)",
    );
    expect(await ids("- dedupe: { keys: k, keep: first, order: o, within: 30 minutes }")).toEqual(["1", "3"]);
    expect(await ids("- dedupe: { keys: k, keep: last, order: o, within: 30 minutes }")).toEqual(["2", "3"]);
  });

  it("fills from the row before within a group, and clips what is far off", async () => {
    await recipes.native.run(
      "create or replace table t as select * from (values (1, 'a', 5), (2, 'b', null), (3, 'a', null), (4, 'b', 7)) v(id, k, x)",
    );
    expect(
      await recipes.rows(
        "- fill: { columns: x, rule: previous, order: id, by: k }\n- derive: { x: 'coalesce(x, -1)' }",
        "t",
      ),
    ).toEqual(
      expect.arrayContaining([
        ["3", "a", "5"],
        ["2", "b", "-1"],
      ]),
    );
    await recipes.native.run(
      "create or replace table t as select i as id, case when i = 50 then 10000 else i end as x from range(100) r(i)",
    );
    const clipped = await recipes.rows("- outliers: { columns: x, do: clip }\n- filter: id = 50", "t");
    const [bound] = (
      await recipes.native.texts(
        "select quantile_cont(x, 0.75) + 1.5 * (quantile_cont(x, 0.75) - quantile_cont(x, 0.25)) from t",
      )
    ).rows;
    expect(clipped).toEqual([["50", bound?.[0]]]);
  });

  it("sets rows aside with their place, step, column, value and reason", async () => {
    await recipes.native.run("create or replace table t as select unnest(['1', 'x', '', null, '3']) as a");
    expect(
      await recipes.rows("- trim: a\n- cast: { columns: a, to: INTEGER, on_error: reject }", "t"),
    ).toEqual([["1"], [null], [null], ["3"]]);
    expect((await recipes.native.texts("from made__rejects")).rows).toEqual([
      ["2", "2", "a", "x", "no INTEGER"],
    ]);
    expect(await recipes.rows("- cast: { columns: a, to: INTEGER, on_error: keep }", "t")).toEqual([
      ["1"],
      ["x"],
      [""],
      [null],
      ["3"],
    ]);
    await expect(recipes.rows("- cast: { columns: a, to: INTEGER, on_error: stop }", "t")).rejects.toThrow(
      "a: «x» is no INTEGER",
    );
  });

  it("tells what checks found, and stops where it is told to", async () => {
    await recipes.native.run(
      "create or replace table t as select unnest([1, 1, 2, null]) as a, unnest(['p', 'q', 'p', 'p']) as b",
    );
    await recipes.native.run("create or replace table other as select 1 as id");
    await recipes.rows(
      "- check: { unique: a, not_null: [a, b], in: { b: [p] }, range: { a: { max: 1 } }, pattern: { b: '[pq]' }, references: { a: other.id }, rows: { min: 5 }, where: a < 2 }",
      "t",
    );
    expect(
      (await recipes.native.texts('select "check", result, failed, rows, example from made__checks')).rows,
    ).toEqual([
      ["a is unique", "warn", "2", "3", "1"],
      ["a is there", "warn", "1", "4", null],
      ["b is there", "pass", "0", "4", null],
      ["b is one of p", "warn", "1", "4", "q"],
      ["a is at most 1", "warn", "1", "4", "2"],
      ["b matches [pq]", "pass", "0", "4", null],
      ["a is in other.id", "warn", "1", "4", "2"],
      ["a < 2", "warn", "2", "4", null],
      ["rows are at least 5", "warn", "4", "4", "4"],
    ]);
    await expect(recipes.rows("- check: { name: keys, unique: a, on_fail: stop }", "t")).rejects.toThrow(
      "Check failed: keys: a is unique",
    );
    expect((await recipes.native.texts("select result from made__checks")).rows).toEqual([["stop"]]);
  });
});
