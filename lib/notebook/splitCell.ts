import { uniqueCellName } from "./cellNames.ts";
import type { Cell, CellId, NotebookDocument } from "./document.ts";

/** Cuts a cell's text at a character; the first part keeps identity and name. One line end at the cut goes (in Markdown, all). */
export function splitCell(document: NotebookDocument, cell: Cell, at: number, newId: CellId): [Cell, Cell] {
  const cut = safeCut(cell.source, at);
  let before = cell.source.slice(0, cut);
  let after = cell.source.slice(cut);
  if (cell.kind === "md") {
    before = before.slice(0, lengthWithoutLineEnds(before));
    after = after.replace(/^\n+/, "");
  } else if (before.endsWith("\n")) {
    before = before.slice(0, -1);
  } else if (after.startsWith("\n")) {
    after = after.slice(1);
  }
  const name = cell.kind === "md" ? "" : uniqueCellName(document, cell.name);
  return [
    { ...cell, source: before },
    { ...cell, id: newId, name, source: after, layout: null },
  ];
}

/** Within the text, and never between the two halves of one character. */
function safeCut(text: string, at: number): number {
  const cut = Math.min(Math.max(Math.trunc(at) || 0, 0), text.length);
  const isHalf = /[\uD800-\uDBFF]/.test(text[cut - 1] ?? "") && /[\uDC00-\uDFFF]/.test(text[cut] ?? "");
  return isHalf ? cut - 1 : cut;
}

function lengthWithoutLineEnds(text: string): number {
  let length = text.length;
  while (text[length - 1] === "\n") length--;
  return length;
}
