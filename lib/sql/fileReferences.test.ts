import { describe, expect, it } from "vitest";
import { resolveFiles } from "./fileReferences.ts";

const lookup = (_: string, path: string) =>
  ({ "a.csv": "a", "Two Words.parquet": "two_words", "e.json": "e" })[path] ?? null;
const resolved = (sql: string) => {
  const answer = resolveFiles(sql, lookup);
  return answer.ok ? answer.value.sql : answer.error;
};

describe("files in SQL", () => {
  it.each([
    ["from 'Two Words.parquet' x", 'from "two_words" x'],
    [
      "select * from read_csv('a.csv') join read_json_auto('e.json') using (id)",
      'select * from "a" join "e" using (id)',
    ],
    [
      "from READ_CSV_AUTO($$a.csv$$, auto_detect = true); from parquet_scan(['Two Words.parquet'])",
      'from "a"; from "two_words"',
    ],
    ["select 'a.csv', x from t where y = 'from a.csv'", "select 'a.csv', x from t where y = 'from a.csv'"],
    ["select * from range(3), read_text('src/1/a.csv')", "select * from range(3), read_text('src/1/a.csv')"],
  ])("%s", (sql, expected) => {
    expect(resolved(sql)).toBe(expected);
  });

  it("an unknown file, several files and options of the source are errors at their place", () => {
    expect(resolved("select *\nfrom 'no.parquet'")).toMatchObject({
      code: "file",
      line: 2,
      column: 6,
      length: 12,
    });
    expect(resolved("from read_csv('b.csv')")).toMatchObject({ message: expect.stringContaining("b.csv") });
    expect(resolved("from read_csv(['a.csv', 'b.csv'])")).toMatchObject({
      hint: expect.stringContaining("UNION ALL"),
    });
    expect(resolved("from read_csv('a.csv', delim = ';')")).toMatchObject({
      message: expect.stringContaining("delim"),
    });
  });

  it("leads places back to the text before", () => {
    const sql = "from read_csv('a.csv') where nope";
    const answer = resolveFiles(sql, lookup);
    if (!answer.ok) throw new Error("not resolved");
    expect(answer.value.map(answer.value.sql.indexOf("nope"))).toBe(sql.indexOf("nope"));
  });
});
