import type { View } from "vega";
import type { MarkAxis, PlottedMark } from "./plottedMarks.ts";

/** A rectangle in pixels of the picture, from the corner where the chart's own coordinates begin. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A place where marks are drawn, and the axes along which it can be brushed: one, both or none. */
export interface PlotArea {
  rect: Rect;
  view: number;
  x: MarkAxis | null;
  y: MarkAxis | null;
}

interface SceneNode {
  marktype?: unknown;
  role?: unknown;
  name?: unknown;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  items?: readonly SceneNode[];
}

/** The places of a drawn chart where one of its known marks stands. */
export function plotAreas(view: View, marks: ReadonlyMap<string, PlottedMark>): PlotArea[] {
  const areas: PlotArea[] = [];
  const scene: { root?: SceneNode } = Object(view.scenegraph());
  const walk = (node: SceneNode, around: Rect) => {
    if (node.marktype !== undefined && node.marktype !== "group") {
      const mark = typeof node.name === "string" ? marks.get(node.name) : undefined;
      if (mark && node.role === "mark" && !areas.some(({ rect }) => isSame(rect, around))) {
        const { x, y } = brushedAxes(view, mark);
        if (x || y) areas.push({ rect: around, view: mark.view, x, y });
      }
      return;
    }
    for (const item of node.items ?? []) {
      if (node.marktype !== "group") {
        walk(item, around);
        continue;
      }
      const inner = { ...around, x: around.x + (item.x ?? 0), y: around.y + (item.y ?? 0) };
      // Groups that only hold the lines of a series have no size of their own.
      const own = item.width && item.height ? { width: item.width, height: item.height } : {};
      for (const child of item.items ?? []) walk(child, { ...inner, ...own });
    }
  };
  if (scene.root) walk(scene.root, { x: 0, y: 0, width: view.width(), height: view.height() });
  return areas;
}

function isSame(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/**
 * Along which axes a mark is brushed: both where it lies on a plane (points, cells), else the one that its rows are
 * counted along, x before y.
 */
export function brushedAxes(
  view: View,
  { type, x, y }: PlottedMark,
): { x: MarkAxis | null; y: MarkAxis | null } {
  const across = x && isInvertible(view, x) ? x : null;
  const up = y && isInvertible(view, y) ? y : null;
  const isPlane = across && up && isDiscrete(view, across.scale) === isDiscrete(view, up.scale);
  if (isPlane && (type === "symbol" || type === "rect")) return { x: across, y: up };
  return across ? { x: across, y: null } : { x: null, y: up };
}

/** Whether the place of a value on a scale is a band or a point of its own. */
export function isDiscrete(view: View, scale: string): boolean {
  return scaleOf(view, scale)?.bandwidth !== undefined;
}

function isInvertible(view: View, { scale, field }: MarkAxis): boolean {
  const found = scaleOf(view, scale);
  if (!found) return false;
  if (found.bandwidth === undefined) return found.invert !== undefined && field.use !== "discrete";
  // Bins by name are told by their texts, which say no edge.
  return field.kind !== "bin" || found.domain().every((value) => typeof value === "number");
}

/** A scale of Vega, as far as brushing needs it. */
export interface PlacedScale {
  (value: unknown): number | undefined;
  domain(): unknown[];
  invert?(px: number): unknown;
  bandwidth?(): number;
  step?(): number;
}

/** A scale by its name; null where the chart has it only inside its facets. */
export function scaleOf(view: View, name: string): PlacedScale | null {
  try {
    const scale: unknown = view.scale(name);
    return typeof scale === "function" ? (scale as unknown as PlacedScale) : null;
  } catch {
    // Vega throws for a name that it does not know at the top.
    return null;
  }
}
