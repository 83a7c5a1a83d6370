import { notYet } from "./notYet.ts";

/** `clean` cells. */
export const cleanCell = notYet("Clean", ["from"]);
