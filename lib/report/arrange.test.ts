import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellOf } from "../notebook/testing/cellOf.ts";
import { added, type Direction, dropped, moved, removed, titled, widened, widestOf } from "./arrange.ts";
import { defaultRows, type OutputShape } from "./defaultRows.ts";
import { cellItem, type ReportRow } from "./report.ts";
import { rowWidths } from "./rowWidths.ts";

/** "ab c" is a row of a and b, and one of c. */
const rowsOf = (text: string): ReportRow[] =>
  text.split(" ").map((row) => ({ items: [...row].map((name) => cellItem(name)) }));
const textOf = (rows: readonly ReportRow[]) =>
  rows.map(({ items }) => items.map(({ name }) => name).join("")).join(" ");

describe("arranging", () => {
  it("drops an item into a row, or as a row of its own, told of the rows as they are", () => {
    const rows = rowsOf("ab c d");
    const result = (row: number, at: number, to: { row: number; at: number | null }) => {
      const arranged = dropped(rows, { row, at }, to);
      return [textOf(arranged.rows), arranged.place.row, arranged.place.at];
    };
    expect(result(0, 0, { row: 0, at: 2 })).toEqual(["ba c d", 0, 1]);
    expect(result(0, 0, { row: 1, at: 0 })).toEqual(["b ac d", 1, 0]);
    expect(result(2, 0, { row: 0, at: 1 })).toEqual(["adb c", 0, 1]);
    expect(result(1, 0, { row: 2, at: 1 })).toEqual(["ab dc", 1, 1]);
    expect(result(0, 1, { row: 0, at: null })).toEqual(["b a c d", 0, 0]);
    expect(result(1, 0, { row: 3, at: null })).toEqual(["ab d c", 2, 0]);
    expect(result(1, 0, { row: 2, at: null })).toEqual(["ab c d", 1, 0]);
  });

  it("moves by keys through every place", () => {
    const walk = (start: string, row: number, at: number, ...directions: Direction[]) => {
      let now = { rows: rowsOf(start) as readonly ReportRow[], place: { row, at } };
      return directions.map((direction) => {
        now = moved(now.rows, now.place, direction);
        return textOf(now.rows);
      });
    };
    expect(walk("a b c", 2, 0, "up", "left", "up", "up", "up")).toEqual([
      "a bc",
      "a cb",
      "a c b",
      "ac b",
      "c a b",
    ]);
    expect(walk("a b", 0, 0, "down", "right", "right", "down", "down")).toEqual([
      "ab",
      "ba",
      "ba",
      "b a",
      "b a",
    ]);
  });

  it("loses and doubles nothing, whatever is done", () => {
    const rows = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }).map((counts) => {
      let next = 97;
      return counts.map(
        (count): ReportRow => ({
          items: Array.from({ length: count }, () => cellItem(String.fromCharCode(next++))),
        }),
      );
    });
    const target = fc.record({ row: fc.nat(5), at: fc.option(fc.nat(5)) });
    fc.assert(
      fc.property(rows, fc.nat(4), fc.nat(3), target, fc.nat(14), (before, row, at, to, width) => {
        const from = { row: row % before.length, at: at % (before[row % before.length]?.items.length ?? 1) };
        const here = {
          row: to.row % (before.length + (to.at === null ? 1 : 0)),
          at: to.at,
        };
        const bounded =
          here.at === null
            ? here
            : { row: here.row, at: here.at % ((before[here.row]?.items.length ?? 0) + 1) };
        const names = (all: readonly ReportRow[]) => [...textOf(all).replaceAll(" ", "")].sort().join("");
        const results = [
          dropped(before, from, bounded as Parameters<typeof dropped>[2]),
          ...(["left", "right", "up", "down"] as const).map((direction) => moved(before, from, direction)),
        ];
        const name = before[from.row]?.items[from.at]?.name;
        for (const { rows: after, place } of results) {
          expect(names(after)).toBe(names(before));
          expect(after[place.row]?.items[place.at]?.name).toBe(name);
          expect(after.every(({ items }) => items.length > 0)).toBe(true);
        }
        const resized = widened(before, from, width);
        const sum = (all: readonly ReportRow[]) =>
          Math.round(rowWidths(all[from.row]?.items ?? []).reduce((total, each) => total + each, 0) * 100) /
          100;
        expect(sum(resized)).toBeLessThanOrEqual(12);
        expect(names(removed(before, from))).toBe(names(before).replace(name ?? "", ""));
      }),
      { numRuns: 150 },
    );
  });

  it("a border gives one side what it takes from the other", () => {
    const [row] = widened(rowsOf("ab"), { row: 0, at: 0 }, 8);
    expect(row?.items.map(({ width }) => width)).toEqual([8, 4]);
    expect(widestOf(row?.items ?? [], 0)).toBe(11);
    const [three] = widened(rowsOf("abc"), { row: 0, at: 1 }, 99);
    expect(rowWidths(three?.items ?? [])).toEqual([4, 7, 1]);
    const [alone] = widened(rowsOf("a"), { row: 0, at: 0 }, 6);
    expect(alone?.items[0]?.width).toBe(6);
    expect(widened([alone ?? { items: [] }], { row: 0, at: 0 }, 12)[0]?.items[0]?.width).toBeNull();
  });

  it("adds at the end and gives a title; what changes nothing gives the same rows", () => {
    const rows = rowsOf("a b");
    expect(textOf(added(rows, cellItem("c")).rows)).toBe("a b c");
    expect(titled(rows, { row: 1, at: 0 }, "B")[1]?.items[0]?.title).toBe("B");
    expect(titled(rows, { row: 1, at: 0 }, null)[1]).toBe(rows[1]);
    expect(moved(rows, { row: 0, at: 0 }, "up").rows).toBe(rows);
    expect(removed(rows, { row: 7, at: 0 })).toBe(rows);
  });
});

