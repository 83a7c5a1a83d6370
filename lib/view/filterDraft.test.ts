import { describe, expect, it } from "vitest";
import { draftOf, filterOf, waysToFilter } from "./filterDraft.ts";
import type { Filter } from "./gridView.ts";

const column = (type: string) => ({ name: "c", type });
const of = (type: string, part: Partial<ReturnType<typeof draftOf>>) =>
  filterOf({ ...draftOf(column(type), null), ...part }, column(type));

describe("the form of a filter", () => {
  it("offers ranges where values have them, first, and two boxes for yes and no", () => {
    expect(waysToFilter(column("DECIMAL(4,1)"))[0]).toBe("range");
    expect(waysToFilter(column("TIMESTAMP WITH TIME ZONE"))[0]).toBe("range");
    expect(waysToFilter(column("BOOLEAN"))).toEqual(["values", "null", "present"]);
    expect(waysToFilter(column("STRUCT(a INTEGER)[]"))).not.toContain("range");
    expect(waysToFilter(column("A_TYPE_TO_COME"))).toContain("contains");
  });

  it("says what is missing or wrong before anything is applied", () => {
    expect(of("INTEGER", { how: "range" })).toEqual({ problem: "Give one of the two bounds, or both." });
    expect(of("INTEGER", { how: "range", from: "ten" })).toEqual({ problem: "“ten” is not a number." });
    expect(of("DATE", { how: "range", to: "31.1.2024" })).toEqual({
      problem: "“31.1.2024” is not a day such as 2024-01-31.",
    });
    expect(of("VARCHAR", { how: "values" })).toEqual({ problem: "Choose one value or more." });
    expect(of("VARCHAR", { how: "contains" })).toEqual({ problem: "Type the text to look for." });
    expect(of("VARCHAR", { how: "equals" })).toMatchObject({ filter: { how: "equals", text: "" } });
  });

  it("that is filled in by a filter gives that filter", () => {
    const filters: Filter[] = [
      { kind: "text", column: "c", how: "ends", text: "1", matchCase: true, not: true },
      { kind: "range", column: "c", from: null, to: "5", isToIncluded: false },
      { kind: "null", column: "c", isNull: false },
      { kind: "values", column: "c", values: ["1", null], not: true },
    ];
    for (const filter of filters)
      expect(filterOf(draftOf(column("INTEGER"), filter), column("INTEGER"))).toEqual({ filter });
  });
});
