import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance } from "./editDistance.ts";
import { jaroWinkler } from "./jaroWinkler.ts";
import { NearIndex } from "./NearIndex.ts";

const word = fc.stringMatching(/^[abc]{0,9}$/);

describe("the edit distance", () => {
  it.each([
    ["kitten", "sitting", 3],
    ["ca", "ac", 1],
    ["a cat", "an abct", 4],
    ["", "abc", 3],
    ["same", "same", 0],
  ])("from %s to %s is %i", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });

  it("is the same up to a limit, and one more past it", () => {
    fc.assert(
      fc.property(word, word, fc.nat(5), (a, b, most) => {
        expect(editDistance(a, b, most)).toBe(Math.min(editDistance(a, b), most + 1));
      }),
    );
  });
});

describe("Jaro-Winkler", () => {
  // From Winkler's own tables.
  it.each([
    ["MARTHA", "MARHTA", 0.9611],
    ["DWAYNE", "DUANE", 0.84],
    ["DIXON", "DICKSONX", 0.8133],
    ["abc", "xyz", 0],
  ])("of %s and %s is %f", (a, b, likeness) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(likeness, 4);
  });
});

describe("an index of near texts", () => {
  it("finds what comparing with all finds", () => {
    const most = (length: number) => (length < 3 ? 0 : length < 6 ? 1 : 2);
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 30 }), word, (texts, asked) => {
        const index = new NearIndex(most);
        for (const text of texts) index.add(text);
        const expected = texts.filter(
          (text) => text !== asked && text.length >= 3 && editDistance(asked, text) <= most(text.length),
        );
        expect(index.near(asked).map(({ text }) => text)).toEqual(expected);
      }),
    );
  });
});
