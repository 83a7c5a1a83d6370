import { notYet } from "./notYet.ts";

/** `match` cells. */
export const matchCell = notYet("Match", ["from", "left", "right"]);
