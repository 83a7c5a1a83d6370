import { editDistance } from "../likeness/editDistance.ts";
import { jaroWinkler } from "../likeness/jaroWinkler.ts";

/** Told of two places in the list of texts that are near, and how near: the smaller the nearer. */
export type OnPair = (a: number, b: number, distance: number) => void;

/** How many texts are worked on between two looks at the clock. */
const slice = 2000;

/** Blocks of more texts than this are cut: what that many share says little. */
const largestBlock = 150;
const largestPieceBlock = 24;

/** More texts than this have no number beside a hash in one exact double. */
export const mostTexts = 2 ** 18;

/** Short texts are near only by one edit, and those of three letters or less by none. */
export function mostEdits(length: number, edits: number): number {
  return length < 4 ? 0 : length < 9 ? Math.min(1, edits) : edits;
}

/**
 * Pairs of texts (at most `mostTexts`) within one or two edits, some of them twice. Texts one edit apart are equal once a
 * letter is left out of each (Garbe's symmetric deletes). Of those two edits apart, one piece of three is whole and
 * hardly moved (Li et al., PassJoin); two pairs of swapped letters in one text may be missed. Yields how much is done.
 */
export function* pairsByEdits(texts: readonly string[], edits: number, onPair: OnPair): Generator<number> {
  const masks = Int32Array.from(texts, lettersOf);
  const check = (a: number, b: number) => {
    if (bits((masks[a] ?? 0) ^ (masks[b] ?? 0)) > 2 * edits) return;
    const [x, y] = [texts[a] ?? "", texts[b] ?? ""];
    const most = Math.min(mostEdits(x.length, edits), mostEdits(y.length, edits));
    if (Math.abs(x.length - y.length) > most) return;
    const distance = editDistance(x, y, most);
    if (distance <= most) onPair(Math.min(a, b), Math.max(a, b), distance);
  };
  const share = edits > 1 ? 0.5 : 1;
  for (const done of pairsByRests(texts, check)) yield share * done;
  if (edits > 1) for (const done of pairsByPieces(texts, edits, check)) yield 0.5 + 0.5 * done;
}

function* pairsByRests(texts: readonly string[], check: (a: number, b: number) => void): Generator<number> {
  const long = (text: string) => mostEdits(text.length, 1) > 0;
  const keys = new Float64Array(texts.reduce((sum, text) => sum + (long(text) ? text.length + 1 : 0), 0));
  let count = 0;
  for (const [id, text] of texts.entries()) {
    if (long(text))
      for (let left = -1; left < text.length; left += 1) {
        keys[count] = hashOf(text, 0, text.length, left) * mostTexts + id;
        count += 1;
      }
    if (id % slice === slice - 1) yield (0.3 * id) / texts.length;
  }
  // Equal hashes come to stand together, each with the number of its text.
  keys.sort();
  yield 0.5;
  for (let start = 0; start < count; ) {
    const hash = Math.floor((keys[start] ?? 0) / mostTexts);
    let end = start + 1;
    while (end < count && Math.floor((keys[end] ?? 0) / mostTexts) === hash) end += 1;
    const last = Math.min(end, start + largestBlock);
    for (let i = start; i < last; i += 1)
      for (let j = i + 1; j < last; j += 1) {
        const [a, b] = [(keys[i] ?? 0) % mostTexts, (keys[j] ?? 0) % mostTexts];
        if (a !== b) check(a, b);
      }
    if (Math.floor(end / (slice * 8)) !== Math.floor(start / (slice * 8))) yield 0.5 + (0.5 * end) / count;
    start = end;
  }
}

function* pairsByPieces(
  texts: readonly string[],
  edits: number,
  check: (a: number, b: number) => void,
): Generator<number> {
  const pieces = new Map<number, number[]>();
  const order = texts.flatMap((text, id) => (mostEdits(text.length, edits) > 1 ? id : []));
  order.sort((a, b) => (texts[a] ?? "").length - (texts[b] ?? "").length);
  const tried = new Int32Array(texts.length).fill(-1);
  for (const [at, id] of order.entries()) {
    const text = texts[id] ?? "";
    for (let length = Math.max(9, text.length - edits); length <= text.length; length += 1) {
      const more = text.length - length;
      for (let nr = 0; nr <= edits; nr += 1) {
        const { from, to } = piece(length, edits, nr);
        // A piece moves by no more than the edits before it, nor by more than those behind it allow for.
        const first = Math.max(0, from - nr, from + more - (edits - nr));
        const last = Math.min(text.length - (to - from), from + nr, from + more + (edits - nr));
        for (let start = first; start <= last; start += 1) {
          const others =
            pieces.get(hashOf(text, start, start + to - from, -1) * 512 + ((length * 4 + nr) % 512)) ?? [];
          for (let nth = 0; nth < Math.min(others.length, largestPieceBlock); nth += 1) {
            const other = others[nth] ?? 0;
            if (tried[other] === at) continue;
            tried[other] = at;
            check(other, id);
          }
        }
      }
    }
    for (let nr = 0; nr <= edits; nr += 1) {
      const { from, to } = piece(text.length, edits, nr);
      const key = hashOf(text, from, to, -1) * 512 + ((text.length * 4 + nr) % 512);
      const there = pieces.get(key);
      if (there) there.push(id);
      else pieces.set(key, [id]);
    }
    if (at % slice === slice - 1) yield at / order.length;
  }
}

function piece(length: number, edits: number, nr: number): { from: number; to: number } {
  const count = edits + 1;
  return { from: Math.floor((nr * length) / count), to: Math.floor(((nr + 1) * length) / count) };
}

/** A number of 35 bits for letters of a text with one left out (none for -1). */
function hashOf(text: string, from: number, to: number, left: number): number {
  let low = 0x811c9dc5;
  let high = 0;
  for (let at = from; at < to; at += 1) {
    if (at === left) continue;
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = (high * 5 + code) & 7;
  }
  return (low >>> 0) + high * 2 ** 32;
}

/** Which letters a text holds, as bits: texts two edits apart differ in four at most. */
function lettersOf(text: string): number {
  let mask = 0;
  for (let at = 0; at < text.length; at += 1) mask |= 1 << (text.charCodeAt(at) & 31);
  return mask;
}

function bits(mask: number): number {
  const pairs = mask - ((mask >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How many neighbours in the order of letters a text is compared with, from the front and from the back. */
const window = 12;

/**
 * Pairs of texts whose Jaro-Winkler likeness is at least `least`, among neighbours in alphabetical order and in that of
 * their letters from behind (the sorted neighbourhood method). Yields how much is done, from 0 to 1.
 */
export function* pairsByLikeness(texts: readonly string[], least: number, onPair: OnPair): Generator<number> {
  const backward = texts.map((text) => [...text].reverse().join(""));
  yield 0.05;
  for (const [nr, sorted] of [texts, backward].entries()) {
    const order = texts.map((_, at) => at).sort((a, b) => compared(sorted[a] ?? "", sorted[b] ?? ""));
    yield 0.1 + 0.45 * nr;
    for (const [at, a] of order.entries()) {
      for (let by = 1; by <= window && at + by < order.length; by += 1) {
        const b = order[at + by] ?? 0;
        const likeness = jaroWinkler(texts[a] ?? "", texts[b] ?? "");
        if (likeness >= least) onPair(Math.min(a, b), Math.max(a, b), 1 - likeness);
      }
      if (at % slice === slice - 1) yield 0.1 + 0.45 * nr + (0.45 * at) / order.length;
    }
  }
}

const compared = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
