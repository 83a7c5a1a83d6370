import { describe, expect, it } from "vitest";
import { filteredBy, sortedBy, sortToggled, unsorted, withoutColumn } from "./changeView.ts";
import { filterText } from "./filterText.ts";
import { type Filter, type GridView, wholeRelation } from "./gridView.ts";

const order = ({ sort }: GridView) =>
  sort.map(({ column, descending }) => `${column}${descending ? "-" : "+"}`);
const equals = (column: string, text: string): Filter => ({
  kind: "text",
  column,
  how: "equals",
  text,
  matchCase: true,
  not: false,
});

describe("a view that is changed", () => {
  it("sorts up, down and not by the clicks on a column, and by it alone", () => {
    const up = sortToggled(wholeRelation, "a", false);
    const down = sortToggled(up, "a", false);
    expect([order(up), order(down), order(sortToggled(down, "a", false))]).toEqual([["a+"], ["a-"], []]);
    expect(order(sortToggled(up, "b", false))).toEqual(["b+"]);
  });

  it("takes further keys after those there are, and each keeps its place", () => {
    let view = sortToggled(sortToggled(wholeRelation, "a", false), "b", true);
    expect(order(view)).toEqual(["a+", "b+"]);
    view = sortToggled(view, "a", true);
    expect(order(view)).toEqual(["a-", "b+"]);
    expect(order(sortToggled(view, "a", true))).toEqual(["b+"]);
    expect(order(sortedBy(view, { column: "c", descending: true }, true))).toEqual(["a-", "b+", "c-"]);
    expect(order(unsorted(view, "b"))).toEqual(["a-"]);
  });

  it("has one filter of a kind on a column, and one that is edited keeps its place", () => {
    const list: Filter = { kind: "values", column: "a", values: ["x"], not: false };
    let view = filteredBy(filteredBy(wholeRelation, equals("a", "x")), equals("b", "y"));
    view = filteredBy(view, equals("a", "z"));
    expect(view.filters).toEqual([equals("a", "z"), equals("b", "y")]);
    const [first] = view.filters;
    expect(filteredBy(view, list, first).filters).toEqual([list, equals("b", "y")]);
    expect(filteredBy(view, list).filters).toHaveLength(3);
    expect(withoutColumn(view, "a").filters).toEqual([equals("b", "y")]);
  });
});

describe("the words of a filter", () => {
  it("say what stays, with NULL where that is not plain", () => {
    const text = { kind: "text", column: "name", text: "ab\nc", matchCase: false } as const;
    expect(
      [
        filterText({ ...text, how: "contains", not: false }),
        filterText({ ...text, how: "ends", not: true }),
        filterText({ kind: "range", column: "n", from: "1", to: "5", isToIncluded: false }),
        filterText({ kind: "range", column: "n", from: null, to: "5", isToIncluded: true }),
        filterText({ kind: "range", column: "n", from: "5", to: "5", isToIncluded: true }),
        filterText({ kind: "null", column: "n", isNull: false }),
        filterText({ kind: "values", column: "n", values: ["a", null, "b", "c", "d"], not: false }),
        filterText({ kind: "values", column: "n", values: ["a"], not: true }),
      ].join("\n"),
    ).toBe(
      [
        "name contains “ab c”",
        "name does not end with “ab c” or is NULL",
        "n ≥ 1 and < 5",
        "n ≤ 5",
        "n is 5",
        "n is not NULL",
        "n is one of “a”, NULL, “b”, 2 more",
        "n is not “a”, or is NULL",
      ].join("\n"),
    );
  });
});
