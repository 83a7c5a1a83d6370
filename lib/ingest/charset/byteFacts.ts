import { type Model, modelOf } from "./languageModel.ts";
import type { Language } from "./languageModels.ts";
import { codePointsOf, type SingleByteSet } from "./singleByteTables.ts";
import { symbolCost } from "./symbolCost.ts";

/** −ln P of a byte that the set leaves undefined. */
const undefinedCost = 20;

/** What each byte of a set is to a language. */
export interface ByteFacts {
  /** Its letter's place in the model; the edge, 0, for all else. */
  place: Uint8Array;
  /** What it costs beside that: symbols, letters of other languages, bytes without meaning. */
  extra: Float32Array;
  /** 1 a small letter, 2 a capital, 3 a letter without case, 0 none. */
  letter: Uint8Array;
  /** The byte of the typographic apostrophe, which words have inside; −1 for none. */
  apostrophe: number;
}

const known = new Map<string, ByteFacts>();

/** What each byte of a set is to a language. */
export function byteFacts(set: SingleByteSet, language: Language): ByteFacts {
  const key = `${set} ${language}`;
  let facts = known.get(key);
  if (!facts) {
    facts = factsOf(codePointsOf(set), modelOf(language));
    known.set(key, facts);
  }
  return facts;
}

function factsOf(points: Int32Array, model: Model): ByteFacts {
  const place = new Uint8Array(256);
  const extra = new Float32Array(256);
  const letter = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const point = points[byte] ?? -1;
    if (point < 0) {
      extra[byte] = undefinedCost;
      continue;
    }
    const text = String.fromCharCode(point);
    const small = text.toLowerCase();
    const isLetter = /[\p{L}\p{M}]/u.test(text);
    place[byte] = model.places.get(small.charCodeAt(0)) ?? 0;
    if (isLetter) letter[byte] = text !== small ? 2 : text !== text.toUpperCase() ? 1 : 3;
    if (byte >= 0x80 && place[byte] === 0)
      extra[byte] = isLetter ? foreignCost(text, model) : symbolCost(point);
  }
  return { place, extra, letter, apostrophe: points.indexOf(0x2019) };
}

/** A letter that the language does not use: in names, if the script is the same. */
function foreignCost(text: string, model: Model): number {
  return model.isLatin && /\p{Script=Latin}/u.test(text) ? 8 : 12;
}
