import { expect, test } from "vitest";
import { rowHeightPx, tableHeightPx } from "./gridHeight.ts";

const table = (rows: number) => ({ rows, scrollbarPx: 10, headerPx: 45 });

test("a table is as tall as its rows, up to twelve of them, or as tall as was chosen", () => {
  expect(tableHeightPx(table(3), null)).toBe(55 + 3 * rowHeightPx);
  expect(tableHeightPx(table(5_000), null)).toBe(55 + 12 * rowHeightPx);
  expect(tableHeightPx(table(5_000), 900)).toBe(900);
  expect(tableHeightPx(table(13), 900)).toBe(55 + 13 * rowHeightPx);
});

test("what stands above filtered rows comes out of the height that the table had", () => {
  const whole = tableHeightPx(table(5_000), null);
  for (const rows of [0, 1, 5, 5_000])
    expect(tableHeightPx(table(rows), null, { rows: 5_000, abovePx: 37 })).toBe(whole - 37);
  expect(tableHeightPx(table(2), 900, { rows: 5_000, abovePx: 37 })).toBe(900 - 37);
});

test("a row stays in sight", () => {
  expect(tableHeightPx(table(0), null, { rows: 1, abovePx: 37 })).toBe(55 + rowHeightPx);
});
