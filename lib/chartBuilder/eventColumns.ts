import type { Column } from "../engine/protocol.ts";
import { columnRole, isIdentity } from "./columnRole.ts";

/** Which columns of a relation say who did what and when. */
export interface EventColumns {
  user: Column;
  event: Column;
  time: Column;
}

const userName =
  /user|customer|client|visitor|member|account|person|patient|session|device|player|subscriber/i;
const eventName = /event|action|activity|step|page|type|status|stage|kind|name/i;

/** A guess at who, what and when; null where the relation has no moments, or too few other columns. */
export function guessEvents(columns: readonly Column[]): EventColumns | null {
  const time = columns.find((column) => columnRole(column) === "time");
  const others = columns.filter((column) => column !== time && columnRole(column) !== "other");
  const user =
    others.find((column) => userName.test(column.name) && isIdentity(column)) ??
    others.find(({ name }) => userName.test(name)) ??
    others.find(isIdentity);
  const texts = others.filter((column) => column !== user && columnRole(column) === "text");
  const event = texts.find(({ name }) => eventName.test(name)) ?? texts[0];
  if (!time || !user || !event) return null;
  return { user, event, time };
}
