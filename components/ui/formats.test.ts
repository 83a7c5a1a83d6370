import { describe, expect, it } from "vitest";
import { formatAge } from "./formatAge.ts";
import { formatBytes } from "./formatBytes.ts";
import { countOf } from "./formatCount.ts";
import { formatElapsed } from "./formatElapsed.ts";
import { trafficText } from "./trafficText.ts";

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

  it.each([
    [-5, "now"],
    [59, "now"],
    [60, "1 min"],
    [3 * 3600 + 5, "3 h"],
    [86_400, "1 day"],
    [29 * 86_400, "29 days"],
    [64 * 86_400, "2 months"],
    [366 * 86_400, "1 year"],
  ])("prints an age of %d s as %s", (seconds, text) => {
    expect(formatAge(1e12 - seconds * 1000, 1e12)).toBe(text);
  });

  it("says what was fetched with both nouns in the right number", () => {
    expect(trafficText({ requests: 1, bytes: 512 })).toBe("read 512 B in 1 request");
    expect(trafficText({ requests: 4, bytes: 3_100_000 })).toBe("read 3.1 MB in 4 requests");
  });

  it("counts with the noun in the right number", () => {
    expect([countOf(0, "row"), countOf(1, "row"), countOf(3_000_000, "row")]).toEqual([
      "0 rows",
      "1 row",
      "3,000,000 rows",
    ]);
  });
});
