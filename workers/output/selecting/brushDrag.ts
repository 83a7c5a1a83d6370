import { type Brush, type Brushed, type Corners, isInside } from "./Brush.ts";

interface Point {
  x: number;
  y: number;
}

/** What is brushed once the pointer is at a point; null where nothing would be. */
export type Drag = (to: Point) => Brushed | null;

/** So near to an edge of a brush, in pixels, a drag moves that edge. */
const edgePx = 5;

/**
 * What a drag that begins at a point does: it moves what is brushed, or one edge of it, or brushes anew; null where nothing
 * can be brushed.
 */
export function dragOf(brush: Brush, brushed: Brushed | null, from: Point): Drag | null {
  if (brushed && isInside(grown(brushed, edgePx), from.x, from.y)) return dragBrush(brush, brushed, from);
  const area = brush.areaAt(from.x, from.y);
  if (!area) return null;
  return (to) => brush.within(area, { x0: from.x, y0: from.y, x1: to.x, y1: to.y });
}

function grown({ rect, area }: Brushed, by: number) {
  const [x, y] = [area.x ? by : 0, area.y ? by : 0];
  return { x: rect.x - x, y: rect.y - y, width: rect.width + 2 * x, height: rect.height + 2 * y };
}

function dragBrush(brush: Brush, { area, rect }: Brushed, from: Point): Drag {
  const edges: Corners = { x0: rect.x, y0: rect.y, x1: rect.x + rect.width, y1: rect.y + rect.height };
  const held = (Object.keys(edges) as (keyof Corners)[]).filter((edge) => {
    const axis = edge.startsWith("x") ? "x" : "y";
    return area[axis] && Math.abs(from[axis] - edges[edge]) <= edgePx;
  });
  if (held.length > 0)
    return (to) => {
      const moved = { ...edges };
      for (const edge of held) moved[edge] = edge.startsWith("x") ? to.x : to.y;
      return brush.within(area, moved);
    };
  return (to) => {
    // All of it stays inside.
    const dx = clamped(to.x - from.x, area.rect.x - edges.x0, area.rect.x + area.rect.width - edges.x1);
    const dy = clamped(to.y - from.y, area.rect.y - edges.y0, area.rect.y + area.rect.height - edges.y1);
    return brush.within(area, { x0: edges.x0 + dx, y0: edges.y0 + dy, x1: edges.x1 + dx, y1: edges.y1 + dy });
  };
}

function clamped(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
