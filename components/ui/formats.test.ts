import { describe, expect, it } from "vitest";
import { formatBytes } from "./formatBytes.ts";
import { countOf } from "./formatCount.ts";
import { formatElapsed } from "./formatElapsed.ts";

describe("quantities on screen", () => {
  it.each([
    [0, "0 ms"],
    [999.4, "999 ms"],
    [999.6, "1.00 s"],
    [9994, "9.99 s"],
    [9996, "10.0 s"],
    [59_940, "59.9 s"],
    [59_960, "1 min 0 s"],
    [125_000, "2 min 5 s"],
    [3_599_600, "1 h 0 min"],
    [3_840_000, "1 h 4 min"],
  ])("prints %d ms as %s", (elapsedMs, text) => expect(formatElapsed(elapsedMs)).toBe(text));

  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1500, "1.5 kB"],
    [999_600, "1 MB"],
    [285_000_000, "285 MB"],
    [2_280_000_000, "2.28 GB"],
    [5e15, "5000 TB"],
  ])("prints %d bytes as %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it("counts with the noun in the right number", () => {
    expect([countOf(0, "row"), countOf(1, "row"), countOf(3_000_000, "row")]).toEqual([
      "0 rows",
      "1 row",
      "3,000,000 rows",
    ]);
  });
});
