import type { KeptResult } from "../../lib/engine/protocol.ts";

/**
 * Whether headers show profiles by themselves: of rows that are kept. Those of a view would be computed again for each
 * query; the profile page does that where somebody asks.
 */
export function isProfiled({ kept, rowCount, columns }: KeptResult): boolean {
  return (kept === "table" || kept === "view") && rowCount > 1 && columns[0]?.name !== "explain_key";
}
