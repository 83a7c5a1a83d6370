import { describe, expect, it } from "vitest";
import { nodeLine, readsSentence, runWord, saidKind } from "./flowWords.ts";

describe("the words of the graph", () => {
  it("say what a cell is, how it stands where that matters, and its rows", () => {
    const none = { disabled: false, frozen: false };
    const said = (word: string, rows: number | null) => {
      const facts = { kind: "SQL", word, rows };
      return [nodeLine(facts), saidKind(facts)];
    };
    expect(said(runWord("done", none), 1200)).toEqual(["SQL · 1,200 rows", ""]);
    expect(said(runWord("stale", none), 1)).toEqual(["Stale · 1 row", "SQL. "]);
    expect(said(runWord("done", { ...none, frozen: true }), 3)).toEqual(["Frozen · 3 rows", "SQL. "]);
    expect(said(runWord("done", { ...none, disabled: true }), null)).toEqual(["Disabled", "SQL. "]);
    expect(runWord("stale", { ...none, frozen: true })).toBe("Stale, frozen");
  });

  it("name who reads whom, the first ones of many", () => {
    expect(readsSentence(["a", "b"], ["c"])).toBe("Reads a, b. Read by c.");
    expect(readsSentence([], [..."abcdefgh"])).toBe("Read by a, b, c, d, e, f and 2 more.");
    expect(readsSentence([], [])).toBe("Reads nothing, and nothing reads it.");
  });
});
