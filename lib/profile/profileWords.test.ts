import { describe, expect, it } from "vitest";
import type { Bin, ColumnProfile } from "./columnProfile.ts";
import { durationText, percent, profileSentence, shortFigure } from "./profileWords.ts";

function profile(more: Partial<ColumnProfile>): ColumnProfile {
  return {
    name: "x",
    type: "DOUBLE",
    family: "float",
    rows: 10,
    nulls: 0,
    min: "0",
    max: "9",
    nan: 0,
    infinite: 0,
    picture: { kind: "none" },
    ...more,
  };
}

const bins = (...counts: number[]): Bin[] =>
  counts.map((count, at) => ({ from: String(at * 10), to: String((at + 1) * 10), count }));

describe("a profile in words", () => {
  it("tells where most values lie, and how many are missing", () => {
    const picture = { kind: "bins", bins: bins(40, 30, 17, 8, 5), of: 100, counts: "values" } as const;
    expect(profileSentence(profile({ picture, rows: 103, nulls: 3 }))).toBe("87 % between 0 and 30, 3 nulls");
  });

  it("tells whole numbers by the greatest that is in", () => {
    const picture = { kind: "bins", bins: bins(90, 10), of: 100, counts: "values" } as const;
    expect(profileSentence(profile({ picture, family: "whole", rows: 100 }))).toBe(
      "90 % between 0 and 9, no nulls",
    );
  });

  it("tells frequent values, what only a sample says, and what is constant, empty or not there", () => {
    const values = [
      { value: "a", isCut: false, count: 6 },
      { value: "", isCut: false, count: 4 },
    ];
    const picture = { kind: "values", values, others: 0, of: 10, groups: 2, sampled: null } as const;
    const text = { family: "text", type: "VARCHAR", min: "", max: "a" } as const;
    expect(profileSentence(profile({ ...text, picture }))).toBe("a 60 %, empty 40 %, no nulls");
    expect(profileSentence(profile({ ...text, picture: { ...picture, sampled: 10 } }))).toBe(
      "a 60 %, empty 40 % in a sample of 10, no nulls",
    );
    expect(profileSentence(profile({ min: "5", max: "5" }))).toBe("every row is 5, no nulls");
    expect(profileSentence(profile({ nulls: 10 }))).toBe("every value is NULL");
    expect(profileSentence(profile({ rows: 0 }))).toBe("no rows");
  });

  it("never says 0 or 100 percent of what is a little more or less", () => {
    expect([percent(1, 1000), percent(999, 1000), percent(0, 5), percent(5, 5), percent(1, 3)]).toEqual([
      "< 1 %",
      "> 99 %",
      "0 %",
      "100 %",
      "33 %",
    ]);
  });

  it("shortens figures and leaves what is none", () => {
    expect(
      ["3.14159265358979", "1700000000", "123456789012345", "1e300", "0", "12345678901234567890", "1.0"].map(
        shortFigure,
      ),
    ).toEqual(["3.14159", "1700000000", "123457000000000", "1e300", "0", "1.23457e19", "1"]);
    expect(["2024-01-01 00:00:00", "2024-01-01 10:20:00", "north"].map(shortFigure)).toEqual([
      "2024-01-01",
      "2024-01-01 10:20",
      "north",
    ]);
    expect(["90061000000", "1500000", "0", "37"].map(durationText)).toEqual([
      "1 day 1 h",
      "1 s 500 ms",
      "0",
      "37 µs",
    ]);
  });
});
