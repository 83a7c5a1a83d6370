import type { Cell } from "./document.ts";

/** Options that change only how a cell is shown. */
const looks = new Set(["fold"]);

/** Whether two states of a cell come to the same when run: text, kind, name, and the options that count. */
export function runsTheSame(a: Cell, b: Cell): boolean {
  if (a === b) return true;
  return a.source === b.source && a.kind === b.kind && a.name === b.name && counting(a) === counting(b);
}

function counting({ options }: Cell): string {
  return JSON.stringify(Object.entries(options).filter(([key]) => !looks.has(key)));
}
