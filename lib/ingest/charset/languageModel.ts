import { type Language, languageModels } from "./languageModels.ts";

/** −ln P of an ASCII character, the same for every set: it says nothing of which one it is. */
export const asciiCost = 2.8;

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const alphabet = "abcdefghijklmnopqrstuvwxyz";

/** A language's statistics, unpacked; place 0 is a word's edge. */
export interface Model {
  isLatin: boolean;
  places: ReadonlyMap<number, number>;
  size: number;
  /** −ln P of a letter (column) after another (row). */
  costs: Float32Array;
  /** −ln P of a word that is one letter, by the letter's place; the last resort where that is not counted. */
  alone: Float32Array;
}

const models = new Map<Language, Model>();

/** The statistics of a language. */
export function modelOf(language: Language): Model {
  let model = models.get(language);
  if (!model) {
    model = unpack(languageModels[language]);
    models.set(language, model);
  }
  return model;
}

function unpack(packed: string): Model {
  const [letters = "", alone = "", costs = ""] = packed.split(" ");
  const isLatin = letters === "" || /\p{Script=Latin}/u.test(letters);
  const all = isLatin ? alphabet + letters : letters;
  const size = all.length + 1;
  const ascii = isLatin ? alphabet.length : -1;
  const aloneCosts = new Float32Array(size).fill(8);
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
  // Between two things that are no letters, what they are is all that counts.
  table[0] = 0.5;
  return {
    isLatin,
    places: new Map(Array.from(all, (text, place) => [text.charCodeAt(0), place + 1])),
    size,
    costs: table,
    alone: aloneCosts,
  };
}
