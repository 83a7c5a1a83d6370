import type { Cell } from "./document.ts";

/** One cell with the text of both; everything but the text is the first one's. */
export function mergedCell(cell: Cell, next: Cell): Cell {
  if (cell.source === "") return { ...cell, source: next.source };
  if (next.source === "") return cell;
  // In Markdown a single line end would join two paragraphs.
  const between = cell.kind === "md" ? "\n\n" : "\n";
  return { ...cell, source: cell.source + between + next.source };
}
