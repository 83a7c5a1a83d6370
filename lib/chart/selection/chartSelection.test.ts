import { describe, expect, it } from "vitest";
import { readSelection } from "./chartSelection.ts";

const test = { alias: "a", values: [1, "x", null, true] };

describe("a selection as a frame tells it", () => {
  it("is read as it is", () => {
    const told = { view: 1, by: "brush", anyOf: [[test, { alias: "b", from: -1, to: 2.5 }]] };
    expect(readSelection(told)).toEqual(told);
  });

  it.each([
    ["nothing", null],
    ["a text", "brush"],
    ["no lists", { view: 0, by: "mark", anyOf: [] }],
    ["another kind", { view: 0, by: "sql", anyOf: [[test]] }],
    ["a view that is no count", { view: -1, by: "mark", anyOf: [[test]] }],
    [
      "a value with values inside",
      { view: 0, by: "mark", anyOf: [[{ alias: "a", values: [{ sql: "1" }] }]] },
    ],
    ["a range without an end", { view: 0, by: "brush", anyOf: [[{ alias: "a", from: 0, to: Number.NaN }]] }],
    ["a range that is none", { view: 0, by: "brush", anyOf: [[{ alias: "a", from: 2, to: 1 }]] }],
    [
      "more values than can be",
      { view: 0, by: "brush", anyOf: [[{ alias: "a", values: Array(3000).fill(1) }]] },
    ],
    ["more lists than can be", { view: 0, by: "brush", anyOf: Array(501).fill([test]) }],
    ["a text without end", { view: 0, by: "brush", anyOf: [[{ alias: "a", values: ["x".repeat(20_000)] }]] }],
  ])("is none where it is %s", (_, told) => {
    expect(readSelection(told)).toBeNull();
  });
});
