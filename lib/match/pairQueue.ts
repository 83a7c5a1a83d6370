import { quoteIdentifier, quoteLiteral } from "../sql/quote.ts";
import type { MatchSide } from "./setup.ts";

/** A pair to be decided: its keys as texts, what is known of it, and how each measure came out. */
export interface QueuedPair {
  readonly left: string;
  readonly right: string;
  readonly probability: number;
  readonly reasons: readonly Reason[];
}

/** What one measure says: its level in words, and what that adds to the log odds. */
export interface Reason {
  readonly measure: string;
  readonly words: string;
  readonly weight: number;
}

type Row = Readonly<Record<string, unknown>>;

/** How many doubtful pairs are asked for at a time. */
export const queueLength = 100;

/** The pairs nearest to the threshold that nobody has decided. */
export function queueSql(name: string): string {
  const table = (which: string) => quoteIdentifier(`${name}__${which}`);
  return `select * replace (left_key::VARCHAR as left_key, right_key::VARCHAR as right_key) from ${table("candidates")}
where decided is null order by abs(probability - (select any_value(chosen) from ${table("curve")})), left_key, right_key limit ${queueLength}`;
}

/** What the levels of each measure weigh. */
export function weightsSql(name: string): string {
  return `select measure, "level", words, weight from ${quoteIdentifier(`${name}__weights`)} order by all`;
}

/** The expected curve: threshold, accepted, precision, recall, and the threshold that the run has used. */
export function curveSql(name: string): string {
  return `select threshold::DOUBLE as threshold, accepted::DOUBLE as accepted, "precision"::DOUBLE as "precision", recall::DOUBLE as recall, chosen::DOUBLE as chosen from ${quoteIdentifier(`${name}__curve`)} order by threshold desc`;
}

/** Rows of `queueSql` and of `weightsSql` as pairs with their reasons, those that say most first. */
export function queuedPairs(rows: readonly Row[], weights: readonly Row[]): QueuedPair[] {
  const known = new Map<string, Map<number, { words: string; weight: number }>>();
  for (const { measure, level, words, weight } of weights) {
    const levels = known.get(String(measure)) ?? new Map();
    levels.set(Number(level), { words: String(words), weight: Number(weight) });
    known.set(String(measure), levels);
  }
  return rows.map((row) => ({
    left: String(row.left_key),
    right: String(row.right_key),
    probability: Number(row.probability),
    reasons: [...known]
      .flatMap(([measure, levels]) => {
        const found = levels.get(Number(row[measure] ?? 0));
        return measure === "" || !found ? [] : [{ measure, ...found }];
      })
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)),
  }));
}

/** The record of a side that has this key, every value as text. */
export function recordSql({ relation, key }: Pick<MatchSide, "relation" | "key">, value: string): string {
  const from = quoteIdentifier(relation);
  if (key !== null)
    return `select columns(*)::VARCHAR from ${from} where ${quoteIdentifier(key)}::VARCHAR = ${quoteLiteral(value)} limit 1`;
  return `select columns(* exclude (match_row))::VARCHAR from (select *, row_number() over () as match_row from ${from}) where match_row = ${quoteLiteral(value)}::BIGINT`;
}

/** A text in parts, of which those are marked that the other text has no word for. */
export function markedParts(text: string, other: string): { text: string; isOwn: boolean }[] {
  const wordsOf = (value: string) => value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const theirs = new Set(wordsOf(other));
  const parts: { text: string; isOwn: boolean }[] = [];
  for (const piece of text.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu) ?? []) {
    const isOwn = /[\p{L}\p{N}]/u.test(piece) && !theirs.has(piece.toLowerCase());
    const last = parts.at(-1);
    if (last && last.isOwn === isOwn) parts[parts.length - 1] = { text: last.text + piece, isOwn };
    else parts.push({ text: piece, isOwn });
  }
  return parts;
}
