import type { AskRows } from "../askRows.ts";
import type { ColumnDetails, ColumnProfile } from "../columnProfile.ts";
import type { AskedColumn } from "../profileSql.ts";
import type { Hint } from "./hint.ts";
import { textFacts } from "./textFacts.ts";
import { textHints } from "./textHints.ts";
import { valueFacts } from "./valueFacts.ts";
import { valueHints } from "./valueHints.ts";

/** All hints of one column, what deserves a look first. `year` is the present one. Rejects where a statement fails. */
export async function columnHints(
  ask: AskRows,
  from: string,
  column: AskedColumn,
  about: { profile: ColumnProfile; details: ColumnDetails; year: number },
): Promise<Hint[]> {
  const { profile, details } = about;
  const facts = await valueFacts(ask, from, column, about);
  const hints = valueHints(profile, details, facts);
  if (column.family === "text" && column.type === "VARCHAR" && profile.nulls < profile.rows)
    hints.push(...textHints(column.name, await textFacts(ask, from, column, profile.rows)));
  // What is to become a number or a time is no key as it stands.
  const isOther = hints.some(
    ({ rule }) => rule === "epoch" || rule === "mixed-zones" || /-as-text$|-with-units$/.test(rule),
  );
  const told = isOther ? hints.filter(({ rule }) => rule !== "key") : hints;
  return told.sort((a, b) => Number(a.tone === "info") - Number(b.tone === "info"));
}
