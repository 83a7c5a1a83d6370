import { expect, test } from "vitest";
import { parseCsvOptions, printCsvOptions } from "./parseCsvOptions.ts";

test("options are read from a plain record and printed back to it", () => {
  const record = {
    delimiter: "tab",
    quote: "none",
    headerRows: 2,
    nulls: ["-"],
    types: { id: "VARCHAR" },
    table: 2,
  };
  const parsed = parseCsvOptions(record);
  expect(parsed).toEqual({
    ok: true,
    options: { delimiter: "\t", quote: "", headerRows: 2, nulls: ["-"], types: { id: "VARCHAR" }, table: 2 },
  });
  if (parsed.ok) expect(printCsvOptions(parsed.options)).toEqual(record);
});

test("a header may be said in a word", () => {
  expect(parseCsvOptions({ header: false, skip: 3 })).toEqual({
    ok: true,
    options: { headerRows: 0, skipLines: 3 },
  });
});

test("a wrong or unknown entry is named", () => {
  expect(parseCsvOptions({ headerRows: -1 })).toMatchObject({
    ok: false,
    problems: [expect.stringContaining("headerRows")],
  });
  expect(parseCsvOptions({ delimeter: ";" })).toMatchObject({
    ok: false,
    problems: [expect.stringContaining("delimeter")],
  });
});

test("names that every object has are unknown entries and plain marks", () => {
  const record = JSON.parse('{"__proto__": {"quote": "x"}, "constructor": 1, "delimiter": "constructor"}');
  const answer = parseCsvOptions(record);
  expect(answer.ok ? [] : answer.problems).toEqual([
    expect.stringMatching(/^option __proto__: .*; known are delimiter/),
  ]);
  expect(parseCsvOptions({ delimiter: "toString" })).toEqual({
    ok: true,
    options: { delimiter: "toString" },
  });
});
