/** Replaces the characters from `start` to `end` (exclusive). */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/** A text after edits, and the way back: where in the original a position of the edited text comes from. */
export interface EditedText {
  text: string;
  toOriginal(offset: number): number;
}

/** Applies edits that do not overlap, in any order. A position inside a replacement maps to the start of what it replaced. */
export function applyTextEdits(original: string, edits: readonly TextEdit[]): EditedText {
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  let text = "";
  let at = 0;
  const pieces: { from: number; original: number; isReplacement: boolean }[] = [];
  for (const edit of sorted) {
    pieces.push({ from: text.length, original: at, isReplacement: false });
    text += original.slice(at, edit.start);
    pieces.push({ from: text.length, original: edit.start, isReplacement: true });
    text += edit.text;
    at = edit.end;
  }
  pieces.push({ from: text.length, original: at, isReplacement: false });
  text += original.slice(at);
  return {
    text,
    toOriginal(offset) {
      let piece = pieces[0];
      for (const candidate of pieces) {
        if (candidate.from > offset) break;
        piece = candidate;
      }
      if (!piece) return offset;
      return piece.isReplacement ? piece.original : piece.original + (offset - piece.from);
    },
  };
}

/** Line and column, both from 1, of a character offset. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - (before.lastIndexOf("\n") + 1) + 1 };
}

/** The character offset of a line and column, both from 1; kept within the text. */
export function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let n = 1; n < line; n++) {
    const end = text.indexOf("\n", start);
    if (end < 0) return text.length;
    start = end + 1;
  }
  return Math.min(text.length, start + column - 1);
}
