import { aliasOf, isPath } from "../sql/scope/selectList.ts";
import type { TokenTree } from "../sql/scope/TokenTree.ts";
import { aggregateNames } from "./aggregateNames.ts";
import { isQueryAt } from "./query.ts";

/** One item of a SELECT list. */
export interface Item {
  /** As it is written. */
  text: string;
  /** Its expression, every token set apart, in lower case where it is no string: what is the same has the same. */
  key: string;
  alias: string | null;
  /** The column that it passes, where it is nothing else. */
  column: string | null;
  /** Gives as many columns as there are. */
  isStar: boolean;
  aggregates: boolean;
  /** Computes over other rows than its own. */
  windows: boolean;
}

/** The items of a SELECT list, `from` to before `to`. */
export function selectItems(sql: string, tree: TokenTree, from: number, to: number): Item[] {
  const items: Item[] = [];
  for (const [a, b] of tree.parts(from, to)) {
    if (a >= b) continue;
    const named = aliasOf(tree, a, b);
    const [start, end] = named ? [named.from, named.to] : [a, b];
    const { aggregates, windows } = callsIn(tree, start, end);
    const whole = aggregates || usesAny(tree, start, end, items);
    items.push({
      text: sql.slice(tree.start(a), tree.endBefore(b)),
      key: keyOf(tree, start, end),
      alias: named?.name ?? null,
      column: isPath(tree, start, end) ? tree.name(end - 1) : null,
      isStar: isStar(tree, a, b),
      aggregates: whole,
      windows,
    });
  }
  return items;
}

/** Tokens so that two texts that differ in spaces and case alone have the same. */
export function keyOf(tree: TokenTree, from: number, to: number): string {
  return tree.tokens
    .slice(from, to)
    .map(({ kind, text }) => (kind === "string" || kind === "quoted" ? text : text.toLowerCase()))
    .join(" ");
}

function isStar(tree: TokenTree, a: number, b: number): boolean {
  for (let i = a; i < b; i++) {
    const before = tree.text(i - 1);
    if (tree.word(i) === "COLUMNS" && tree.text(i + 1) === "(") return true;
    if (tree.text(i) === "*" && (i === a || before === ".")) return true;
  }
  return false;
}

/** Whether an item uses the name of an earlier one that aggregates. */
function usesAny(tree: TokenTree, from: number, to: number, items: readonly Item[]): boolean {
  const names = new Set(
    items.flatMap(({ aggregates, alias }) => (aggregates ? (alias?.toLowerCase() ?? []) : [])),
  );
  for (let i = from; i < to; i++)
    if (tree.text(i - 1) !== "." && names.has(tree.name(i)?.toLowerCase() ?? "")) return true;
  return false;
}

/** What the calls among these tokens do; queries in brackets keep theirs to themselves. */
export function callsIn(
  tree: TokenTree,
  from: number,
  to: number,
): { aggregates: boolean; windows: boolean } {
  let aggregates = false;
  let windows = false;
  for (let i = from; i < to; i++) {
    if (tree.isOpen(i) && isQueryAt(tree, i + 1)) {
      i = tree.after(i) - 1;
      continue;
    }
    if (tree.text(i + 1) !== "(") continue;
    const name = tree.name(i)?.toLowerCase();
    if (name === undefined) continue;
    let end = tree.after(i + 1);
    if (tree.word(end) === "WITHIN") end = tree.after(end + 2);
    if (/^(IGNORE|RESPECT)$/.test(tree.word(end))) end += 2;
    if (tree.word(end) === "FILTER") end = tree.after(end + 1);
    if (tree.word(end) === "OVER") windows = true;
    else if (aggregateNames.has(name) && tree.text(i - 1) !== ".") aggregates = true;
  }
  return { aggregates, windows };
}
