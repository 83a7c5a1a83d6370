import { viewTag } from "../../../lib/chart/chartPlan.ts";
import { asJsonObject, isJsonObject, type JsonObject } from "../../../lib/chart/jsonObject.ts";
import type { SelectableField } from "../../../lib/chart/selection/selectableViews.ts";
import { fieldNamed } from "./drawnNames.ts";

/** How marks stand along one axis. */
export interface MarkAxis {
  scale: string;
  field: SelectableField;
}

/** A mark of a compiled chart: which view's rows it draws, and by which of their columns it is placed. */
export interface PlottedMark {
  name: string;
  type: string;
  view: number;
  x: MarkAxis | null;
  y: MarkAxis | null;
}

/** The marks of a compiled chart by their names. `views` are the columns that can be told of each view's rows. */
export function plottedMarks(
  compiled: JsonObject,
  views: readonly (readonly SelectableField[])[],
): Map<string, PlottedMark> {
  const data = new Map<string, { source: string | null; view: number | null }>();
  const marks = new Map<string, PlottedMark>();
  const learn = (list: unknown) => {
    for (const item of objects(list)) {
      if (typeof item.name !== "string") continue;
      const source = typeof item.source === "string" ? item.source : null;
      data.set(item.name, { source, view: filteredView(item.transform) });
    }
  };
  const viewOf = (name: unknown): number => {
    for (let at = typeof name === "string" ? name : null, steps = 0; at !== null && steps < 50; steps++) {
      const known = data.get(at);
      if (known?.view != null) return known.view;
      at = known?.source ?? null;
    }
    return 0;
  };
  const walk = (list: unknown) => {
    for (const mark of objects(list)) {
      const from = asJsonObject(mark.from);
      const facet = asJsonObject(from.facet);
      if (typeof facet.name === "string")
        data.set(facet.name, { source: typeof facet.data === "string" ? facet.data : null, view: null });
      learn(mark.data);
      if (mark.type === "group") {
        walk(mark.marks);
        continue;
      }
      if (typeof mark.name !== "string" || typeof mark.type !== "string" || from.data === undefined) continue;
      const view = viewOf(from.data);
      const placed = asJsonObject(asJsonObject(mark.encode).update);
      const axis = (channels: readonly string[]) => axisOf(placed, channels, views[view] ?? []);
      marks.set(mark.name, {
        name: mark.name,
        type: mark.type,
        view,
        x: axis(["x", "xc", "x2"]),
        y: axis(["y", "yc", "y2"]),
      });
    }
  };
  learn(compiled.data);
  walk(compiled.marks);
  return marks;
}

function axisOf(
  placed: JsonObject,
  channels: readonly string[],
  fields: readonly SelectableField[],
): MarkAxis | null {
  for (const channel of channels) {
    const { scale, field, signal } = asJsonObject(placed[channel]);
    if (typeof scale === "string" && typeof field === "string") {
      const found = fieldNamed(field, fields);
      if (found) return { scale, field: found };
    }
    // Marks in the middle of a unit or a bin are placed by an expression.
    const written = typeof signal === "string" ? /scale\("([^"]+)".*?datum\["([^"]+)"\]/.exec(signal) : null;
    const [, name, of] = written ?? [];
    const found = of === undefined ? null : fieldNamed(of, fields);
    if (name !== undefined && found) return { scale: name, field: found };
  }
  return null;
}

function filteredView(transforms: unknown): number | null {
  for (const { type, expr } of objects(transforms)) {
    if (type !== "filter" || typeof expr !== "string") continue;
    const found = new RegExp(`datum\\["${viewTag}(?:_\\d+)?"\\] === (\\d+)`).exec(expr);
    if (found) return Number(found[1]);
  }
  return null;
}

function objects(list: unknown): JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
