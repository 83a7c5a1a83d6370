import type { Cell } from "./document.ts";

/** Options that change nothing of what a cell gives: how it is shown, and whether it keeps what it gave. */
const asides = new Set(["fold", "frozen"]);

/** Whether two states of a cell come to the same when run: text, kind, name, and the options that count. */
export function runsTheSame(a: Cell, b: Cell): boolean {
  if (a === b) return true;
  if (a.source !== b.source || a.kind !== b.kind || a.name !== b.name || a.given !== b.given) return false;
  return a.options === b.options || counting(a) === counting(b);
}

function counting({ options }: Cell): string {
  return JSON.stringify(
    Object.entries(options)
      .filter(([key]) => !asides.has(key))
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
