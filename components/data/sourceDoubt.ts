import type { Receipt } from "../../lib/engine/protocol.ts";

/** Of this many rows one that is rejected is no sign of a wrong guess. */
const oneIn = 20;

/** Whether a source may have been read wrongly: something was a guess, or many rows were rejected. */
export function isDoubtful({ doubts, rows, rejected }: Receipt): boolean {
  return doubts !== undefined || rejected * oneIn > rows;
}
