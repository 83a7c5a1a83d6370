import { commonCharacters } from "./commonCharacters.ts";

export type EastAsian = keyof typeof commonCharacters;

const ranks = new Map<EastAsian, Map<number, number>>();

/** −ln P of a character by its place among the commonest ones of a language; null where it is not among them. */
export function commonCost(language: EastAsian, point: number): number | null {
  let places = ranks.get(language);
  if (!places) {
    places = new Map(
      Array.from(commonCharacters[language], (text, rank) => [text.codePointAt(0) ?? 0, rank]),
    );
    ranks.set(language, places);
  }
  const rank = places.get(point);
  return rank === undefined ? null : 1.7 + Math.log(rank + 12);
}

const languages: readonly EastAsian[] = ["japanese", "simplifiedChinese", "traditionalChinese", "korean"];

/** −ln P of a character outside ASCII where neither language nor set is known. */
export function characterCost(point: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const language of languages) least = Math.min(least, commonCost(language, point) ?? least);
  if (least < Number.POSITIVE_INFINITY) return least;
  // Alphabets are small, so that any of their letters is common; most ideographs and syllables are rare.
  if (point < 0x2e80) return point < 0x700 ? 6 : 9;
  return point >= 0xe000 && point < 0xf900 ? 16 : 10.5;
}
