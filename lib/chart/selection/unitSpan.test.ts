import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitPartsOf, unitSpan } from "./unitSpan.ts";

const gapless = [
  "year",
  "yearquarter",
  "yearmonth",
  "yearmonthdate",
  "yeardayofyear",
  "yearweek",
  "utcyearmonthdatehours",
  "yearmonthdatehoursminutes",
];

describe("the span of a time unit", () => {
  it("holds its moment, and the next begins where it ends", () => {
    const moment = fc.integer({ min: Date.UTC(1890, 0), max: Date.UTC(2110, 0) });
    fc.assert(
      fc.property(fc.constantFrom(...gapless), moment, (unit, ms) => {
        const span = unitSpan(unit, ms);
        if (!span) throw new Error("no span");
        expect(span.from <= ms && ms < span.to).toBe(true);
        expect(unitSpan(unit, span.from)).toEqual(span);
        expect(unitSpan(unit, span.to - 1)).toEqual(span);
        expect(unitSpan(unit, span.to)?.from).toBe(span.to);
      }),
    );
  });

  it("is none where a unit comes again and again", () => {
    for (const unit of ["month", "day", "hours", "monthdate", "quarter"])
      expect(unitSpan(unit, 0)).toBeNull();
  });

  it("is told by its parts there", () => {
    expect(unitPartsOf("utcmonthdate", Date.UTC(2012, 2, 5))).toEqual([
      { part: "month", value: 3 },
      { part: "date", value: 5 },
    ]);
    expect(unitPartsOf("day", Date.UTC(2024, 0, 7))).toEqual([{ part: "day", value: 0 }]);
  });
});
