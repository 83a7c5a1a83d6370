import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type NativeDuckDb, openNativeDuckDb } from "../testing/nativeDuckDb.ts";
import { globMatcher, isGlob } from "./globMatcher.ts";

describe("a glob pattern", () => {
  test.each([
    ["*.csv", "a.csv", true],
    ["*.csv", "x/a.csv", false],
    ["**/*.csv", "a.csv", true],
    ["**/*.csv", "x/y/a.csv", true],
    ["x/**", "x/y/z", true],
    ["a?.csv", "a1.csv", true],
    ["a?.csv", "a12.csv", false],
    ["[a-c]*.csv", "box.csv", true],
    ["[!a-c]*.csv", "box.csv", false],
    ["[]x]", "]", true],
    ["{jan,feb}-*.{csv,tsv}", "feb-3.tsv", true],
    ["{jan,feb}-*.{csv,tsv}", "mar-3.tsv", false],
    ["a{b,{c,d}}e", "ade", true],
    ["{a}", "{a}", true],
    ["a{", "a{", true],
    ["\\*.csv", "*.csv", true],
    ["\\*.csv", "a.csv", false],
    ["year=*/month=0[1-3]/*", "year=2024/month=02/x.parquet", true],
    ["./*.csv", "a.csv", true],
    ["é?.csv", "é😀.csv", true],
  ])("%s and %s: %s", (pattern, path, isMatch) => {
    expect(globMatcher(pattern)(path)).toBe(isMatch);
  });

  test("that could go back and forth for ever is answered at once", () => {
    expect(globMatcher(`${"*a".repeat(200)}b`)("a".repeat(5000))).toBe(false);
    expect(globMatcher(`${"**/a/".repeat(50)}b`)("a/".repeat(2000))).toBe(false);
  });

  test("of too many alternatives is refused", () => {
    expect(() => globMatcher("{a,b}".repeat(30))).toThrow(/more than 1024/);
  });

  test("is told from a name", () => {
    expect(["a.csv", "a b=1/x.csv", "*.csv", "{a,b}"].map(isGlob)).toEqual([false, false, true, true]);
  });
});

describe("DuckDB's own glob", () => {
  const folder = mkdtempSync(join(tmpdir(), "glob-"));
  const names = [
    "a.csv",
    "b.csv",
    "ab.csv",
    "x/a.csv",
    "x/b.tsv",
    "x/y/a.csv",
    "x/y/ab.csv",
    "y/x/b.csv",
    "y/aa/ab.tsv",
  ];
  let native: NativeDuckDb;
  beforeAll(async () => {
    for (const name of names) {
      mkdirSync(join(folder, name, ".."), { recursive: true });
      writeFileSync(join(folder, name), "");
    }
    native = await openNativeDuckDb();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("finds the same files", async () => {
    const part = fc.constantFrom("?*", "?", "a", "b", "a*", "*b", "[ab]", "[!a]*", "a?");
    const name = fc.tuple(part, fc.constantFrom(".csv", ".tsv", ".*", "*")).map((parts) => parts.join(""));
    const pattern = fc.oneof(
      name,
      fc
        .tuple(fc.constantFrom("x", "*", "?", "**", "x/y", "x/*", "*/y"), name)
        .map((parts) => parts.join("/")),
    );
    await fc.assert(
      fc.asyncProperty(pattern, async (given) => {
        const found = await native.read(`SELECT file FROM glob('${folder}/${given}') ORDER BY file`);
        const matches = globMatcher(given);
        expect(names.filter(matches).sort()).toEqual(
          found.rows.map(([file]) => file?.slice(folder.length + 1)).sort(),
        );
      }),
      { numRuns: 150 },
    );
  });
});
