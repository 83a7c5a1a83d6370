import { beforeAll, describe, expect, it } from "vitest";
import { type NativeRows, openNative } from "../profile/testing/nativeRows.ts";
import { noChoices } from "./choices.ts";
import { compareSql, keyNames } from "./compareSql.ts";
import { type DiffFilter, diffRowsOf, diffSql } from "./diffRows.ts";
import { planCompare } from "./plan.ts";

let native: NativeRows;
let sides: { before: ReturnType<typeof side>; after: ReturnType<typeof side> };
let keys: { name: string; out: string }[];

const side = (name: string, columns: { name: string; type: string }[]) => ({ name, columns });

beforeAll(async () => {
  native = await openNative();
  await native.run(`create table old_rows as select * from (values
    (1, 'a', 'tea', 2, 'x'), (1, 'b', 'mate', 3, null), (2, 'a', 'coffee', 4, repeat('long ', 40))) as t(id, change, name, "p · q", note)`);
  await native.run(`create table new_rows as select * from (values
    (1, 'a', 'Tea', 5, 'x'), (1, 'b', 'mate', null, ''), (3, 'a', 'it''s', null, null)) as t(id, change, name, "p · q", note)`);
  const relation = async (name: string) => side(name, await native.columns(name));
  sides = { before: await relation("old_rows"), after: await relation("new_rows") };
  const plan = planCompare(sides.before, sides.after, ["id", "change"], noChoices);
  if (!plan.ok) throw new Error(plan.error.message);
  keys = keyNames(plan.value).map((out, at) => ({ out, name: plan.value.keys[at]?.after.name ?? "" }));
  await native.run(`create table changes as ${compareSql(plan.value)}`);
});

const shown = async (filter: DiffFilter, page = { offset: 0, limit: 100 }, at: typeof sides | null = sides) =>
  diffRowsOf(await native.ask(diffSql("changes", keys, filter, page, at), 100), 2);
const all: DiffFilter = { change: null, column: null };

const rows = [
  {
    key: ["1", "a"],
    change: "changed",
    cells: [
      { column: "name", before: "tea", after: "Tea" },
      { column: "p · q", before: "2", after: "5" },
    ],
    whole: null,
  },
  {
    key: ["1", "b"],
    change: "changed",
    cells: [
      { column: "note", before: null, after: "" },
      { column: "p · q", before: "3", after: null },
    ],
    whole: null,
  },
  {
    key: ["2", "a"],
    change: "removed",
    cells: [],
    whole: `name: coffee · p · q: 4 · note: ${"long ".repeat(12)}`,
  },
  { key: ["3", "a"], change: "added", cells: [], whole: "name: it's" },
];

describe("what is shown of a comparison", () => {
  it("is its cells by row, with the other values of rows that one side alone has", async () => {
    expect(await shown(all)).toEqual(rows);
    expect(await shown(all, undefined, null)).toEqual(rows.map((row) => ({ ...row, whole: null })));
  });

  it("is what was chosen of it", async () => {
    const of = (change: string) => rows.filter((row) => row.change === change);
    for (const change of ["added", "removed", "changed"] as const)
      expect(await shown({ change, column: null })).toEqual(of(change));
    const only = of("changed").map((row) => ({
      ...row,
      cells: row.cells.filter((cell) => cell.column === "p · q"),
    }));
    expect(await shown({ change: "changed", column: "p · q" })).toEqual(only);
  });

  it("comes in parts, in one order", async () => {
    const parts = await Promise.all([0, 1, 2, 3, 4, 5].map((offset) => shown(all, { offset, limit: 1 })));
    expect(parts.flatMap((part) => part.map(({ change }) => change))).toEqual([
      ...Array(4).fill("changed"),
      "removed",
      "added",
    ]);
  });
});
