import { asRelationName } from "../notebook/relationName.ts";

/**
 * What a file says of a cell's name: `exact` is kept whatever it is, `wanted` is made a name that no other cell has,
 * null gets a number, and "none" has no name, as Markdown has not.
 */
export type NameHint = { readonly exact: string } | { readonly wanted: string } | "none" | null;

/** The names of the cells of an imported notebook, one for each hint: the same hints always give the same names. */
export function nameCells(hints: readonly NameHint[]): string[] {
  const taken = new Set<string>();
  const take = (name: string) => {
    taken.add(name.toLowerCase());
    return name;
  };
  for (const hint of hints) if (isHint(hint) && "exact" in hint) take(hint.exact);
  const said = hints.map((hint) => {
    if (!isHint(hint)) return null;
    if ("exact" in hint) return hint.exact;
    const base = asRelationName(hint.wanted.trim());
    return base === "" || base === "__proto__" ? null : take(freeName(base, taken));
  });
  let number = 1;
  return hints.map((hint, index) => {
    if (hint === "none") return "";
    const name = said[index] ?? null;
    if (name !== null) return name;
    while (taken.has(`cell_${number}`)) number++;
    return take(`cell_${number}`);
  });
}

/**
 * As little as must be said of the names of a notebook's cells ("" for none), so that `nameCells` gives them again.
 * Those that `isSaid` asks for are said in any case.
 */
export function hintsFor(names: readonly string[], isSaid: (index: number) => boolean): NameHint[] {
  const hints = names.map((name, index): NameHint => {
    if (name === "") return "none";
    return isSaid(index) ? { wanted: name } : null;
  });
  // A name that is said can take one that was only counted, so this is looked at until all of them are right.
  for (;;) {
    const given = nameCells(hints);
    const wrong = names.flatMap((name, index) => (given[index] === name ? [] : [{ name, index }]));
    if (wrong.length === 0) return hints;
    for (const { name, index } of saidFirst(wrong)) {
      hints[index] = hints[index] === null ? { wanted: name } : { exact: name };
    }
  }
}

/** Of names that reading would not come to, those to say first: once they are, names that only count may be right. */
export function saidFirst<T extends { readonly name: string }>(wrong: readonly T[]): readonly T[] {
  const telling = wrong.filter(({ name }) => !/^cell_\d+$/i.test(name));
  return telling.length > 0 ? telling : wrong;
}

function isHint(hint: NameHint): hint is Exclude<NameHint, "none" | null> {
  return hint !== null && hint !== "none";
}

function freeName(base: string, taken: ReadonlySet<string>): string {
  let name = base;
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${base}_${number}`;
  return name;
}
