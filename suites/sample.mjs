/**
 * A share of names, the same ones for the same seed.
 * @param {string[]} names @param {{ share?: number, seed?: number }} options share: 0 to 1
 */
export function sampleOf(names, { share = 1, seed = 1 } = {}) {
  if (share >= 1) return [...names];
  let state = seed >>> 0 || 1;
  const random = () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  return names.filter(() => random() < share);
}
