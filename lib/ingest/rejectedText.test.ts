import { expect, test } from "vitest";
import { rejectedText } from "./rejectedText.ts";

test("a rejected row is kept whole, and where it is cut its reason says so", () => {
  const long = new TextEncoder().encode("x".repeat(5000));
  expect(rejectedText(long, 10, 5000, 0)).toEqual({ raw: "x".repeat(4990), cut: "" });
  expect(rejectedText(long, 0, 5000, 5000)).toEqual({
    raw: "x".repeat(2000),
    cut: " (the first 2000 of its 5000 bytes are kept)",
  });
});
