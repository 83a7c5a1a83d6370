import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { replaceInTexts } from "./replaceInTexts.ts";

describe("replacing in many texts", () => {
  test("plain text is what it is, signs of patterns and all", () => {
    const { texts, places, changed } = replaceInTexts(["a.b$1", "a.b a.b", "axb"], {
      find: "a.b",
      replace: "$1",
      isPattern: false,
    });
    expect(texts).toEqual(["$1$1", "$1 $1", "axb"]);
    expect([places, changed]).toEqual([3, 2]);
  });

  test("does what splitting and joining does, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string({ minLength: 1, maxLength: 3 }),
        fc.string(),
        (text, find, replace) => {
          const { texts } = replaceInTexts([text], { find, replace, isPattern: false });
          expect(texts).toEqual([text.split(find).join(replace)]);
        },
      ),
    );
  });

  test("a pattern has groups", () => {
    const how = { find: String.raw`(\d+)/(\d+)/(\d+)`, replace: "$3-$2-$1", isPattern: true };
    expect(replaceInTexts(["x,31/12/2024", "y"], how).texts).toEqual(["x,2024-12-31", "y"]);
  });

  test("a pattern that is none says why, and changes nothing", () => {
    const { texts, problem, places } = replaceInTexts(["(a"], { find: "(", replace: "", isPattern: true });
    expect([texts, places]).toEqual([["(a"], 0]);
    expect(problem).toMatch(/group|parenthes/i);
  });

  test("nothing to find is found nowhere", () => {
    expect(replaceInTexts(["a"], { find: "", replace: "x", isPattern: true }).places).toBe(0);
  });
});
