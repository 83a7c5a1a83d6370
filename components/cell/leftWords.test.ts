import { describe, expect, it } from "vitest";
import { frozenWords, leftWords } from "./leftWords.ts";

describe("what a cell says that did not run", () => {
  it("names the reason, and the cell that it waits for", () => {
    expect(leftWords({ reason: "slow", elapsedMs: 12_300, through: null })).toBe(
      "Not run by itself: it took 12.3 s last time",
    );
    expect(leftWords({ reason: "large", through: "big" })).toBe(
      "Waits for big, which has more rows than fit the memory",
    );
    expect(leftWords({ reason: "fetches", bytes: 120e6, through: null })).toContain("fetched 1");
  });

  it("is honest about what a frozen cell keeps", () => {
    const done = { status: "done", runId: 1, elapsedMs: 1 } as const;
    expect(frozenWords({ run: done, output: null }).short).toBe("Frozen");
    expect(frozenWords({ run: done, outdated: true, output: null }).short).toBe("Frozen, has changed since");
    expect(frozenWords({ run: { ...done, status: "stale" }, output: null }).short).toBe(
      "Frozen, no result kept",
    );
    expect(frozenWords({ run: { status: "idle" }, output: null }).short).toBe("Frozen, no result kept");
  });
});
