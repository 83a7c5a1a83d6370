import { asJsonObject, isJsonObject, type JsonObject } from "../chart/jsonObject.ts";
import type { Column } from "../engine/protocol.ts";
import { columnRole, placeColumns } from "./columnRole.ts";
import { placeField } from "./placeField.ts";
import { readShelves } from "./readShelves.ts";
import { unitOf, withUnit } from "./unitOf.ts";
import { writeShelves } from "./writeShelves.ts";

export const projections = [
  "equalEarth",
  "mercator",
  "naturalEarth1",
  "orthographic",
  "equirectangular",
] as const;

/** What belongs to a view and not to the chart that holds it. */
const ownOfView = ["mark", "encoding"];

/** The lines of longitude and latitude, quiet in both themes. */
const grid: JsonObject = {
  data: { graticule: true },
  mark: { type: "geoshape", filled: false, stroke: "#8a9aa3", strokeWidth: 0.5, opacity: 0.6 },
};

/** The chart as points on a map, above the lines of longitude and latitude. */
export function mapOf(spec: JsonObject, columns: readonly Column[]): JsonObject {
  const read = readShelves(spec);
  const unit = unitOf(spec);
  if (read.isBeyond || !unit || unit.layer !== null) return spec;
  const numbers = columns.filter((column) => columnRole(column) === "number");
  const places = placeColumns(columns);
  const [east, north] = places ? [places.longitude, places.latitude] : numbers;
  const { x: _x, y: _y, theta: _theta, row: _row, column: _column, text: _text, ...rest } = read.shelves;
  const put = (column: Column | undefined, channel: "longitude" | "latitude") =>
    column ? { [channel]: placeField(column, channel, "circle", {}, columns) } : {};
  const shelves = { ...put(east, "longitude"), ...put(north, "latitude"), ...rest };
  const others = Object.entries(spec).filter(([key]) => !ownOfView.includes(key));
  const mark = isJsonObject(spec.mark) ? { ...spec.mark, type: "circle" } : "circle";
  const points = writeShelves(
    { mark, ...(spec.encoding === undefined ? {} : { encoding: spec.encoding }) },
    shelves,
  );
  return { projection: { type: "equalEarth" }, ...Object.fromEntries(others), layer: [grid, points] };
}

/** A map as a chart without one: its points' view, and what stands around it. */
export function plainOf(spec: JsonObject): JsonObject {
  const unit = unitOf(spec);
  if (!unit) return spec;
  const { layer: _layer, projection: _projection, ...around } = unit.layer === null ? {} : spec;
  const { projection: _own, ...view } = unit.view;
  const read = readShelves({ ...around, ...view });
  if (read.isBeyond) return spec;
  const { longitude, latitude, ...rest } = read.shelves;
  return writeShelves(
    { ...around, ...view },
    {
      ...(longitude ? { x: longitude } : {}),
      ...(latitude ? { y: latitude } : {}),
      ...rest,
    },
  );
}

export function projectionOf(spec: JsonObject): string {
  const { type } = asJsonObject(spec.projection ?? unitOf(spec)?.view.projection);
  // Vega-Lite's own.
  return typeof type === "string" ? type : "equalEarth";
}

export function withProjection(spec: JsonObject, type: string): JsonObject {
  const unit = unitOf(spec);
  const isInView = unit !== null && unit.layer !== null && unit.view.projection !== undefined;
  if (unit && isInView)
    return withUnit(spec, unit, {
      ...unit.view,
      projection: { ...asJsonObject(unit.view.projection), type },
    });
  return { ...spec, projection: { ...asJsonObject(spec.projection), type } };
}

/** Whether the whole globe is drawn; without its lines the map closes in on its points. */
export function hasGrid(spec: JsonObject): boolean {
  return unitOf(spec)?.layer != null;
}

export function withGrid(spec: JsonObject, isWanted: boolean): JsonObject {
  const unit = unitOf(spec);
  if (!unit || (unit.layer !== null) === isWanted) return spec;
  if (isWanted) {
    const entries = Object.entries(spec);
    const around = Object.fromEntries(entries.filter(([key]) => !ownOfView.includes(key)));
    const view = Object.fromEntries(entries.filter(([key]) => ownOfView.includes(key)));
    return { ...around, layer: [grid, view] };
  }
  const { layer: _layer, ...around } = spec;
  return { ...around, ...unit.view };
}
