/** A value that is thought to be wrong, and what it would become. */
export interface Repair {
  from: string | null;
  to: string;
  rows: number;
  /** 0 to 1. */
  confidence: number;
  /** Which columns say so; none where only the column's other values do. */
  by: string[];
  /** Where the value is right elsewhere: only rows with these values of `by[0]` are changed. */
  groups?: string[];
}

/** A letter that stands where others belong, all over a relation: what scanning or a broken conversion left. */
export type StrayLetter = string | null;

/** The letters of `from` that differ from `to`, where both are as long; null where they are not. */
export function changedLetters(from: string, to: string): string[] | null {
  if (from.length !== to.length) return null;
  const letters: string[] = [];
  for (let at = 0; at < from.length; at += 1) if (from[at] !== to[at]) letters.push(from[at] ?? "");
  return letters;
}

/** Whether a text is another one in which the stray letter took the place of letters. */
export function isStrayed(from: string, to: string, stray: StrayLetter): boolean {
  const letters = stray === null ? null : changedLetters(from, to);
  return letters !== null && letters.length > 0 && letters.every((letter) => letter === stray);
}

/**
 * The letter that most of the changes have in common, where it has at least ten of them and more than half, and took the
 * place of several letters: one that always replaces the same letter tells two kinds of values apart.
 */
export function strayLetter(repairs: readonly { from: string | null; to: string }[]): StrayLetter {
  const found = new Map<string, { changes: number; replaced: Set<string> }>();
  let all = 0;
  for (const { from, to } of repairs) {
    const letters = new Set(from === null ? [] : (changedLetters(from, to) ?? []));
    if (from === null || letters.size !== 1) continue;
    const [letter = ""] = letters;
    const there = found.get(letter) ?? { changes: 0, replaced: new Set() };
    found.set(letter, there);
    all += 1;
    there.changes += 1;
    for (const one of changedLetters(to, from) ?? []) there.replaced.add(one);
  }
  const [best] = [...found].sort((a, b) => b[1].changes - a[1].changes);
  if (!best) return null;
  const [letter, { changes, replaced }] = best;
  return changes >= 10 && changes > 0.5 * all && replaced.size >= 4 ? letter : null;
}

/** How often one and the same change of letters makes values of a column another: then it is how they differ. */
const alikeChanges = 4;

/**
 * The repairs that are no slips since the same letters change the same way in several values, as "ak-1" and "al-1",
 * "ak-2" and "al-2" do: rows of two kinds rather than typing errors.
 */
export function systematic(repairs: readonly Repair[], stray: StrayLetter): Set<Repair> {
  const byChange = new Map<string, Repair[]>();
  for (const repair of repairs) {
    if (repair.from === null || isStrayed(repair.from, repair.to, stray)) continue;
    const change = changeOf(repair.from, repair.to);
    byChange.set(change, [...(byChange.get(change) ?? []), repair]);
  }
  const isAlike = (group: readonly Repair[]) => new Set(group.map(({ to }) => to)).size >= alikeChanges;
  return new Set([...byChange.values()].filter(isAlike).flat());
}

/** What stands between what two texts have in common at both ends: what goes and what comes. */
function changeOf(from: string, to: string): string {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < Math.min(from.length, to.length) - start && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  return `${from.slice(start, from.length - end)}\u0000${to.slice(start, to.length - end)}`;
}
