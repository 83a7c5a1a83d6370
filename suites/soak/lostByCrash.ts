/** A notebook's text as it was seen, and when: the page's own clock, in milliseconds. */
export interface SeenText {
  text: string;
  atMs: number;
}

/** A crash by the page's own clock, and how long the device took to write and the page waited for its turn, at most. */
export interface Crash {
  atMs: number;
  heldUpMs: number;
}

/** What a notebook may lose at most when its tab ends without a word, but for what holds the page up. */
const mostLostMs = 1_000;

/**
 * What is wrong with the text that was there after a crash; null where nothing is. `seen` holds every text that the
 * notebook had, oldest first, but for that of the one edit that may have been under way.
 */
export function lostByCrash(seen: readonly SeenText[], crash: Crash, restored: string): string | null {
  const must = seen.findLastIndex(({ atMs }) => atMs <= crash.atMs - crash.heldUpMs - mostLostMs);
  const found = seen.findLastIndex(({ text }) => text === restored);
  if (found >= must && found >= 0) return null;
  if (found >= 0) {
    const older = Math.round(crash.atMs - (seen[found + 1]?.atMs ?? crash.atMs));
    return `what was edited ${older} ms before the crash is missing`;
  }
  // The edit under way had no time to be seen: but for it, the text is the one seen last.
  const last = seen.at(-1);
  if (last && isOneEditFrom(last.text, restored)) return null;
  return `the text is none that the notebook ever had: ${JSON.stringify(restored)}`;
}

/** Whether the lines are the same but for their order, or for one mark more at the end of one. */
function isOneEditFrom(before: string, after: string): boolean {
  const lines = (text: string) => text.split("\n").sort().join("\n");
  if (lines(before) === lines(after)) return true;
  return [...after.matchAll(/ --\d+/g)].some(
    ({ 0: mark, index }) => after.slice(0, index) + after.slice(index + mark.length) === before,
  );
}
