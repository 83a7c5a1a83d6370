import { describe, expect, test } from "vitest";
import { columnKeys, plainLayout, withHidden, withPinned, withWidth } from "../../lib/grid/columnLayout.ts";
import { type ColumnFacts, drawnColumns, placeAt, placeColumns, scrollToShow } from "./gridColumns.ts";

function facts(count: number, more: Partial<ColumnFacts> = {}): ColumnFacts {
  const columns = Array.from({ length: count }, (_, at) => ({ name: `c${at}`, type: "INTEGER" }));
  return {
    columns,
    keys: columnKeys(columns),
    layout: plainLayout,
    lengths: columns.map(() => 10),
    rowCount: 10_000_000,
    viewPx: 1000,
    ...more,
  };
}

const names = (columns: { all: readonly { key: string }[] }) => columns.all.map(({ key }) => key);

describe("columns", () => {
  test("stand side by side after the row numbers, as wide as their texts or as was chosen", () => {
    const placed = placeColumns(facts(3, { layout: withWidth(plainLayout, "c1", 300) }));
    expect(placed.all.map(({ widthPx }) => widthPx)).toEqual([104, 300, 104]);
    expect(placed.all.map(({ leftPx }) => leftPx - placed.numberPx)).toEqual([0, 104, 404]);
    expect(placed.totalPx).toBe(placed.numberPx + 508);
  });

  test("that would be cut share the room that is left", () => {
    const columns = [
      { name: "a", type: "VARCHAR" },
      { name: "b", type: "VARCHAR" },
    ];
    const given = { columns, keys: columnKeys(columns), lengths: [48, 5], rowCount: 10 };
    expect(placeColumns(facts(0, { ...given, viewPx: 2000 })).all[0]?.widthPx).toBe(48 * 8 + 24);
    expect(placeColumns(facts(0, { ...given, viewPx: 100 })).all[0]?.widthPx).toBe(24 * 8 + 24);
    const some = placeColumns(facts(0, { ...given, viewPx: 400 }));
    expect(some.totalPx).toBe(400);
  });

  test("of a very wide table have one width, and those near the window are drawn, with the pinned ones", () => {
    const placed = placeColumns(facts(500, { layout: withPinned(plainLayout, "c400", true) }));
    expect(names(placed).slice(0, 3)).toEqual(["c400", "c0", "c1"]);
    expect(placed.pinned).toBe(1);
    const { from, to } = drawnColumns(placed, 30_000, 1000);
    expect(names(placed)[from]).toBe("c197");
    expect(to - from).toBeLessThan(16);
    expect(drawnColumns(placed, 0, 1000).from).toBe(1);
    expect(drawnColumns(placed, placed.totalPx - 1000, 1000).to).toBe(500);
  });

  test("of a table with few columns are all drawn, but for hidden ones", () => {
    const given = facts(60);
    const placed = placeColumns({ ...given, layout: withHidden(given.keys, plainLayout, ["c7"]) });
    expect(drawnColumns(placed, 0, 100)).toEqual({ from: 0, to: 59 });
    expect(names(placed)).not.toContain("c7");
  });

  test("that are pinned scroll with the others where they would leave these no room", () => {
    const placed = placeColumns(facts(5, { layout: withPinned(plainLayout, "c4", true), viewPx: 200 }));
    expect([names(placed)[0], placed.pinned, placed.pinnedPx]).toEqual(["c4", 0, placed.numberPx]);
  });

  test("are found by where they are, and brought into sight beside the pinned ones", () => {
    const placed = placeColumns(facts(500, { layout: withPinned(plainLayout, "c0", true) }));
    expect([placeAt(placed, 3), placeAt(placed, placed.numberPx), placeAt(placed, 1e9)]).toEqual([
      -1, 0, 499,
    ]);
    expect(placeAt(placed, placed.numberPx + 150 * 7 + 149)).toBe(7);
    expect(scrollToShow(placed, 0, 9_000, 1000)).toBe(9_000);
    expect(scrollToShow(placed, 3, 9_000, 1000)).toBe(150 * 2);
    expect(scrollToShow(placed, 499, 0, 1000)).toBe(placed.totalPx - 1000);
  });
});
