import { asJsonObject, type JsonObject } from "../chart/jsonObject.ts";
import { isChannel, readShelf, type Shelves } from "./readShelves.ts";
import { sameJson } from "./sameJson.ts";
import { type Channel, channels, emptyShelf, type Shelf, type ShelfSort, written } from "./shelf.ts";
import { unitOf, withUnit } from "./unitOf.ts";

/**
 * The specification with its shelves as they are wanted. A channel whose shelf says what it said stays to the letter,
 * of the others only what differs is written, and a shelf that is gone takes its channel along. What shelves cannot say
 * is never touched; a chart of several views is given back as it is.
 */
export function writeShelves(spec: JsonObject, wanted: Shelves): JsonObject {
  const unit = unitOf(spec);
  if (!unit) return spec;
  const before = asJsonObject(unit.view.encoding);
  const encoding: Record<string, unknown> = {};
  for (const [channel, definition] of Object.entries(before)) {
    const known = isChannel(channel) ? readShelf(definition) : null;
    if (!known || !isChannel(channel)) encoding[channel] = definition;
    else if (wanted[channel]) encoding[channel] = writeShelf(definition, known, wanted[channel]);
  }
  for (const channel of channels) {
    const shelf = wanted[channel];
    // A value or several fields give way to the column that was put in their place.
    if (shelf && (before[channel] === undefined || !readShelf(before[channel])))
      encoding[channel] = writeShelf({}, emptyShelf, shelf);
  }
  const isNone = Object.keys(encoding).length === 0 && unit.view.encoding === undefined;
  if (isNone || sameJson(before, encoding)) return spec;
  return withUnit(spec, unit, { ...unit.view, encoding });
}

/** The specification with one shelf changed; null empties it. */
export function writeOne(
  spec: JsonObject,
  shelves: Shelves,
  channel: Channel,
  shelf: Shelf | null,
): JsonObject {
  const { [channel]: _old, ...rest } = shelves;
  return writeShelves(spec, shelf ? { ...rest, [channel]: shelf } : rest);
}

function writeShelf(definition: unknown, before: Shelf, after: Shelf): JsonObject {
  const changed: Record<string, unknown> = { ...asJsonObject(definition) };
  const put = (key: string, value: unknown) => {
    if (value === undefined) delete changed[key];
    else changed[key] = value;
  };
  const differs = (key: keyof Shelf) => after[key] !== written && !sameJson(before[key], after[key]);
  // In the order in which people write them.
  if (differs("aggregate")) put("aggregate", after.aggregate ?? undefined);
  if (differs("field")) put("field", after.field ?? undefined);
  if (differs("bin")) {
    put("bin", after.bin === null ? undefined : after.bin === "auto" ? true : { maxbins: after.bin });
  }
  if (differs("timeUnit")) put("timeUnit", after.timeUnit ?? undefined);
  if (differs("type")) put("type", after.type ?? undefined);
  if (differs("sort")) put("sort", sortValue(after.sort));
  if (differs("scale") || differs("zero")) put("scale", scaleValue(changed.scale, before, after));
  if (differs("stack")) put("stack", after.stack === "off" ? null : (after.stack ?? undefined));
  if (differs("title")) put("title", after.title === "" ? null : (after.title ?? undefined));
  return changed;
}

function sortValue(sort: Shelf["sort"]): unknown {
  if (sort === null || sort === written) return undefined;
  if (sort === "none") return null;
  return isMeasureSort(sort) ? { op: sort.op, field: sort.field, order: sort.order } : sort;
}

function isMeasureSort(sort: ShelfSort): sort is Extract<ShelfSort, object> {
  return typeof sort === "object";
}

/** The scale with its other parts as they are; none where nothing is left of it. */
function scaleValue(scale: unknown, before: Shelf, after: Shelf): unknown {
  const { type, zero, ...rest } = asJsonObject(scale);
  const kind = after.scale === written || after.scale === before.scale ? type : (after.scale ?? undefined);
  const start = after.zero === written || after.zero === before.zero ? zero : (after.zero ?? undefined);
  const parts = {
    ...(kind === undefined ? {} : { type: kind }),
    ...(start === undefined ? {} : { zero: start }),
    ...rest,
  };
  return Object.keys(parts).length === 0 ? undefined : parts;
}
