import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { allOf, type ChartFilter, Crossfilters } from "./Crossfilters.ts";

const filter = (owner: string, sql: string, isMoving = false): ChartFilter => ({
  owner,
  label: owner,
  relation: "Flights",
  sql,
  text: sql,
  selection: { view: 0, by: "brush", anyOf: [[]] },
  isMoving,
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("what is selected on charts", () => {
  it("is one filter for each chart of a relation, whatever the case of its name", () => {
    const cross = new Crossfilters();
    cross.set(filter("a", "x = 1"));
    cross.set(filter("b", "y = 2"));
    cross.set(filter("a", "x = 3"));
    expect(allOf(cross.of("flights"))).toBe("(x = 3) AND (y = 2)");
    expect(allOf(cross.of("other"))).toBeNull();
    cross.clear("FLIGHTS", "a");
    cross.clear("flights", "b");
    expect(cross.of("flights")).toEqual([]);
  });

  it("rests once nothing moves and no chart waits for its rows", () => {
    const cross = new Crossfilters();
    let told = 0;
    cross.subscribe(() => told++);
    cross.set(filter("a", "x = 1", true));
    vi.runAllTimers();
    expect(cross.restingOf("flights")).toEqual([]);
    cross.set(filter("a", "x = 1"));
    cross.waits("flights", "b", true);
    vi.runAllTimers();
    expect(cross.restingOf("flights")).toEqual([]);
    cross.waits("flights", "b", false);
    vi.runAllTimers();
    expect(cross.restingOf("flights")).toBe(cross.of("flights"));
    expect(told).toBe(3);
  });
});
