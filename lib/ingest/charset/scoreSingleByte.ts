import { type LanguageModel, languageModels } from "./languageModels.ts";
import { codePointsOf, type SingleByteSet } from "./singleByteTables.ts";
import { symbolCost } from "./symbolCost.ts";

/** −ln P of an ASCII character, the same for every set: it says nothing of which one it is. */
export const asciiCost = 2.8;

const undefinedCost = 20;
/** −ln P of the same byte again: fillers of any length are written in every set. */
const repeatCost = 4;
const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const alphabet = "abcdefghijklmnopqrstuvwxyz";
const edge = 0;
const space = 0x20;
/** What it costs that letters of two scripts touch. */
const mixedCost = 6;

/** A language's statistics, unpacked. */
interface Model {
  isLatin: boolean;
  places: ReadonlyMap<number, number>;
  size: number;
  /** −ln P of a letter (column) after another (row). */
  costs: Float32Array;
  /** −ln P of a word that is one letter, by the letter's place; 0 where that is not counted. */
  alone: Float32Array;
}

let models: Map<string, Model> | null = null;

// A table may hold names in other languages than the one of most of its text.
const mainCost = 0.3;
const otherCost = 3;

/** −ln P of each run as text of a set, most of it in the language that is likeliest over all. */
export function scoreSingleByte(
  set: SingleByteSet,
  languages: readonly string[],
  runs: readonly Uint8Array[],
): number {
  models ??= new Map(languageModels.map((model) => [model.language, unpack(model)]));
  const points = codePointsOf(set);
  const costs: Float32Array[] = [];
  for (const language of languages) {
    const model = models.get(language);
    if (!model) continue;
    const facts = bytesIn(points, model);
    costs.push(Float32Array.from(runs, (run) => runCost(run, facts, model)));
  }
  const anyLanguage = runs.map((_, at) => Math.min(...costs.map((cost) => cost[at] ?? 0)) + otherCost);
  const totals = costs.map((cost) =>
    cost.reduce((sum, own, at) => sum + Math.min(own + mainCost, anyLanguage[at] ?? own), 0),
  );
  return Math.min(...totals);
}

/** What each byte of a set is to a language. */
interface ByteFacts {
  /** Its letter's place in the model; the edge for all else. */
  place: Uint8Array;
  /** What it costs beside that: symbols, letters of other languages, bytes without meaning. */
  extra: Float32Array;
  /** 1 a small letter, 2 a capital, 3 a letter without case, 0 none. */
  letter: Uint8Array;
}

function bytesIn(points: Int32Array, model: Model): ByteFacts {
  const facts: ByteFacts = {
    place: new Uint8Array(256),
    extra: new Float32Array(256),
    letter: new Uint8Array(256),
  };
  for (const [byte, point] of points.entries()) {
    const text = point < 0 ? "\ufffd" : String.fromCodePoint(point);
    const small = text.toLowerCase().codePointAt(0) ?? 0;
    const isLetter = /[\p{L}\p{M}]/u.test(text);
    const place = model.places.get(small) ?? edge;
    facts.place[byte] = place;
    facts.letter[byte] = !isLetter
      ? 0
      : text !== text.toLowerCase()
        ? 2
        : text !== text.toUpperCase()
          ? 1
          : 3;
    if (place !== edge || byte < 0x80) continue;
    facts.extra[byte] = point < 0 ? undefinedCost : isLetter ? foreignCost(text, model) : symbolCost(point);
  }
  return facts;
}

/** A letter that the language does not use: in names, if the script is the same. */
function foreignCost(text: string, model: Model): number {
  return model.isLatin && /\p{Script=Latin}/u.test(text) ? 8 : 12;
}

function runCost(
  run: Uint8Array,
  { place, extra, letter }: ByteFacts,
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
      // A symbol has letters on both sides only as an apostrophe or a dot.
      if (isLetter === 0 && beforeLetter !== 0 && (letter[after] ?? 0) !== 0) cost += 2;
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

function unpack({ letters, alone, costs }: LanguageModel): Model {
  const isLatin = letters === "" || /\p{Script=Latin}/u.test(letters);
  const all = isLatin ? alphabet + letters : letters;
  const size = all.length + 1;
  const ascii = isLatin ? alphabet.length : -1;
  const aloneCosts = new Float32Array(size);
  for (const [at, digit] of Array.from(alone).entries()) {
    aloneCosts[size - letters.length + at] = digits.indexOf(digit) / 4;
  }
  const table = new Float32Array(size * size);
  let at = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      // Pairs of ASCII alone are left out of Latin models.
      if (row <= ascii && column <= ascii) table[row * size + column] = asciiCost;
      else table[row * size + column] = digits.indexOf(costs[at++] ?? "/") / 4;
    }
  }
  return {
    isLatin,
    places: new Map(Array.from(all, (text, place) => [text.charCodeAt(0), place + 1])),
    size,
    costs: table,
    alone: aloneCosts,
  };
}
