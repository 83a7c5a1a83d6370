import type { DocumentCommand } from "./commands.ts";
import type { Cell, CellId, NotebookDocument } from "./document.ts";
import { mergedCell } from "./mergeCells.ts";

/**
 * The edit that brings several cells together, in their order on the page, before another one (at the end where that is
 * null); null where they stand so already. Where the cell before which they are to stand is one of them, they stay.
 */
export function moveCells(
  document: NotebookDocument,
  ids: readonly CellId[],
  before: CellId | null,
): DocumentCommand | null {
  const wanted = new Set(ids);
  if (before !== null && wanted.has(before)) return null;
  const block = document.cells.filter(({ id }) => wanted.has(id));
  const rest = document.cells.filter(({ id }) => !wanted.has(id));
  const found = before === null ? -1 : rest.findIndex(({ id }) => id === before);
  const at = found < 0 ? rest.length : found;
  return rearrange(document.cells, [...rest.slice(0, at), ...block, ...rest.slice(at)]);
}

/** The edit that makes one cell of several: the first one's name, kind and options, and the text of all. */
export function mergeCells(document: NotebookDocument, ids: readonly CellId[]): DocumentCommand | null {
  const wanted = new Set(ids);
  const [first, ...others] = document.cells.filter(({ id }) => wanted.has(id));
  if (!first || others.length === 0) return null;
  const merged = others.reduce(mergedCell, first);
  const kept = document.cells.filter((cell) => cell === first || !wanted.has(cell.id));
  return rearrange(
    document.cells,
    kept.map((cell) => (cell === first ? merged : cell)),
  );
}

/** A Markdown cell's text as a heading of this level: the marks of its first line are changed, the rest stays. */
export function asHeading(source: string, level: number): string {
  const text = source.replace(/^\s*\n/, "");
  const bare = text
    .replace(/^ {0,3}#{1,6}(?:[ \t]+|$)/, "")
    .replace(/^(.*)\n {0,3}(?:=+|-+)[ \t]*(?=\n|$)/, "$1");
  return `${"#".repeat(level)} ${bare}`;
}

/** One splice from these cells to those, as short as can be; null where nothing changes. */
function rearrange(before: readonly Cell[], after: readonly Cell[]): DocumentCommand | null {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  if (start === before.length && after.length === before.length) return null;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return {
    type: "splice",
    index: start,
    remove: before.length - end - start,
    cells: after.slice(start, after.length - end),
  };
}
