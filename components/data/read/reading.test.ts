import { expect, test } from "vitest";
import { isTold, partOnly, withFormat, withOption } from "./reading.ts";

test("an option is said, changed, and left to be found out again", () => {
  const said = withOption({}, "delimiter", ";");
  expect(withOption(said, "quote", "none")).toEqual({ options: { delimiter: ";", quote: "none" } });
  expect(withOption(said, "delimiter", undefined)).toEqual({ options: {} });
  expect(isTold(said)).toBe(true);
  expect(isTold(withOption(said, "delimiter", undefined))).toBe(false);
});

test("another format keeps only what every format knows", () => {
  const how = { format: "csv", options: { encoding: "shift_jis", delimiter: ";" } };
  expect(withFormat(how, "log")).toEqual({ format: "log", options: { encoding: "shift_jis" } });
  expect(withFormat(how, undefined)).toEqual({ options: { encoding: "shift_jis" } });
});

test("going back to automatic keeps which part of a file it is", () => {
  const how = { format: "csv", options: { sheet: "Q2", allText: true, table: 2 } };
  expect(partOnly(how, "workbook")).toEqual({ options: { sheet: "Q2" } });
  expect(partOnly({ options: { table: "a" } }, "duckdb")).toEqual({ options: { table: "a" } });
  expect(partOnly({ options: { table: 2 } }, "csv")).toEqual({ options: {} });
});
