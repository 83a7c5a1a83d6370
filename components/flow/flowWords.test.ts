import { describe, expect, it } from "vitest";
import { nodeLine, readsSentence, runWord } from "./flowWords.ts";

describe("the words of the graph", () => {
  it("say what a cell is, how it stands where that matters, and its rows", () => {
    const none = { disabled: false, frozen: false };
    expect(nodeLine("SQL", runWord("done", none), 1200)).toBe("SQL · 1,200 rows");
    expect(nodeLine("SQL", runWord("stale", none), 1)).toBe("SQL · Stale · 1 row");
    expect(nodeLine("SQL", runWord("done", { ...none, frozen: true }), 3)).toBe("SQL · Frozen · 3 rows");
    expect(runWord("stale", { ...none, frozen: true })).toBe("Stale, frozen");
    expect(nodeLine("SQL", runWord("done", { ...none, disabled: true }), null)).toBe("SQL · Disabled");
  });

  it("name who reads whom, the first ones of many", () => {
    expect(readsSentence(["a", "b"], ["c"])).toBe("Reads a, b. Read by c.");
    expect(readsSentence([], [..."abcdefgh"])).toBe("Read by a, b, c, d, e, f and 2 more.");
    expect(readsSentence([], [])).toBe("Reads nothing, and nothing reads it.");
  });
});
