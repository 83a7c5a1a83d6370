import { expect, test } from "vitest";
import { isNumber, minWidthPx, shortType } from "./columnLook.ts";

test("numbers of every width are numbers, lists of numbers are not", () => {
  for (const type of ["TINYINT", "BIGINT", "UHUGEINT", "DOUBLE", "DECIMAL(18,3)"])
    expect(isNumber(type)).toBe(true);
  for (const type of ["VARCHAR", "BIGINT[]", "DATE", "BOOLEAN", "STRUCT(a INTEGER)"])
    expect(isNumber(type)).toBe(false);
});

test("a header shows the type without its insides", () => {
  expect(shortType("STRUCT(a INTEGER, b VARCHAR)[]")).toBe("struct[]");
  expect(shortType("DECIMAL(18,3)")).toBe("decimal(18,3)");
  expect(shortType("TIMESTAMP WITH TIME ZONE")).toBe("timestamptz");
  expect(shortType("INTEGER[3]")).toBe("integer[3]");
  expect(shortType("ENUM('a', 'b')")).toBe("enum");
});

test("a type of a later engine is shown as it is", () => {
  expect(shortType("SOME(NEW")).toBe("SOME(NEW");
});

test("a time is never cut, a long text is", () => {
  const characters = "2026-01-01 00:00:00.123456".length;
  expect(minWidthPx("TIMESTAMP", characters)).toBe(26 * 8 + 24);
  expect(minWidthPx("VARCHAR", characters)).toBe(24 * 8 + 24);
  expect(minWidthPx("VARCHAR", 0)).toBe(24);
});
