import { expect, it } from "vitest";
import { dropAt } from "./dropAt.ts";

const box = (left: number, right: number, top: number, bottom: number) => ({ left, right, top, bottom });
const rows = [
  { ...box(0, 200, 0, 100), items: [box(0, 100, 0, 100), box(100, 200, 0, 100)] },
  { ...box(0, 200, 110, 150), items: [box(0, 200, 110, 150)] },
];

it("an item let go of near a row's edge becomes a row, else it stands beside what it was let go of on", () => {
  expect(dropAt(rows, 50, -5)).toEqual({ row: 0, at: null });
  expect(dropAt(rows, 20, 50)).toEqual({ row: 0, at: 0 });
  expect(dropAt(rows, 120, 50)).toEqual({ row: 0, at: 1 });
  expect(dropAt(rows, 190, 50)).toEqual({ row: 0, at: 2 });
  expect(dropAt(rows, 190, 95)).toEqual({ row: 1, at: null });
  expect(dropAt(rows, 190, 130)).toEqual({ row: 1, at: 1 });
  expect(dropAt(rows, 190, 145)).toEqual({ row: 2, at: null });
  expect(dropAt([], 0, 0)).toEqual({ row: 0, at: null });
});

it("items one below the other are told apart by their heights", () => {
  const stacked = [{ ...box(0, 100, 0, 200), items: [box(0, 100, 0, 100), box(0, 100, 100, 200)] }];
  expect([30, 90, 170].map((y) => dropAt(stacked, 90, y).at)).toEqual([0, 1, 2]);
});
