import { type ByteFacts, byteFacts } from "./byteFacts.ts";
import { asciiCost, type Model, modelOf } from "./languageModel.ts";
import type { Language } from "./languageModels.ts";
import type { SingleByteSet } from "./singleByteTables.ts";

/** −ln P of the same byte again: fillers of any length are written in every set. */
const repeatCost = 4;
const edge = 0;
const space = 0x20;
/** What it costs that letters of two scripts touch. */
const mixedCost = 6;
// A table may hold names in other languages than the one of most of its text.
const mainCost = 0.3;
const otherCost = 3;

/** −ln P of the runs as text of a set, most of it in the language that is likeliest over all. */
export function scoreSingleByte(
  set: SingleByteSet,
  languages: readonly Language[],
  runs: readonly Uint8Array[],
): number {
  const costs: Float32Array[] = [];
  const least = new Float32Array(runs.length).fill(Number.POSITIVE_INFINITY);
  for (const language of languages) {
    const facts = byteFacts(set, language);
    const model = modelOf(language);
    const own = new Float32Array(runs.length);
    for (const [at, run] of runs.entries()) {
      const cost = runCost(run, facts, model);
      own[at] = cost;
      least[at] = Math.min(least[at] ?? cost, cost);
    }
    costs.push(own);
  }
  const totals = costs.map((own) =>
    own.reduce((sum, cost, at) => sum + Math.min(cost + mainCost, (least[at] ?? cost) + otherCost), 0),
  );
  return Math.min(...totals);
}

function runCost(
  run: Uint8Array,
  { place, extra, letter, apostrophe }: ByteFacts,
  { costs, alone, size, isLatin }: Model,
): number {
  let cost = 0;
  let before = space;
  let beforeLetter = 0;
  let from = edge;
  let isInside = false;
  for (let at = 0; at <= run.length; at++) {
    const byte = run[at] ?? space;
    const after = run[at + 1] ?? space;
    const isLetter = letter[byte] ?? 0;
    const isAscii = byte < 0x80;
    // In languages of other scripts ASCII letters are no letters, and right beside one they are rare.
    const to = isAscii && !isLatin ? edge : (place[byte] ?? edge);
    const isAlone = !isAscii && to !== edge && beforeLetter === 0 && (letter[after] ?? 0) === 0;
    if (isAscii && before < 0x80) cost += asciiCost;
    else if (isAlone) cost += alone[to] ?? 0;
    else if (byte === before) cost += repeatCost;
    else cost += (costs[from * size + to] ?? 0) + (extra[byte] ?? 0);
    if (isAscii !== before < 0x80 && beforeLetter !== 0 && isLetter !== 0 && !isLatin) cost += mixedCost;
    if (isAscii && isLetter !== 0 && before >= 0x80 && !isLatin) cost += asciiCost;
    if (!isAscii) {
      // Letters beside a digit are ASCII, as in units and codes; signs of money and degrees stand there.
      if (isDigit(before) || isDigit(after)) cost += isLetter !== 0 ? 3 : -1;
      // The only symbol that often has letters on both sides is the apostrophe.
      if (isLetter === 0 && beforeLetter !== 0 && (letter[after] ?? 0) !== 0) {
        cost += byte === apostrophe ? -1.5 : 2;
      }
    }
    if (!isAscii || before >= 0x80) {
      if (beforeLetter === 1 && isLetter === 2) cost += 5;
      if (beforeLetter === 2 && isLetter === 1 && isInside) cost += 3;
    }
    isInside = beforeLetter !== 0 && isLetter !== 0;
    from = isAlone ? edge : to;
    before = byte;
    beforeLetter = isLetter;
  }
  return cost;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
