import { describe, expect, it } from "vitest";
import type { RelationView, SourceView } from "../../lib/store/state.ts";
import { columnsAtOnce, rowMove, treeRows } from "./treeRows.ts";

const columns = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `c${at}`, type: "INTEGER" }));
const source = (id: number, count: number): SourceView => ({
  id,
  file: `f${id}.csv`,
  relation: `f${id}`,
  status: "ready",
  columns: columns(count),
  receipt: null,
  progress: null,
});
const relation: RelationView = { name: "top", cellId: "a", columns: columns(1), rowCount: 3 };
const keys = (shown: Map<string, number>) =>
  treeRows([source(1, 2), source(2, 0)], [relation], shown).map((row) => row.key);

describe("the tree of data", () => {
  it("lists sources, then what cells made, closed at first", () => {
    expect(keys(new Map())).toEqual(["source 1", "source 2", "relation a"]);
  });

  it("lists the columns of what is open, and none of a source without columns", () => {
    const shown = new Map([
      ["source 1", columnsAtOnce],
      ["source 2", columnsAtOnce],
    ]);
    expect(keys(shown)).toEqual(["source 1", "source 1 0", "source 1 1", "source 2", "relation a"]);
  });

  it("draws the first columns of a wide table and counts the rest", () => {
    const rows = treeRows([source(1, 500)], [], new Map([["source 1", columnsAtOnce]]));
    expect(rows).toHaveLength(1 + columnsAtOnce + 1);
    expect(rows.at(-1)).toEqual({ type: "more", key: "source 1 more", hidden: 400, parent: "source 1" });
  });
});

describe("keys in the tree", () => {
  const closed = treeRows([source(1, 2), source(2, 0)], [relation], new Map());
  const open = treeRows([source(1, 2)], [], new Map([["source 1", 100]]));

  it("go up, down, to the first and the last line", () => {
    expect(rowMove(closed, "source 1", "ArrowDown")).toEqual({ go: "source 2" });
    expect(rowMove(closed, "source 2", "ArrowUp")).toEqual({ go: "source 1" });
    expect(rowMove(closed, "source 1", "End")).toEqual({ go: "relation a" });
    expect(rowMove(closed, "relation a", "Home")).toEqual({ go: "source 1" });
    expect(rowMove(closed, "source 1", "ArrowUp")).toBeNull();
  });

  it("open a closed line, then go into it; close it, or go to its parent", () => {
    expect(rowMove(closed, "source 1", "ArrowRight")).toEqual({ open: "source 1" });
    expect(rowMove(open, "source 1", "ArrowRight")).toEqual({ go: "source 1 0" });
    expect(rowMove(open, "source 1", "ArrowLeft")).toEqual({ close: "source 1" });
    expect(rowMove(open, "source 1 1", "ArrowLeft")).toEqual({ go: "source 1" });
    expect(rowMove(closed, "source 2", "ArrowRight")).toBeNull();
  });

  it("toggle with Enter, and open more columns", () => {
    expect(rowMove(closed, "source 1", "Enter")).toEqual({ open: "source 1" });
    expect(rowMove(open, "source 1", "Enter")).toEqual({ close: "source 1" });
    const wide = treeRows([source(1, 101)], [], new Map([["source 1", columnsAtOnce]]));
    expect(rowMove(wide, "source 1 more", "Enter")).toEqual({ open: "source 1" });
  });
});
