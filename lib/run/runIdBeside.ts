import type { RunId } from "../engine/protocol.ts";

/** Runs of cells are numbered from 1 and do not come that far. */
let last = 2 ** 40;

/** The id of what runs beside the cells: previews, exports, the SQL that a cell stands for. All differ. */
export function runIdBeside(): RunId {
  last += 1;
  return last;
}
