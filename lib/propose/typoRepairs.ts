import { editLikeness } from "../likeness/editDistance.ts";
import { NearIndex } from "../likeness/NearIndex.ts";
import type { ColumnValues } from "./columnValues.ts";
import { changedLetters, isStrayed, type Repair, type StrayLetter } from "./repair.ts";

/** How many edits make a slip of the pen, by the length of what was meant. */
const mostEdits = (length: number) => (length < 3 ? 0 : length < 6 ? 1 : length < 15 ? 2 : 3);

/** How much more frequent what was meant has to be. */
const leastRatio = 8;

/** Comparisons of texts with letters left open; past it the rest is not looked at. */
const mostComparisons = 5_000_000;

/** A rare value with what it may have been meant to be. */
interface Suspect {
  from: string;
  rows: number;
  to: string;
  distance: number;
  isAlone: boolean;
}

/**
 * Rare values that are a slip away from a far more frequent one of their column. Two real words may be as close, so what
 * raises confidence is a sign that no word is meant: pairs of letters that no good value has, a column of few values that
 * come again and again, or the stray letter.
 */
export function typoRepairs({ values, isPartial, rows, nulls }: ColumnValues, stray: StrayLetter): Repair[] {
  if (isPartial) return [];
  const open = stray === null ? new Map<string, string | null>() : openMatches(values, stray);
  const repairs: Repair[] = [];
  for (const [from, to] of open)
    if (to !== null) repairs.push({ from, to, rows: values.get(from) ?? 0, confidence: 0.85, by: [] });
  const index = new NearIndex(mostEdits);
  for (const [text, rows] of values) if (rows >= 3 && text.length >= 3) index.add(text);
  const suspects = suspectsOf(values, index).filter(({ from }) => !open.has(from));
  const doubted = new Set([...open.keys(), ...suspects.map(({ from }) => from)]);
  const good = [...values.keys()].filter((text) => !doubted.has(text));
  const pairs = pairCounts(good);
  const closeness = closenessOf(good, values, index);
  const isVocabulary = rows - nulls >= 12 * good.length;
  for (const suspect of suspects) {
    const { from, to } = suspect;
    const ratio = (values.get(to) ?? 0) / suspect.rows;
    const share = changedShare(from, to, suspect.distance);
    let points = 0.4;
    points += hasNewPair(from, pairs) ? 0.25 : 0;
    points += share <= 0.17 ? 0.1 : share > 0.34 ? -0.15 : 0;
    points += ratio >= 30 ? 0.1 : ratio >= 15 ? 0.05 : 0;
    points +=
      isVocabulary && (suspect.rows <= 2 || ratio >= 100) && (suspect.distance === 1 || share <= 0.17)
        ? 0.2
        : 0;
    points += isStrayed(from, to, stray) ? 0.3 : 0;
    points -= suspect.isAlone ? 0 : 0.3;
    points -= closeness > 0.3 ? 0.4 : closeness > 0.12 ? 0.15 : 0;
    repairs.push({ from, to, rows: suspect.rows, confidence: Math.max(0, Math.min(0.92, points)), by: [] });
  }
  return repairs;
}

function suspectsOf(values: ReadonlyMap<string, number>, index: NearIndex): Suspect[] {
  return [...values].flatMap(([from, rows]) => {
    if (!/\p{L}/u.test(from)) return [];
    const [best, second] = index
      .near(from)
      .filter(({ text }) => (values.get(text) ?? 0) >= leastRatio * rows && isSlip(from, text))
      .sort((a, b) => a.distance - b.distance || (values.get(b.text) ?? 0) - (values.get(a.text) ?? 0));
    if (!best) return [];
    const isAlone = !second || second.distance > best.distance;
    return { from, rows, to: best.text, distance: best.distance, isAlone };
  });
}

/** Numbers in texts tell them apart: "Route 12" is no slip of "Route 13". Letters in a number's place may be one. */
function isSlip(from: string, to: string): boolean {
  const digits = (text: string) => text.replace(/\D+/g, " ").trim();
  const letters = changedLetters(from, to);
  if (letters !== null) return letters.every((letter) => !/\d/.test(letter));
  return digits(from) === digits(to);
}

/** How many good values are enough to tell how close they are to each other. */
const closenessSample = 1000;

/** The share of good, frequent values that are a slip away from each other: among codes that is no sign of anything. */
function closenessOf(good: readonly string[], values: ReadonlyMap<string, number>, index: NearIndex): number {
  const isGood = new Set(good);
  const often = good
    .filter((text) => text.length >= 3 && (values.get(text) ?? 0) >= 3)
    .slice(0, closenessSample);
  const close = often.filter((text) => index.near(text).some((other) => isGood.has(other.text)));
  return often.length < 5 ? 0 : close.length / often.length;
}

/** How much of a text changes; of texts of as many words, how much of the word that changes most. */
function changedShare(from: string, to: string, distance: number): number {
  const mine = from.split(/\s+/);
  const theirs = to.split(/\s+/);
  if (mine.length < 2 || mine.length !== theirs.length) return distance / Math.max(from.length, to.length);
  return Math.max(...mine.map((word, at) => 1 - editLikeness(word, theirs[at] ?? "")));
}

/** How many values hold each pair of neighbouring letters, the ends being letters too. */
function pairCounts(texts: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const pair of pairsOf(text)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  return counts;
}

function pairsOf(text: string): Set<string> {
  const lower = ` ${text.toLowerCase()} `;
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < lower.length; at += 1) pairs.add(lower.slice(at, at + 2));
  return pairs;
}

const hasNewPair = (text: string, counts: ReadonlyMap<string, number>) =>
  [...pairsOf(text)].some((pair) => !counts.has(pair));

/**
 * Values with the stray letter, and the only more frequent value that has other letters in its places; null where there
 * are several, so that none can be told.
 */
function openMatches(values: ReadonlyMap<string, number>, stray: string): Map<string, string | null> {
  const byLength = new Map<number, string[]>();
  for (const text of values.keys()) byLength.set(text.length, [...(byLength.get(text.length) ?? []), text]);
  const matches = new Map<string, string | null>();
  let comparisons = 0;
  for (const [from, rows] of values) {
    if (!from.includes(stray)) continue;
    const others = byLength.get(from.length) ?? [];
    comparisons += others.length;
    if (comparisons > mostComparisons) break;
    const fitting = others.filter((to) => isStrayed(from, to, stray));
    if (fitting.length === 0) continue;
    const total = fitting.reduce((sum, to) => sum + (values.get(to) ?? 0), 0);
    const best = fitting.find((to) => (values.get(to) ?? 0) >= Math.max(2 * rows, 0.9 * total));
    matches.set(from, best ?? null);
  }
  return matches;
}
