import fc from "fast-check";
import { expect, test } from "vitest";
import { columnWindow, manyColumns, wideColumnPx } from "./columnWindow.ts";

test("a table of few columns draws all of them", () => {
  expect(columnWindow(manyColumns, 0, 400)).toEqual({ first: 0, count: manyColumns });
});

test("wherever a wide table is scrolled to, what is on screen is drawn", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 61, max: 5000 }),
      fc.nat(),
      fc.integer({ min: 200, max: 4000 }),
      (columns, seed, width) => {
        const furthest = Math.max(0, columns * wideColumnPx - width);
        const scrollLeft = furthest === 0 ? 0 : seed % (furthest + 1);
        const { first, count } = columnWindow(columns, scrollLeft, width);
        expect(first * wideColumnPx).toBeLessThanOrEqual(scrollLeft);
        const right = Math.min(scrollLeft + width, columns * wideColumnPx);
        expect((first + count) * wideColumnPx).toBeGreaterThanOrEqual(right);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(first + count).toBeLessThanOrEqual(columns);
        expect(count).toBeLessThan(width / wideColumnPx + 20);
      },
    ),
  );
});

test("a little scrolling changes nothing", () => {
  expect(columnWindow(500, 3000, 900)).toEqual(columnWindow(500, 3010, 900));
});
