import type { Column } from "../../engine/protocol.ts";
import { bareName } from "../../sql/bareName.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { type AskRows, numberAt } from "../askRows.ts";
import { familyOf } from "../family.ts";
import type { Hint } from "./hint.ts";
import { thresholds } from "./thresholds.ts";

export interface NamedRelation {
  name: string;
  columns: readonly Column[];
}

/** A column that may refer to another relation's key, going by names and types alone. */
export interface KeyCandidate {
  column: string;
  relation: string;
  key: string;
}

/** Names to be measured, the likeliest first; at most `most`, as each costs a query. */
export function keyCandidates(
  from: NamedRelation,
  others: readonly NamedRelation[],
  most = 20,
): KeyCandidate[] {
  const found: (KeyCandidate & { rank: number })[] = [];
  for (const { name: column, type } of from.columns) {
    const kind = keyKind(type);
    if (!kind) continue;
    for (const other of others) {
      if (other.name.toLowerCase() === from.name.toLowerCase()) continue;
      for (const key of other.columns) {
        if (keyKind(key.type) !== kind) continue;
        const rank = likeness(column, other.name, key.name);
        if (rank > 0) found.push({ column, relation: other.name, key: key.name, rank });
      }
    }
  }
  return found
    .sort((a, b) => b.rank - a.rank)
    .slice(0, most)
    .map(({ rank: _, ...candidate }) => candidate);
}

/**
 * Measures a candidate on distinct values: the other column has to be a key (unique, never NULL) and to hold nearly all
 * that refers to it. null where it is none. Rejects where the statement fails.
 */
export async function foreignKeyHint(
  ask: AskRows,
  from: string,
  candidate: KeyCandidate,
): Promise<Hint | null> {
  const { column, relation, key } = candidate;
  const theirs = quoteIdentifier(key);
  const other = quoteIdentifier(relation);
  const values = `select distinct ${quoteIdentifier(column)} as v from ${from} where ${quoteIdentifier(column)} is not null`;
  const [row] = await ask(
    `select (select count(*)::DOUBLE from (${values})) as n,
      (select count(*)::DOUBLE from (${values}) where v in (select ${theirs} from ${other} where ${theirs} is not null)) as held,
      (select (count(*) = count(distinct ${theirs}) and count(*) > 1)::INTEGER from ${other}) as is_key`,
    1,
  );
  const distinct = numberAt(row, "n");
  const held = numberAt(row, "held");
  if (numberAt(row, "is_key") !== 1 || distinct < 2 || held < thresholds.inclusion * distinct) return null;
  const missing = distinct - held;
  const there = `${bareName(relation)}.${bareName(key)}`;
  return {
    rule: "foreign-key",
    column,
    tone: missing === 0 ? "info" : "look",
    title:
      missing === 0
        ? `Refers to ${there}, which holds all of its ${distinct.toLocaleString("en-US")} values`
        : `Seems to refer to ${there}, which lacks ${missing.toLocaleString("en-US")} of its values`,
    rows: null,
    isSampled: false,
    where:
      missing === 0
        ? null
        : () => `${bareName(column)} not in (select ${bareName(key)} from ${bareName(relation)})`,
    filter: null,
    mend: {
      label: `Join ${relation}`,
      step: null,
      sql: (name) =>
        `select *\nfrom ${bareName(name)}\nleft join ${bareName(relation)} on ${bareName(name)}.${bareName(column)} = ${there}`,
    },
  };
}

function keyKind(type: string): string | null {
  const family = familyOf(type);
  return family === "whole" || family === "text" || type === "UUID" ? family : null;
}

/** How much a column's name says that it refers to a key of a relation; 0 for nothing. */
function likeness(column: string, relation: string, key: string): number {
  const words = (name: string) =>
    name
      .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== "");
  const ours = words(column);
  const theirs = words(key);
  const one = words(relation).map(singular);
  const isKeyName = /^(id|key|code|uuid|guid|no|number)$/.test(theirs.at(-1) ?? "");
  // user_id → users.id
  if (theirs.length === 1 && isKeyName && same(ours, [...one, ...theirs])) return 3;
  // customer → customers.id
  if (theirs.length === 1 && isKeyName && same(ours.map(singular), one)) return 2;
  // user_id → users.user_id; a bare "id" is every relation's own.
  if (ours.length > 1 && isKeyName && same(ours, theirs))
    return same(theirs.slice(0, -1).map(singular), one) ? 3 : 1;
  return 0;
}

function singular(word: string): string {
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.endsWith("ss") ? word : word.replace(/s$/, "");
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, at) => word === b[at]);
}
