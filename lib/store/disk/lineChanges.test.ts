import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineChanges } from "./lineChanges.ts";

describe("how two texts differ in lines", () => {
  it("counts what is new and what is gone, and nothing for line ends or order", () => {
    expect(lineChanges("a\nb\nc\n", "a\nx\nc\ny\n")).toEqual({ added: 2, removed: 1 });
    expect(lineChanges("a\nb\n", "b\r\na\r\n")).toEqual({ added: 0, removed: 0 });
    expect(lineChanges("", "a\n\n")).toEqual({ added: 2, removed: 0 });
    expect(lineChanges("a\na\n", "a\n")).toEqual({ added: 0, removed: 1 });
  });

  it("of the way back, the two change places", () => {
    const text = fc.array(fc.constantFrom("a", "b", "")).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, text, (one, other) => {
        const { added, removed } = lineChanges(one, other);
        expect(lineChanges(other, one)).toEqual({ added: removed, removed: added });
      }),
    );
  });
});
