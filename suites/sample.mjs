import { seededRandom } from "./seededRandom.mjs";

/**
 * Which part of a suite's files to try.
 * @typedef {{ share?: number, seed?: number }} Share share: 0 to 1
 */

/**
 * A share of a list, in its order; the same one for the same seed.
 * @template T
 * @param {readonly T[]} names
 * @param {Share} [options]
 * @returns {T[]}
 */
export function sampleOf(names, { share = 1, seed = 1 } = {}) {
  if (share >= 1) return [...names];
  const random = seededRandom(seed);
  return names.filter(() => random() < share);
}
