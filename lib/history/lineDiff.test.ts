import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineDiff } from "./lineDiff.ts";

const drawn = (before: string, after: string) =>
  lineDiff(before, after).map((line) =>
    line.type === "skipped"
      ? `… ${line.lines}`
      : { same: " ", added: "+", removed: "-" }[line.type] + line.text,
  );

describe("lineDiff", () => {
  it("shows what went and came, with two lines around it, and counts the rest", () => {
    const lines = Array.from({ length: 12 }, (_, at) => `line ${at}`);
    const after = lines.with(6, "changed");
    expect(drawn(lines.join("\n"), after.join("\n"))).toEqual([
      "… 4",
      " line 4",
      " line 5",
      "-line 6",
      "+changed",
      " line 7",
      " line 8",
      "… 3",
    ]);
  });

  it("holds every line of both texts, in their order", () => {
    const text = fc
      .array(fc.constantFrom("a", "b", "c", ""), { maxLength: 30 })
      .map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = lineDiff(before, after);
        const count = (type: string) => diff.filter((line) => line.type === type).length;
        const skipped = diff.reduce((sum, line) => sum + (line.type === "skipped" ? line.lines : 0), 0);
        const lines = (all: string) => (all === "" ? 0 : all.split("\n").length);
        expect(count("same") + skipped + count("removed")).toBe(lines(before));
        expect(count("same") + skipped + count("added")).toBe(lines(after));
        if (before === after) expect(count("added") + count("removed")).toBe(0);
      }),
    );
  });

  it("two large texts that share nothing are shown one after the other", () => {
    const text = (word: string) => Array.from({ length: 3_000 }, (_, at) => `${word} ${at}`).join("\n");
    const diff = lineDiff(text("old"), text("new"));
    expect(diff.length).toBe(6_000);
    expect(diff[0]).toEqual({ type: "removed", text: "old 0" });
  });
});
