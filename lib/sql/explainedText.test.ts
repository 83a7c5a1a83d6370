import { describe, expect, test } from "vitest";
import { explainAsJson, explainHead, explainingText } from "./explainedText.ts";

describe("an EXPLAIN that says no format asks for JSON", () => {
  test.each([
    ["explain select 1", "EXPLAIN (FORMAT json) select 1"],
    ["EXPLAIN ANALYZE select 1", "EXPLAIN (ANALYZE, FORMAT json) select 1"],
    ["explain (analyze) select 1", "EXPLAIN (ANALYZE, FORMAT json) select 1"],
    ["explain\n-- why\nfrom t", "EXPLAIN (FORMAT json) \n\nfrom t"],
    ["explain (select 1)", "EXPLAIN (FORMAT json) (select 1)"],
    ["explain create table x as select 1", "EXPLAIN (FORMAT json) create table x as select 1"],
    ["explain (format text) select 1", "explain (format text) select 1"],
    ["explain (analyze, format json) select 1", "explain (analyze, format json) select 1"],
    ["select 'explain'", "select 'explain'"],
    ["explain", "explain"],
  ])("%s", (before, after) => {
    expect(explainAsJson(before).text).toBe(after);
  });

  test("what follows keeps its place", () => {
    const sql = "explain analyze\nselect nope from t";
    const { text, map } = explainAsJson(sql);
    expect(map(text.indexOf("nope"))).toBe(sql.indexOf("nope"));
    expect(text.split("\n")).toHaveLength(2);
  });
});

describe("the text that explains a cell", () => {
  test.each([
    ["select 1", false, "explain\nselect 1"],
    ["select 1", true, "explain analyze\nselect 1"],
    ["create table t as select 1; select * from t;", false, "explain\nselect * from t"],
    ["explain select 1", true, "explain analyze\nselect 1"],
    ["explain (analyze, format json) select 1", false, "explain\nselect 1"],
    [
      "with a as (select 1) from a where x = {{y}}",
      true,
      "explain analyze\nwith a as (select 1) from a where x = {{y}}",
    ],
    ["insert into t select 1", true, "explain\ninsert into t select 1"],
    ["explain delete from t", true, "explain\ndelete from t"],
  ])("%s", (sql, measures, expected) => {
    expect(explainingText(sql, measures)).toBe(expected);
  });

  test("there is none where nothing has a plan", () => {
    expect(explainingText("set variable x = 1", false)).toBeNull();
    expect(explainingText("", false)).toBeNull();
    expect(explainHead("explain")).toBeNull();
  });
});
