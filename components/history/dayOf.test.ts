import { expect, it } from "vitest";
import { byDay, dayOf } from "./dayOf.ts";

const now = new Date(2026, 2, 3, 0, 30).getTime();
const hourMs = 3_600_000;

it("a day is called by how it lies to today, whatever the hour", () => {
  expect(dayOf(now, now)).toBe("Today");
  expect(dayOf(now - hourMs, now)).toBe("Yesterday");
  expect(dayOf(now - 24 * hourMs, now)).toBe("Yesterday");
  expect(dayOf(now - 25 * hourMs, now)).toBe("1 Mar 2026");
});

it("neighbours of one day stand together, in their order", () => {
  const items = [now, now - 60_000, now - hourMs, now - 30 * hourMs].map((at) => ({ at }));
  expect(byDay(items, now).map(({ day, items: of }) => [day, of.length])).toEqual([
    ["Today", 2],
    ["Yesterday", 1],
    ["1 Mar 2026", 1],
  ]);
});
