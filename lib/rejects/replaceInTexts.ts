/** What to look for in texts, and what to put in its place; in a pattern's replacement `$1` stands for a group. */
export interface Replacement {
  find: string;
  replace: string;
  isPattern: boolean;
}

export interface Replaced {
  texts: string[];
  /** Places found, and texts that have any. */
  places: number;
  changed: number;
  /** What is wrong with the pattern. */
  problem: string | null;
}

/** Replaces all places in all texts; a pattern that is none changes nothing and says why. */
export function replaceInTexts(
  texts: readonly string[],
  { find, replace, isPattern }: Replacement,
): Replaced {
  const nothing: Replaced = { texts: [...texts], places: 0, changed: 0, problem: null };
  if (find === "") return nothing;
  const pattern = patternOf(find, isPattern);
  if (typeof pattern === "string") return { ...nothing, problem: pattern };
  let places = 0;
  let changed = 0;
  const replaced = texts.map((text) => {
    const found = text.match(pattern)?.length ?? 0;
    if (found === 0) return text;
    places += found;
    changed++;
    return isPattern ? text.replace(pattern, replace) : text.replace(pattern, () => replace);
  });
  return { texts: replaced, places, changed, problem: null };
}

function patternOf(find: string, isPattern: boolean): RegExp | string {
  try {
    return new RegExp(isPattern ? find : find.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"), "g");
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}