describe("widths in a row", () => {
  it("are shared by those that have none, and never more than there is", () => {
    expect(rowWidths([{ width: 8 }, { width: null }])).toEqual([8, 4]);
    expect(rowWidths([{ width: null }, { width: null }, { width: null }])).toEqual([4, 4, 4]);
    expect(rowWidths([{ width: 6 }])).toEqual([6]);
    expect(rowWidths([{ width: 12 }, { width: 12 }])).toEqual([6, 6]);
    expect(rowWidths([{ width: 12 }, { width: null }]).reduce((sum, width) => sum + width)).toBeCloseTo(12);
    expect(rowWidths([])).toEqual([]);
  });
});

it("a notebook without a report gets one: title, inputs, text, charts two by two, values side by side, last tables", () => {
  const cells = [
    cellOf("t", "# Title", "md"),
    cellOf("empty", "## Steps", "md"),
    cellOf("inner", "### Step", "md"),
    cellOf("step"),
    cellOf("v1"),
    cellOf("v2"),
    cellOf("blank", " ", "md"),
    cellOf("gone", "### Gone", "md"),
    cellOf("said", "## Said\n\nA word.", "md"),
    cellOf("drawn", "## Drawn", "md"),
    cellOf("since", "", "input"),
    ...["c1", "c2", "c3"].map((id) => cellOf(id, "", "chart")),
    cellOf("last"),
    cellOf("kept", "", "raw"),
  ];
  const shapeOf = ({ kind, id }: { kind: string; id: string }): OutputShape =>
    kind === "chart" ? "chart" : id.startsWith("v") ? "value" : "wide";
  const rows = defaultRows(cells, { shapeOf, isRead: (id) => id === "step" || id === "v1" });
  expect(rows.map(({ items }) => items.map(({ name }) => name))).toEqual([
    ["Title"],
    ["since"],
    ["Steps"],
    ["Step"],
    ["v1", "v2"],
    ["Said"],
    ["Drawn"],
    ["c1", "c2"],
    ["c3"],
    ["last"],
  ]);
});
