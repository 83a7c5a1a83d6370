import { fieldColumn } from "../chart/fieldColumn.ts";
import type { Column } from "../engine/protocol.ts";
import { columnRole, isAmount } from "./columnRole.ts";
import type { Shelves } from "./readShelves.ts";
import { type Channel, emptyShelf, fieldOf, type Shelf, type ShelfType } from "./shelf.ts";

const namesOnly = new Set<Channel>(["row", "column", "shape"]);
const adding = new Set(["bar", "line", "area", "arc", "trail"]);

/**
 * The shelf for a column that is put on a channel: its type, and an aggregate or time unit where the other shelves call
 * for one. `column` null stands for the count of rows.
 */
export function placeField(
  column: Column | null,
  channel: Channel,
  mark: string,
  shelves: Shelves,
  columns: readonly Column[],
): Shelf {
  if (!column) return { ...emptyShelf, aggregate: "count" };
  const shelf: Shelf = {
    ...emptyShelf,
    field: fieldOf(column.name),
    type: fittingShelfType(column, channel),
  };
  if (channel === "longitude" || channel === "latitude") return { ...shelf, type: "quantitative" };
  const others = Object.entries(shelves).filter(([other]) => other !== channel);
  const isGrouped = others.some(([, other]) => other.aggregate !== null);
  if (shelf.type === "temporal" && (isGrouped || namesOnly.has(channel)))
    return { ...shelf, timeUnit: namesOnly.has(channel) ? "year" : "yearmonthdate" };
  const isMeasure = channel === "x" || channel === "y" || channel === "theta" || channel === "size";
  if (shelf.type !== "quantitative" || !isMeasure || !adding.has(mark)) return shelf;
  const opposite = shelves[channel === "x" ? "y" : "x"];
  const isAgainstAmount = opposite?.aggregate != null || isNumberShelf(opposite, columns);
  if (isAgainstAmount && channel !== "theta") return mark === "bar" ? { ...shelf, bin: "auto" } : shelf;
  return { ...shelf, aggregate: isAmount(column) ? "sum" : "mean" };
}

/** The type that fits a column on a channel. */
export function fittingShelfType(column: Column, channel: Channel): ShelfType {
  const role = columnRole(column);
  if (namesOnly.has(channel)) return role === "time" ? "temporal" : "nominal";
  if (role === "number") return "quantitative";
  return role === "time" ? "temporal" : "nominal";
}

/** The column that a shelf draws; null where it counts rows or names none that is there. */
export function columnOf(shelf: Shelf | undefined, columns: readonly Column[]): Column | null {
  return shelf?.field == null ? null : fieldColumn(shelf.field, columns);
}

function isNumberShelf(shelf: Shelf | undefined, columns: readonly Column[]): boolean {
  if (!shelf || shelf.bin !== null || shelf.timeUnit !== null) return false;
  if (shelf.type !== null) return shelf.type === "quantitative";
  const column = columnOf(shelf, columns);
  return column !== null && columnRole(column) === "number";
}
