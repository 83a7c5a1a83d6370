import { asJsonObject, isJsonObject, type JsonObject } from "./jsonObject.ts";

/** One view of a chart: a mark and the encoding that it draws by, with what its layers above it share. */
export interface UnitView {
  mark: string;
  view: JsonObject;
  encoding: JsonObject;
}

/** The views of a single or layered chart; null where views stand beside each other or have data of their own. */
export function unitViews(spec: JsonObject): UnitView[] | null {
  return viewsBelow(spec, {});
}

/** Whether a layer draws a map's grid or the globe's edge: one shape, of data that it brings along. */
export function isBackdrop(layer: unknown): boolean {
  const { graticule, sphere } = asJsonObject(asJsonObject(layer).data);
  return (graticule ?? sphere ?? false) !== false;
}

/** A mark's name: of `"bar"` and of `{ "type": "bar" }`. */
export function markName(mark: unknown): string {
  const name = isJsonObject(mark) ? mark.type : mark;
  return typeof name === "string" ? name : "";
}

function viewsBelow(spec: JsonObject, inherited: JsonObject): UnitView[] | null {
  if (["hconcat", "vconcat", "concat", "facet", "repeat", "spec"].some((key) => spec[key] !== undefined))
    return null;
  const encoding = { ...inherited, ...asJsonObject(spec.encoding) };
  if (!Array.isArray(spec.layer)) {
    const mark = markName(spec.mark);
    return mark === "" ? null : [{ mark, view: spec, encoding }];
  }
  const views: UnitView[] = [];
  for (const layer of spec.layer) {
    if (isBackdrop(layer)) continue;
    if (!isJsonObject(layer) || layer.data !== undefined) return null;
    const below = viewsBelow(layer, encoding);
    if (!below) return null;
    views.push(...below);
  }
  return views.length > 0 ? views : null;
}
