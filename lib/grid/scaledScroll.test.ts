import fc from "fast-check";
import { expect, test } from "vitest";
import { canvasPx, contentAt, scrolledTo, scrollFor, topToShow } from "./scaledScroll.ts";

const rowPx = 33;
const small = { contentPx: 1_000 * rowPx, viewPx: 400 };
const huge = { contentPx: 10_000_000 * rowPx, viewPx: 400 };
const lastTop = huge.contentPx - huge.viewPx;

test("what a browser can scroll is scrolled as it is", () => {
  expect(canvasPx(small)).toBe(33_000);
  expect(scrolledTo(small, { topPx: 0, scrollPx: 0 }, 12_345)).toEqual({ topPx: 12_345, scrollPx: 12_345 });
});

test("ten million rows scroll in a canvas that every browser allows, from the first pixel to the last", () => {
  expect(canvasPx(huge)).toBeLessThan(17_000_000);
  expect(contentAt(huge, 0)).toBe(0);
  expect(contentAt(huge, canvasPx(huge) - huge.viewPx)).toBe(lastTop);
  expect(contentAt(huge, canvasPx(huge) / 2) / huge.contentPx).toBeCloseTo(0.5, 3);
});

test("a wheel moves the rows by as many pixels as it turned, wherever they are", () => {
  const middle = { topPx: 150_000_000, scrollPx: 4_000_000 };
  expect(scrolledTo(huge, middle, 4_000_120).topPx).toBe(150_000_120);
  expect(scrolledTo(huge, middle, 3_999_880).topPx).toBe(149_999_880);
});

test("the scrollbar leads to its part of the rows", () => {
  const { topPx } = scrolledTo(huge, { topPx: 0, scrollPx: 0 }, 6_000_000);
  expect(topPx).toBe(contentAt(huge, 6_000_000));
});

test("both ends are reached, also after much turning of the wheel", () => {
  const drifted = { topPx: 90_000, scrollPx: 100 };
  expect(scrolledTo(huge, drifted, 0).topPx).toBe(0);
  const end = canvasPx(huge) - huge.viewPx;
  expect(scrolledTo(huge, { topPx: lastTop - 90_000, scrollPx: end - 100 }, end).topPx).toBe(lastTop);
});

test("rows and scrollbar agree both ways, and farther down is always farther down", () => {
  const top = fc.double({ min: 0, max: lastTop, noNaN: true });
  fc.assert(
    fc.property(top, top, (one, other) => {
      expect(Math.abs(contentAt(huge, scrollFor(huge, one)) - one)).toBeLessThan(0.01);
      if (one < other) expect(scrollFor(huge, one)).toBeLessThanOrEqual(scrollFor(huge, other));
    }),
  );
});

test("to show a row, the rows move no farther than they must", () => {
  expect(topToShow(small, 330, 330, 363)).toBe(330);
  expect(topToShow(small, 330, 297, 330)).toBe(297);
  expect(topToShow(small, 330, 731, 764)).toBe(364);
  expect(topToShow(small, 0, 32_967, 33_000)).toBe(32_600);
});
