import { columnKind } from "../chart/columnUse.ts";
import type { Column } from "../engine/protocol.ts";

/** How a column looks beside its name. */
export type ColumnRole = "number" | "time" | "text" | "boolean" | "other";

export function columnRole(column: Column): ColumnRole {
  const kind = columnKind(column);
  if (kind === "time" || kind === "text" || kind === "boolean" || kind === "other") return kind;
  return "number";
}

/** Names of numbers that say which thing a row is about, not how much of something. */
const identity =
  /(?:^|_)(?:id|key|code|zip|postcode|postal|phone|uuid|guid|hash|index|idx|nr|no|number|year|rank|place|position|step)$/i;
const camelIdentity = /[a-z](?:Id|ID|Key|Code|Uuid)$/;
const longitude = /(?:^|_)(?:lon|lng|long|longitude)$|[a-z](?:Lon|Lng|Longitude)$/i;
const latitude = /(?:^|_)(?:lat|latitude)$|[a-z](?:Lat|Latitude)$/i;

/** Whether a column's name says that it tells rows apart. */
export function isIdentity({ name }: Column): boolean {
  return identity.test(name) || camelIdentity.test(name);
}

/** The pair of columns that say where on the globe a row is; null where there is none. */
export function placeColumns(columns: readonly Column[]): { longitude: Column; latitude: Column } | null {
  const numbers = columns.filter((column) => columnRole(column) === "number");
  const east = numbers.find(({ name }) => longitude.test(name));
  const north = numbers.find(({ name }) => latitude.test(name));
  return east && north ? { longitude: east, latitude: north } : null;
}

/** A number that can be added up: no identity, and no place on the globe. */
export function isAmount(column: Column): boolean {
  return columnRole(column) === "number" && !isIdentity(column) && !isPlace(column);
}

export function isPlace({ name }: Column): boolean {
  return longitude.test(name) || latitude.test(name);
}
