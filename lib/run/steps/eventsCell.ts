import { notYet } from "./notYet.ts";

/** `events` cells. */
export const eventsCell = notYet("Events", ["from"]);
