import { existsSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { globMatcher } from "./globMatcher.ts";
import { groupFiles } from "./groupFiles.ts";

const named = (...paths: string[]) => paths.map((path) => ({ path, columns: null }));

describe("files added together", () => {
  test("whose names differ in digits are one relation", () => {
    expect(groupFiles(named("d/2024-01-02.csv", "d/2024-01-03.csv", "d/notes.csv"))).toEqual([
      { name: "d", pattern: "d/*.csv", paths: ["d/2024-01-02.csv", "d/2024-01-03.csv"] },
      { name: "notes", pattern: "d/notes.csv", paths: ["d/notes.csv"] },
    ]);
    expect(groupFiles(named("sales_1.csv", "sales_2.csv"))[0]).toMatchObject({
      name: "sales",
      pattern: "sales_*.csv",
    });
  });

  test("in folders of one partitioning are one relation", () => {
    const [group, ...others] = groupFiles(
      named("t/year=2024/month=01/a.parquet", "t/year=2025/month=02/a.parquet"),
    );
    expect(others).toEqual([]);
    expect(group).toMatchObject({ name: "t", pattern: "t/year=*/month=*/a.parquet" });
  });

  test("with the same columns are one relation, whatever their names", () => {
    const columns = [
      { name: "ts", type: "TIMESTAMP" },
      { name: "v", type: "BIGINT" },
    ];
    const swapped = [
      { name: "V", type: "DOUBLE" },
      { name: "ts", type: "DATE" },
    ];
    const groups = groupFiles([
      { path: "x/tw_AAPL.csv.gz", columns },
      { path: "x/other.csv.gz", columns: [{ name: "a", type: "BIGINT" }] },
      { path: "x/tw_GOOG.csv.gz", columns: swapped },
      { path: "x/tw_GOOG.json", columns },
    ]);
    expect(groups.map(({ paths }) => paths.length)).toEqual([2, 1, 1]);
    expect(groups[0]).toMatchObject({ pattern: "x/*.csv.gz" });
  });

  test("that belong together by name here and by columns there are all one", () => {
    const columns = [{ name: "v", type: "BIGINT" }];
    const groups = groupFiles([
      { path: "a1.csv", columns: null },
      { path: "b.csv", columns },
      { path: "a2.csv", columns },
    ]);
    expect(groups.map(({ paths }) => paths)).toEqual([["a1.csv", "b.csv", "a2.csv"]]);
  });

  test("are each in just one group, which its pattern matches", () => {
    const paths = [
      "a/1.csv",
      "a/2.csv",
      "b/x.json",
      "c",
      "k=1/y.csv",
      "k=2/y.csv",
      "a/x1.csv.gz",
      "a/x22.csv.gz",
    ];
    const groups = groupFiles(named(...paths));
    expect(groups.flatMap((group) => group.paths).sort()).toEqual([...paths].sort());
    for (const { pattern, paths } of groups) expect(paths.every(globMatcher(pattern))).toBe(true);
  });

  const days = "../shared/data/events/retail-by-day/by-day";
  test.skipIf(!existsSync(days))("of 141 days are one relation", () => {
    const groups = groupFiles(named(...readdirSync(days).map((name) => `by-day/${name}`)));
    expect(groups.map(({ name, paths }) => [name, paths.length])).toEqual([["by-day", 141]]);
  });
});
