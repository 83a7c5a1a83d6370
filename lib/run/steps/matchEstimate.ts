import type { Outcome } from "../../engine/protocol.ts";
import { estimateMatch, type MatchEstimate } from "../../match/estimateMatch.ts";
import type { Cell } from "../../notebook/document.ts";
import { type MatchContext, withMatchEngine } from "./matchEngine.ts";

/** What a match cell's run would compare and find, without a run of it; see `estimateMatch`. */
export function estimateMatchCell(cell: Cell, context: MatchContext): Promise<Outcome<MatchEstimate>> {
  return withMatchEngine(cell, context, `${cell.name}__estimate`, async (setup, _, engine) => ({
    ok: true,
    value: await estimateMatch(setup, engine),
  }));
}
