import { sampleOf } from "./sample.mjs";

/** `npm run suites` tries all of the public files; `npm test` a seeded share of those that take long. */
export const isWhole = process.env.EIDER_WHOLE_SUITES === "1";

/** The files to try here, by their names. */
export function sampleHere<T>(names: readonly T[]): T[] {
  return isWhole ? [...names] : sampleOf(names, { share: 0.2, seed: 11 });
}
