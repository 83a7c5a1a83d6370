/** Where an offset of a changed text was in the original text; inside replaced text, the start of what it replaced. */
export type PositionMap = (offset: number) => number;

/** Replaces `start` to `end` of a text by `text`; an insertion has `start` equal to `end`. */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/** A changed text and the way back to the original's offsets (UTF-16 units). */
export interface EditedText {
  text: string;
  map: PositionMap;
}

/** Applies edits that do not overlap, in any order; of two insertions at one place the earlier one in the list comes first. */
export function applyEdits(original: string, edits: readonly TextEdit[]): EditedText {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let text = "";
  let at = 0;
  // Each piece of the new text: where it starts, and where its original starts; `fixed` pieces were replaced.
  const pieces: { start: number; from: number; fixed: boolean }[] = [];
  for (const edit of ordered) {
    if (edit.start < at) throw new Error("Edits of a text overlap.");
    pieces.push({ start: text.length, from: at, fixed: false });
    text += original.slice(at, edit.start);
    pieces.push({ start: text.length, from: edit.start, fixed: true });
    text += edit.text;
    at = edit.end;
  }
  pieces.push({ start: text.length, from: at, fixed: false });
  text += original.slice(at);
  const map = (offset: number) => {
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((pieces[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const piece = pieces[low];
    if (!piece) return offset;
    return Math.min(piece.fixed ? piece.from : piece.from + offset - piece.start, original.length);
  };
  return { text, map };
}

/** The way back through two changes, `later` made on the result of `earlier`. */
export function throughBoth(earlier: PositionMap, later: PositionMap): PositionMap {
  return (offset) => earlier(later(offset));
}

/** Line and column, both from 1, of an offset; columns count UTF-16 units, as editors do. */
export function lineColumnAt(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: Math.min(offset, text.length) - lineStart + 1 };
}

/** The offset of a line and column, both from 1; the inverse of lineColumnAt. */
export function offsetAt(text: string, line: number, column: number): number {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const end = text.indexOf("\n", start);
    if (end < 0) break;
    start = end + 1;
  }
  return Math.min(start + column - 1, text.length);
}
