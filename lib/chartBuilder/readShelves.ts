import { asJsonObject, isJsonObject, type JsonObject } from "../chart/jsonObject.ts";
import { markName } from "../chart/unitViews.ts";
import {
  type Channel,
  channels,
  emptyShelf,
  type Shelf,
  type ShelfSort,
  type ShelfType,
  shelfTypes,
  stackings,
  written,
} from "./shelf.ts";
import { beyondUnits, unitOf } from "./unitOf.ts";

export type Shelves = Partial<Readonly<Record<Channel, Shelf>>>;

/** A chart as shelves say it; `also` are the parts that they have no word for. */
export type ReadShelves =
  | { isBeyond: false; mark: string; shelves: Shelves; also: string[] }
  /** Several views: `views` are the words that make them. */
  | { isBeyond: true; views: string[] };

const ownWords = new Set(["mark", "encoding", "$schema", "title", "description", "width", "height"]);

/** Reads a Vega-Lite specification as shelves. Nothing is lost by it: see `writeShelves`. */
export function readShelves(spec: JsonObject): ReadShelves {
  const unit = unitOf(spec);
  if (!unit) return { isBeyond: true, views: beyondUnits(spec) };
  const { view } = unit;
  const encoding = asJsonObject(view.encoding);
  const shelves: Partial<Record<Channel, Shelf>> = {};
  const also = new Set<string>();
  for (const key of Object.keys(spec)) if (!ownWords.has(key)) also.add(key);
  for (const key of Object.keys(view)) if (!ownWords.has(key)) also.add(key);
  // A map's grid and projection are the builder's own words for it.
  if (unit.layer !== null) also.delete("layer");
  also.delete("projection");
  for (const [channel, definition] of Object.entries(encoding)) {
    const shelf = isChannel(channel) ? readShelf(definition) : null;
    if (shelf && isChannel(channel)) shelves[channel] = shelf;
    if (!shelf) also.add(channel);
    else for (const part of keptParts(shelf, asJsonObject(definition))) also.add(`${channel} ${part}`);
  }
  return { isBeyond: false, mark: markName(view.mark), shelves, also: [...also] };
}

/** A channel's definition as a shelf; null where it is no single field or count: a value, a datum, several fields. */
export function readShelf(definition: unknown): Shelf | null {
  if (!isJsonObject(definition)) return null;
  const { field, aggregate } = definition;
  const isField = typeof field === "string";
  if (!isField && (field !== undefined || aggregate !== "count")) return null;
  const scale = asJsonObject(definition.scale);
  return {
    ...emptyShelf,
    field: isField ? field : null,
    type: read(definition.type, isShelfType),
    aggregate: read(aggregate, isText),
    bin: readBin(definition.bin),
    timeUnit: read(definition.timeUnit, isText),
    sort: definition.sort === null ? "none" : read(definition.sort, isSort),
    scale: definition.scale === null ? written : read(scale.type, isText),
    zero: definition.scale === null ? written : read(scale.zero, isBoolean),
    stack: isOff(definition.stack)
      ? "off"
      : definition.stack === true
        ? "zero"
        : read(definition.stack, isStacking),
    title:
      definition.title === null ? "" : definition.title === "" ? written : read(definition.title, isText),
  };
}

export function isChannel(name: string): name is Channel {
  return channels.some((channel) => channel === name);
}

function read<T>(value: unknown, is: (value: unknown) => value is T): T | null | typeof written {
  if (value === undefined) return null;
  return is(value) ? value : written;
}

function readBin(bin: unknown): Shelf["bin"] {
  if (bin === undefined || bin === null || bin === false) return null;
  if (bin === true) return "auto";
  const { maxbins, ...rest } = asJsonObject(bin);
  return typeof maxbins === "number" && Object.keys(rest).length === 0 ? maxbins : written;
}

/** Parts of a definition that no control of a shelf shows. */
function keptParts(shelf: Shelf, definition: JsonObject): string[] {
  const controlled = ["field", "type", "aggregate", "bin", "timeUnit", "sort", "scale", "stack", "title"];
  const others = Object.keys(definition).filter((key) => !controlled.includes(key));
  const kept = Object.entries(shelf).flatMap(([key, value]) => (value === written ? [key] : []));
  const scales = Object.keys(asJsonObject(definition.scale)).some((key) => key !== "type" && key !== "zero");
  return [
    ...new Set([
      ...others,
      ...kept.map((key) => (key === "zero" ? "scale" : key)),
      ...(scales ? ["scale"] : []),
    ]),
  ];
}

const isText = (value: unknown): value is string => typeof value === "string";
const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";
const isOff = (value: unknown) => value === null || value === false;
const isShelfType = (value: unknown): value is ShelfType => shelfTypes.some((type) => type === value);
const isStacking = (value: unknown): value is (typeof stackings)[number] =>
  value !== "off" && stackings.some((stacking) => stacking === value);

const sorts = [
  "ascending",
  "descending",
  ...["x", "y", "color", "size", "theta"].flatMap((by) => [by, `-${by}`]),
];

function isSort(value: unknown): value is ShelfSort {
  if (typeof value === "string") return sorts.includes(value);
  if (!isJsonObject(value)) return false;
  const { field, op, order = "ascending", ...rest } = value;
  return (
    isText(field) &&
    isText(op) &&
    (order === "ascending" || order === "descending") &&
    Object.keys(rest).length === 0
  );
}
