import { asRelationName } from "../notebook/relationName.ts";

/**
 * What a file says of a cell's name: `exact` is kept whatever it is, `wanted` is made a name that no other cell has,
 * null gets a number.
 */
export type NameHint = { readonly exact: string } | { readonly wanted: string } | null;

/** The names of the cells of an imported notebook, one for each hint: the same hints always give the same names. */
export function nameCells(hints: readonly NameHint[]): string[] {
  const taken = new Set<string>();
  const take = (name: string) => {
    taken.add(name.toLowerCase());
    return name;
  };
  for (const hint of hints) if (hint && "exact" in hint) take(hint.exact);
  const wanted = hints.map((hint) => {
    if (!hint) return null;
    if ("exact" in hint) return hint.exact;
    const base = asRelationName(hint.wanted.trim());
    return base === "" || base === "__proto__" ? null : take(freeName(base, taken));
  });
  let number = 1;
  return wanted.map((name) => {
    if (name !== null) return name;
    while (taken.has(`cell_${number}`)) number++;
    return take(`cell_${number}`);
  });
}

function freeName(base: string, taken: ReadonlySet<string>): string {
  let name = base;
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${base}_${number}`;
  return name;
}
