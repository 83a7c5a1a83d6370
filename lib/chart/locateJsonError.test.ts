import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locateJsonError } from "./locateJsonError.ts";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("locateJsonError", () => {
  it("finds nothing in any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 2, "\t"), (value, indent) => {
        expect(locateJsonError(JSON.stringify(value, null, indent))).toBeNull();
      }),
    );
  });

  it("agrees with JSON.parse about text that was damaged in one place", () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 4 }),
        fc.nat(),
        fc.constantFrom("", ",", "}", "]", '"', "'", "\\", "\n", ":", "1", "e", "-", "//", "x", "\u0001"),
        fc.boolean(),
        (value, place, mark, removes) => {
          const text = JSON.stringify(value, null, 1);
          const at = place % (text.length + 1);
          const damaged = text.slice(0, at) + mark + text.slice(removes ? at + 1 : at);
          expect(locateJsonError(damaged) === null).toBe(isJson(damaged));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("points inside the text or just behind its end", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const found = locateJsonError(text);
        if (!found) return;
        expect(found.index).toBeGreaterThanOrEqual(0);
        expect(found.index).toBeLessThanOrEqual(text.length);
        expect(found.length).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it.each([
    ['{ "mark": "bar", }', 15, "There is a comma before }."],
    ['{ "mark": "bar" "x": 1 }', 16, 'A comma or } is missing before "x".'],
    ["{ mark: 1 }", 2, "A key in double quotes is missing before mark."],
    ["{ 'mark': 1 }", 2, "A key in double quotes is missing before '."],
    ["{ \"mark\": 'bar' }", 10, "Text stands in double quotes, not in single ones."],
    ['{ "mark" "bar" }', 9, 'A colon is missing before "bar".'],
    ['{ "mark": bar }', 10, "bar stands without quotes."],
    ['{ "a": [1, 2 }', 13, "A comma or ] is missing before }."],
    ['{ "a": 1', 0, "This { is never closed."],
    ['{ "a": "x\n" }', 7, "This text is never closed."],
    ['{ "a": 1 } // done', 11, "Comments are not part of JSON."],
    ['{ "a": /* x */ 1 }', 7, "Comments are not part of JSON."],
    ['{} "a"', 3, "There is more text after the end of the chart."],
    ["", 0, "The chart ends too early."],
    ['{ "a": 01 }', 7, "A value is missing before 01."],
  ])("says of %s where and what is wrong", (text, index, message) => {
    expect(locateJsonError(text)).toMatchObject({ index, message });
  });

  it("refuses to follow brackets without end", () => {
    expect(locateJsonError("[".repeat(100_000))?.message).toContain("nested more than 200 deep");
  });
});
