/** No set has these as second bytes: controls, space, and `! " # $ % & ' ( ) * + , - . / : ; < = > ?`. */
const separates = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0x30 || (byte >= 0x3a && byte <= 0x3f) ? 1 : 0,
);

const windows = 16;
/** Bytes of a run that are looked at. */
export const longestRun = 600;

/**
 * The distinct stretches between separators that hold a byte over 7F, taken from all over the head until they make
 * up `limitBytes`: what repeats in a table proves a set only once.
 */
export function evidenceRuns(head: Uint8Array, isWhole: boolean, limitBytes = 24_000): Uint8Array[] {
  const runs = new Map<string, Uint8Array>();
  const span = Math.max(4096, Math.ceil(head.length / windows));
  const share = Math.ceil(limitBytes / Math.ceil(head.length / span));
  for (let from = 0; from < head.length; from += span) {
    const to = Math.min(head.length, from + span);
    // A window begins behind a separator: in the middle of a run nobody knows where characters begin.
    let at = from;
    if (from > 0) while (at < to && separates[head[at] ?? 0] !== 1) at++;
    let taken = 0;
    while (at < to && taken < share) {
      let isHigh = false;
      let end = at;
      for (; end < head.length && separates[head[end] ?? 0] !== 1; end++) {
        if ((head[end] ?? 0) >= 0x80) isHigh = true;
      }
      // The last run of a head may be cut in the middle of a character; a lone one is better than nothing.
      const isCut = end === head.length && !isWhole;
      if (isHigh && (!isCut || runs.size === 0)) {
        const run = head.subarray(at, Math.min(end, at + longestRun));
        const key = String.fromCharCode(...run);
        if (!runs.has(key)) {
          runs.set(key, run);
          taken += run.length;
        }
      }
      at = end + 1;
    }
  }
  const all = [...runs.values()];
  // One byte again and again is a filler, which people write in every set.
  const telling = all.filter((run) => run.length < 2 || run.some((byte) => byte !== run[0]));
  return telling.length > 0 ? telling : all;
}
