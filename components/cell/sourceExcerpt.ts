import type { EngineError } from "../../lib/engine/protocol.ts";

export interface SourceExcerpt {
  line: number;
  /** null where only the line is known. */
  column: number | null;
  before: string;
  marked: string;
  after: string;
}

/** Characters shown around the place; a minified line can be a megabyte long. */
const around = 60;

/** The line of source that an error points at, cut to what surrounds the place; null where it points nowhere. */
export function sourceExcerpt(
  source: string,
  error: Pick<EngineError, "line" | "column" | "length">,
): SourceExcerpt | null {
  if (error.line === undefined) return null;
  const text = source.split("\n")[error.line - 1];
  if (text === undefined) return null;
  if (error.column === undefined) {
    const start = text.length - text.trimStart().length;
    const whole = text.slice(start, start + 2 * around);
    return {
      line: error.line,
      column: null,
      before: "",
      marked: whole,
      after: start + 2 * around < text.length ? "…" : "",
    };
  }
  const from = Math.min(Math.max(0, error.column - 1), text.length);
  const to = Math.min(text.length, from + Math.max(1, error.length ?? wordLength(text.slice(from))));
  const start = Math.max(0, from - around);
  const end = Math.min(text.length, to + around);
  return {
    line: error.line,
    column: error.column,
    before: (start > 0 ? "…" : "") + text.slice(start, from).trimStart(),
    // Past the end of the line something is missing: a blank shows where.
    marked: text.slice(from, to) || " ",
    after: text.slice(to, end) + (end < text.length ? "…" : ""),
  };
}

function wordLength(text: string): number {
  return /^[\p{L}\p{N}_]+/u.exec(text)?.[0].length ?? 1;
}
