import type { NotebookDocument } from "../notebook/document.ts";
import { findFrontMatter, isBeyondReach } from "./frontMatter.ts";
import { NotebookParseError } from "./NotebookParseError.ts";
import { type Piece, printCell } from "./printCell.ts";
import { newFrontMatter, printFrontMatter } from "./printFrontMatter.ts";
import { endedLine, joinTexts } from "./textLines.ts";

/**
 * The text of a notebook as a `.nb.md` file. What came from a file and did not change is printed as it stood there,
 * so that parsing and printing gives the same text back and an edit touches only its own lines.
 */
export function printNotebook(document: NotebookDocument): string {
  const { lineEnd, cells } = document;
  const body = joinPieces(printPieces(document), lineEnd);
  let front = printFrontMatter(document);
  if (body !== "" && !front.isMatter && isTakenForMore(front.text + front.rest, body)) {
    front = newFrontMatter(document, front);
  }
  const { text, rest, isMatter } = front;
  if (body === "") return text + rest;
  const isFirstNew = cells[0]?.layout == null;
  const between = rest !== "" || !isMatter || !isFirstNew ? endedLine(rest, lineEnd) : lineEnd;
  return (isMatter ? endedLine(text, lineEnd) : text) + between + body;
}

/** Whether the beginning of the cells would be read as front matter, or as a byte order mark. */
function isTakenForMore(before: string, body: string): boolean {
  if (before === "" && body.startsWith("\uFEFF")) return true;
  const text = before + body;
  // Better an empty front matter too many than prose that is read as one.
  if (isBeyondReach(text)) return true;
  try {
    return findFrontMatter(text) !== null;
  } catch (thrown) {
    if (thrown instanceof NotebookParseError) return true;
    throw thrown;
  }
}

function printPieces(document: NotebookDocument): Piece[] {
  const pieces: Piece[] = [];
  document.cells.forEach((cell, index) => {
    const isLast = index === document.cells.length - 1;
    pieces.push(printCell(cell, { before: pieces.at(-1) ?? null, isLast, lineEnd: document.lineEnd }));
  });
  return pieces;
}

function joinPieces(pieces: readonly Piece[], lineEnd: string): string {
  const parts: string[] = [];
  pieces.forEach((piece, index) => {
    const next = pieces[index + 1];
    if (!next) {
      // Blank lines that only held a next cell apart are not left at the end of the file.
      parts.push(piece.wasLast ? joinTexts(piece.body, piece.tail) : piece.body);
      return;
    }
    const body = endedLine(piece.body, lineEnd);
    const wantsBlankLine =
      piece.isNew ||
      next.isNew ||
      piece.wasLast ||
      piece.needsBlankLine ||
      (piece.isBareMarker && next.beginsWithFence);
    if (piece.tail !== "") parts.push(joinTexts(body, endedLine(piece.tail, lineEnd)));
    else parts.push(wantsBlankLine ? joinTexts(body, lineEnd) : body);
  });
  return parts.join("");
}
