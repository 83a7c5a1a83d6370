import { describe, expect, it } from "vitest";
import { dropPlace, edgeScroll } from "./dropPlace.ts";

const boxes = [
  { id: "a", top: 0, bottom: 40 },
  { id: "b", top: 60, bottom: 260 },
];

describe("the place of a drop", () => {
  it.each([
    [-50, { before: "a", y: -8 }],
    [19, { before: "a", y: -8 }],
    [21, { before: "b", y: 50 }],
    [159, { before: "b", y: 50 }],
    [161, { before: null, y: 268 }],
    [999, { before: null, y: 268 }],
  ])("at %d is %o", (y, place) => expect(dropPlace(boxes, y)).toEqual(place));

  it("is nowhere without other cells", () => expect(dropPlace([], 5)).toBeNull());
});

describe("scrolling while something is held at an edge", () => {
  it.each([
    [300, 0],
    [64, 0],
    [32, -12],
    [0, -24],
    [-500, -24],
    [568, 12],
    [700, 24],
  ])("at %d of 600 goes by %d", (y, by) => expect(edgeScroll(y, 0, 600)).toBe(by));
});
