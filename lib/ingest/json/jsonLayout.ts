import { JsonCursor, Malformed } from "./jsonCursor.ts";
import type { JsonLayout } from "./recordSplitter.ts";

/** How the records of a JSON text stand, from its first bytes; `isWhole` says that these are all. */
export function jsonLayout(head: Uint8Array, isWhole: boolean): JsonLayout {
  const lines = firstLines(head, isWhole, 50);
  const [first] = lines;
  const wrapped = wrapperBytes(head);
  if (first && countValues(head, first) === 1) {
    if (lines.length > 1) return { kind: "lines" };
    // One line, and it is all there is: an array of records, or one record.
    if (head[first.from] === 91) return { kind: "array", prefixBytes: 0, wrapped: false };
    return wrapped > 0 && isWhole
      ? { kind: "array", prefixBytes: wrapped, wrapped: true }
      : { kind: "lines" };
  }
  if (first && countValues(head, first) > 1) return { kind: "values" };
  if (wrapped > 0) return { kind: "array", prefixBytes: wrapped, wrapped: true };
  // A broken first line does not make lines something else.
  const good = lines.filter((line) => isRecordLine(head, line)).length;
  if (lines.length > 1 && good * 2 > lines.length) return { kind: "lines" };
  if (head[skipSpace(head, 0)] === 91) return { kind: "array", prefixBytes: 0, wrapped: false };
  return { kind: "values" };
}

interface Span {
  from: number;
  to: number;
}

/** The first lines that are not blank, as far as the head holds them whole. */
function firstLines(head: Uint8Array, isWhole: boolean, most: number): Span[] {
  const lines: Span[] = [];
  for (let from = 0; from < head.length && lines.length < most; ) {
    const feed = head.indexOf(10, from);
    if (feed < 0 && !isWhole) break;
    const to = feed < 0 ? head.length : feed;
    const start = skipSpace(head, from);
    if (start < to) lines.push({ from: start, to });
    from = to + 1;
  }
  return lines;
}

/** How many JSON values a line holds; 0 where it holds something else. */
function countValues(head: Uint8Array, { from, to }: Span): number {
  const cursor = new JsonCursor();
  cursor.set(head, from, to);
  try {
    let count = 0;
    for (; cursor.peek() !== -1; count++) cursor.skipValue();
    return count;
  } catch (problem) {
    if (problem instanceof Malformed) return 0;
    throw problem;
  }
}

/** A line that is an object or array of its own; numbers and brackets alone also stand in pretty-printed text. */
function isRecordLine(head: Uint8Array, line: Span): boolean {
  const first = head[line.from];
  return (first === 123 || first === 91) && countValues(head, line) === 1;
}

/** Bytes before the bracket in `{"Records": [{`; 0 where the text begins otherwise. */
function wrapperBytes(head: Uint8Array): number {
  const cursor = new JsonCursor();
  cursor.set(head, 0, head.length);
  if (cursor.peek() !== 123) return 0;
  try {
    cursor.pos++;
    cursor.peek();
    cursor.skipString();
    cursor.expect(58);
    if (cursor.peek() !== 91) return 0;
  } catch (problem) {
    if (problem instanceof Malformed) return 0;
    throw problem;
  }
  const bracket = cursor.pos;
  cursor.pos++;
  return cursor.peek() === 123 ? bracket : 0;
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] === 32 || bytes[at] === 10 || bytes[at] === 13 || bytes[at] === 9))
    at++;
  return at;
}
