import { expect, test } from "vitest";
import { fileProblems } from "./fileRules.mjs";

const messages = (file, source) => fileProblems(file, source).map(({ message }) => message);
const lines = (count) => "x\n".repeat(count);

test("300 lines pass and 301 do not", () => {
  expect(messages("lib/a/b.ts", lines(300))).toEqual([]);
  expect(messages("lib/a/b.ts", lines(301))).toEqual(["301 lines; split it by idea, 300 is the most."]);
});

test("an index file is refused", () => {
  expect(messages("lib/a/index.ts", 'export * from "./b.ts";')).toHaveLength(1);
  expect(messages("lib/a/reindex.ts", "")).toEqual([]);
});

test("vague names are refused, as a folder or a file", () => {
  expect(messages("lib/utils/a.ts", "")).toHaveLength(1);
  expect(messages("lib/a/sql-helpers.ts", "")).toHaveLength(1);
  expect(messages("lib/common.ts", "")).toHaveLength(1);
  expect(messages("lib/a/commonRows.ts", "")).toEqual([]);
});

test("switched-off checks, unfinished work and machine paths are refused", () => {
  for (const line of [
    `// ${"TO"}DO later`,
    `// biome-${"ignore"} lint: x`,
    `// @ts-${"ignore"}`,
    `const a = b as ${"any"};`,
    `test.on${"ly"}("x", f)`,
    `const path = "/${"tmp"}/x.csv";`,
  ]) {
    expect(messages("lib/a/b.ts", line), line).toHaveLength(1);
  }
});

test("a path below a folder called work is no machine path", () => {
  expect(messages("lib/a/b.ts", 'import x from "../work/x.ts"; // a/tmp/b')).toEqual([]);
});
