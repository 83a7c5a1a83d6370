/** Replaces the characters `start` to `end` (offsets into one text) by `text`, which has no line ends. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** The edited text, and for a line (from 1) and column (from 0) in it the column in the text before. */
export interface Edited {
  text: string;
  columnBefore(line: number, column: number): number;
}

/** Applies edits that do not overlap and do not reach over a line end, so that lines stay where they are. */
export function applyEdits(text: string, edits: readonly Edit[]): Edited {
  const ordered = [...edits].sort((a, b) => a.start - b.start);
  const parts: string[] = [];
  const moves = new Map<number, { column: number; removed: number; added: number }[]>();
  let at = 0;
  let line = 1;
  let lineStart = 0;
  for (const edit of ordered) {
    for (
      let end = text.indexOf("\n", lineStart);
      end !== -1 && end < edit.start;
      end = text.indexOf("\n", lineStart)
    ) {
      line++;
      lineStart = end + 1;
    }
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
    const move = { column: edit.start - lineStart, removed: edit.end - edit.start, added: edit.text.length };
    moves.set(line, [...(moves.get(line) ?? []), move]);
  }
  parts.push(text.slice(at));
  return {
    text: parts.join(""),
    columnBefore(onLine, column) {
      let before = column;
      for (const { column: from, removed, added } of moves.get(onLine) ?? []) {
        if (before < from) break;
        before = before < from + added ? from : before - added + removed;
      }
      return before;
    },
  };
}
