import type { Column } from "../engine/protocol.ts";
import { editLikeness } from "../likeness/editDistance.ts";
import { jaroWinkler } from "../likeness/jaroWinkler.ts";
import type { PinnedColumn } from "./contract.ts";
import { type AskRows, type Measured, measure, type Reading } from "./measure.ts";
import { psi } from "./psi.ts";
import { valueFamily } from "./valueFamily.ts";

/** What a pinned column that is gone may be called now, and how sure that is, from 0 to 1. */
export interface Guess {
  readonly column: Column;
  readonly likeness: number;
}

/** Less is no guess. */
const leastLikeness = 0.5;
/** Values are held against each other for no more columns than this, each of them gone with each that was added. */
const mostCompared = 20;

/** Guesses what columns that are gone are called now: by names, types and how their values fall. Each goes to one at most. */
export async function guessNames(
  ask: AskRows,
  relation: string,
  rows: number,
  gone: readonly PinnedColumn[],
  added: readonly Column[],
): Promise<Map<string, Guess>> {
  const pairs = gone.flatMap((pinned) =>
    added.filter((column) => isAlike(pinned.type, column.type)).map((column) => ({ pinned, column })),
  );
  const isFew = gone.length <= mostCompared && added.length <= mostCompared;
  const measured = isFew ? await measure(ask, relation, rows, pairs.map(readingOf)) : [];
  const scored = pairs.map((pair, at) => scoreOf(pair, measured[at] ?? null, rows));
  const guesses = assigned(scored.filter(({ likeness }) => likeness >= leastLikeness));
  const taken = new Set([...guesses.values()].map(({ column }) => column));
  // Of a kind of which one is left before and now, these are likely the same, unless their values speak against it.
  const left = scored.filter(
    (pair) => isSameFamily(pair) && !guesses.has(pair.pinned.name) && !taken.has(pair.column),
  );
  const isAlone = (one: Scored) =>
    left.every((other) => other === one || (other.pinned !== one.pinned && other.column !== one.column));
  const alone = left.filter((one) => one.values >= leastLikeness && isAlone(one));
  return new Map([...guesses, ...assigned(alone)]);
}

interface Scored extends Guess {
  readonly pinned: PinnedColumn;
  /** How alike the values are, from 0 to 1. */
  readonly values: number;
}

const isSameFamily = ({ pinned, column }: { pinned: PinnedColumn; column: Column }) =>
  valueFamily(pinned.type) === valueFamily(column.type);

/** The likeliest pairs first, each column once. */
function assigned(scored: readonly Scored[]): Map<string, Guess> {
  const guesses = new Map<string, Guess>();
  const taken = new Set<Column>();
  for (const { pinned, column, likeness } of [...scored].sort((a, b) => b.likeness - a.likeness)) {
    if (guesses.has(pinned.name) || taken.has(column)) continue;
    guesses.set(pinned.name, { column, likeness });
    taken.add(column);
  }
  return guesses;
}

function readingOf({ pinned, column }: { pinned: PinnedColumn; column: Column }): Reading {
  const type = isSameFamily({ pinned, column }) ? column.type : pinned.type;
  return { column, type, spread: pinned.spread };
}

/** Types of which one may have become the other: the same kind of values, or text, which may hold any. */
function isAlike(before: string, now: string): boolean {
  const [a, b] = [valueFamily(before), valueFamily(now)];
  return a === "other" || b === "other" ? before === now : a === b || a === "text" || b === "text";
}

function scoreOf(
  pair: { pinned: PinnedColumn; column: Column },
  measured: Measured | null,
  rows: number,
): Scored {
  const { pinned, column } = pair;
  const names = nameLikeness(pinned.name, column.name);
  const types = isSameFamily(pair) ? 1 : 0.7;
  if (!measured || rows === 0) return { ...pair, values: 0, likeness: names * types };
  const missing = 1 - measured.there / rows;
  const nulls = 1 - Math.abs((pinned.nulls ?? missing) - missing);
  // A time moves on from file to file, as do numbers of rows: their values say nothing against a name, and little for it.
  const isMoving = pinned.spread === null || valueFamily(pinned.type) === "time";
  if (isMoving) return { ...pair, values: nulls, likeness: types * (0.8 * names + 0.2 * nulls) };
  const values = nulls * spreadLikeness(pinned, measured);
  return { ...pair, values, likeness: types * (0.55 * names + 0.45 * values) };
}

function spreadLikeness({ spread }: PinnedColumn, { counts }: Measured): number {
  if (!spread || counts.every((count) => count === 0)) return 0;
  return Math.exp(-psi([...spread.shares, ...(spread.by === "values" ? [0] : [])], counts));
}

/** How alike two names are, whatever their case and the signs between their words, and in whichever order these stand. */
export function nameLikeness(a: string, b: string): number {
  const [mine, theirs] = [wordsOf(a), wordsOf(b)];
  const [left, right] = [mine.join(""), theirs.join("")];
  if (left === "" || right === "") return a === b ? 1 : 0;
  const shared = mine.filter((word) => theirs.includes(word)).join("").length;
  const byWords = (2 * shared) / (left.length + right.length);
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  const byEnds = short.length >= 2 && (long.startsWith(short) || long.endsWith(short)) ? 0.8 : 0;
  return Math.max(byWords, byEnds, (jaroWinkler(left, right) + editLikeness(left, right)) / 2);
}

function wordsOf(name: string): string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
