import { asJsonObject, isJsonObject, type JsonObject } from "../chart/jsonObject.ts";
import { isBackdrop } from "../chart/unitViews.ts";

/** The one view of a chart that shelves can speak of: the chart itself, or a map's points above its grid. */
export interface Unit {
  view: JsonObject;
  /** Its place among the layers; null where it is the chart itself. */
  layer: number | null;
}

const several = ["layer", "hconcat", "vconcat", "concat", "facet", "repeat", "spec"];

/** The chart's one view; null where it has several, or none yet is called a view by anything but its mark. */
export function unitOf(spec: JsonObject): Unit | null {
  const found = several.filter((key) => spec[key] !== undefined);
  if (found.length === 0) return { view: spec, layer: null };
  if (found.length > 1 || found[0] !== "layer" || !Array.isArray(spec.layer)) return null;
  const layers: unknown[] = spec.layer;
  const drawn = layers.flatMap((view, at) => (isJsonObject(view) && !isBackdrop(view) ? [at] : []));
  const [only] = drawn;
  if (only === undefined || drawn.length > 1 || layers.length < 2) return null;
  const view = asJsonObject(layers[only]);
  return view.layer === undefined && spec.encoding === undefined ? { view, layer: only } : null;
}

/** The chart with another view in the place of its one. */
export function withUnit(spec: JsonObject, { layer }: Unit, view: JsonObject): JsonObject {
  if (layer === null || !Array.isArray(spec.layer)) return view;
  return { ...spec, layer: spec.layer.map((old: unknown, at) => (at === layer ? view : old)) };
}

/** Which words at the top make a chart one of several views. */
export function beyondUnits(spec: JsonObject): string[] {
  return several.filter((key) => spec[key] !== undefined);
}
