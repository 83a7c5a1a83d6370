import type { View } from "vega";
import type { ChartSelection, FieldTest } from "../../../lib/chart/selection/chartSelection.ts";
import { axisRange, coveredBy } from "./axisRange.ts";
import { type PlotArea, plotAreas, type Rect, scaleOf } from "./plotAreas.ts";
import type { PlottedMark } from "./plottedMarks.ts";

/** A rectangle by two corners, each maybe the lesser one. */
export interface Corners {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** What is brushed: the rectangle that says so, and its tests. */
export interface Brushed {
  area: PlotArea;
  rect: Rect;
  tests: FieldTest[];
}

/** The places of a drawn chart that can be brushed, and what a rectangle in them selects. */
export class Brush {
  readonly areas: readonly PlotArea[];

  constructor(
    private readonly view: View,
    marks: ReadonlyMap<string, PlottedMark>,
  ) {
    this.areas = plotAreas(view, marks);
  }

  areaAt(x: number, y: number): PlotArea | null {
    return this.areas.find(({ rect }) => isInside(rect, x, y)) ?? null;
  }

  /** What a rectangle selects, as far as it lies in the area; null where that is nothing. */
  within(area: PlotArea, corners: Corners): Brushed | null {
    const { rect } = area;
    const covered: Rect = { ...rect };
    const tests: FieldTest[] = [];
    for (const axis of ["x", "y"] as const) {
      const along = area[axis];
      const scale = along && scaleOf(this.view, along.scale);
      if (!along || !scale) continue;
      const size = axis === "x" ? rect.width : rect.height;
      const [a, b] = [corners[`${axis}0`], corners[`${axis}1`]].map((px) =>
        Math.max(0, Math.min(size, px - rect[axis])),
      );
      const range = axisRange(along.field, scale, a ?? 0, b ?? 0);
      if (!range) return null;
      tests.push(range.test);
      cover(covered, axis, rect, range);
    }
    return tests.length === 0 ? null : { area, rect: covered, tests };
  }

  /** The rectangle of a selection that was brushed before; null where the chart has no place for it. */
  of({ anyOf, view }: ChartSelection): Brushed | null {
    const [tests] = anyOf;
    if (!tests || anyOf.length > 1) return null;
    for (const area of this.areas) {
      if (area.view !== view) continue;
      const covered: Rect = { ...area.rect };
      const found = tests.filter((test) =>
        (["x", "y"] as const).some((axis) => {
          const along = area[axis];
          const scale = along && scaleOf(this.view, along.scale);
          const range = along && scale ? coveredBy(test, along.field, scale) : null;
          if (range) cover(covered, axis, area.rect, range);
          return range !== null;
        }),
      );
      if (found.length === tests.length && tests.length > 0)
        return { area, rect: covered, tests: [...tests] };
    }
    return null;
  }
}

function cover(
  covered: Rect,
  axis: "x" | "y",
  around: Rect,
  { from, to }: { from: number; to: number },
): void {
  const size = axis === "x" ? "width" : "height";
  const [low, high] = [from, to].map((px) => Math.max(0, Math.min(around[size], px)));
  covered[axis] = around[axis] + (low ?? 0);
  covered[size] = (high ?? 0) - (low ?? 0);
}

export function isInside({ x, y, width, height }: Rect, px: number, py: number): boolean {
  return px >= x && px <= x + width && py >= y && py <= y + height;
}
