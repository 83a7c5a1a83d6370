import { describe, expect, it } from "vitest";
import { readSqlMagic, sqlMagicLine } from "./sqlMagic.ts";

describe("a cell is SQL by its magic", () => {
  it.each([
    ["%%sql\nselect 1", "%%sql\n", "select 1", null],
    ["%%sql by_day <<\nselect 1", "%%sql by_day <<\n", "select 1", "by_day"],
    ["%%sql by_day = <<\nselect 1", "%%sql by_day = <<\n", "select 1", "by_day"],
    ["%%sql by_day << select 1\nfrom t", "%%sql by_day << ", "select 1\nfrom t", "by_day"],
    ["%%sql select 1\nfrom t", "%%sql ", "select 1\nfrom t", null],
    ["%%sql duckdb:///a.db --with a x <<\nselect 1", "%%sql duckdb:///a.db --with a x <<\n", "select 1", "x"],
    ["%%sql --save x\nselect 1", "%%sql --save x\n", "select 1", "x"],
    ["%%sql @other\nselect 1", "%%sql @other\n", "select 1", null],
    ["%%dql -o x\nselect 1", "%%dql -o x\n", "select 1", "x"],
    ["%sql x << select 1", "%sql x << ", "select 1", "x"],
    ["%sql select 1", "%sql ", "select 1", null],
    ["%%sql", "%%sql", "", null],
    ["%%sql été <<\nselect 1", "%%sql été <<\n", "select 1", "été"],
  ])("%j", (source, prefix, sql, name) => {
    expect(readSqlMagic(source)).toEqual({ prefix, sql, name });
  });

  it.each([
    "select 1",
    "%%sqlite\nselect 1",
    "%sql --connections",
    "%sql select 1\nprint(2)",
    "x = %sql select 1",
    " %%sql\nselect 1",
    "",
  ])("and %j is not", (source) => {
    expect(readSqlMagic(source)).toBeNull();
  });

  it("and an empty one with a comparison of shifts is not taken for a name", () => {
    expect(readSqlMagic("%%sql\nselect a << 2")?.name).toBeNull();
  });
});

it("the line that is written gives the name where the magic can hold it", () => {
  expect(sqlMagicLine("by_day")).toBe("%%sql by_day <<\n");
  expect(sqlMagicLine("a b")).toBe("%%sql\n");
});
