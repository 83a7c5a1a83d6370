/** The opening line of a fenced block: indentation in spaces, the mark and how often, and what follows, trimmed. */
export interface Fence {
  readonly indent: number;
  readonly mark: string;
  readonly length: number;
  readonly info: string;
}

const opening = /^( {0,3})(`{3,}|~{3,})(.*)$/s;

/** The fence that a line opens, or null. */
export function parseFence(line: string): Fence | null {
  const found = opening.exec(line);
  if (!found) return null;
  const [, indent = "", run = "", rest = ""] = found;
  // A line of backticks with more of them further on is inline code.
  if (run.startsWith("`") && rest.includes("`")) return null;
  return { indent: indent.length, mark: run.charAt(0), length: run.length, info: trimBlanks(rest) };
}

/** Whether a line closes a fence opened with `length` marks. */
export function closesFence(line: string, mark: string, length: number): boolean {
  const start = line.search(/[^ ]/);
  if (start < 0 || start > 3) return false;
  let end = start;
  while (line[end] === mark) end++;
  return end - start >= length && !/[^ \t]/.test(line.slice(end));
}

/** The shortest run of marks, at least `least`, that no line of the text can be taken to close. */
export function safeFenceLength(text: string, mark: string, least = 3): number {
  let length = least;
  const runs = mark === "`" ? /^[ \t]*(`{3,})/gm : /^[ \t]*(~{3,})/gm;
  for (const [, run = ""] of text.matchAll(runs)) length = Math.max(length, run.length + 1);
  return length;
}

function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text[start])) start++;
  while (end > start && isSpace(text[end - 1])) end--;
  return text.slice(start, end);
}

function isSpace(char: string | undefined): boolean {
  return char === " " || char === "\t";
}
