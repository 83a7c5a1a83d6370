import { expect, test } from "vitest";
import { modelOf } from "./countLetters.mjs";

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

test("a model has the text's letters, and common pairs cost less than rare ones", () => {
  const [letters, alone, costs] = modelOf("и на на на ан, и АН 12; ".repeat(50)).split(" ");
  expect(letters).toBe("аин");
  expect(alone).toHaveLength(3);
  expect(costs).toHaveLength(16);
  const cost = (from, to) =>
    digits.indexOf(costs[` ${letters}`.indexOf(from) * 4 + ` ${letters}`.indexOf(to)]);
  expect(cost("н", "а")).toBeLessThan(cost("н", "и"));
  expect(digits.indexOf(alone[1])).toBeLessThan(digits.indexOf(alone[0]));
});

test("in a Latin language the alphabet is understood, and pairs of ASCII are left out", () => {
  const [letters, alone, costs] = modelOf("größe größer ".repeat(50)).split(" ");
  expect(letters).toBe("ßö");
  expect(alone).toHaveLength(2);
  expect(costs).toHaveLength(29 * 29 - 27 * 27);
});
