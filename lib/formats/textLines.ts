/** A line without its end, and its end: LF, CRLF, CR, or "" for a last line that has none. */
export interface TextLine {
  readonly text: string;
  readonly end: string;
}

/** The lines of a text; joined again they give it back. A line end at the very end begins no further line. */
export function splitLines(text: string): TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  for (let at = nextBreak(text, 0); at >= 0; at = nextBreak(text, start)) {
    const end = text.startsWith("\r\n", at) ? "\r\n" : text.charAt(at);
    lines.push({ text: text.slice(start, at), end });
    start = at + end.length;
  }
  if (start < text.length) lines.push({ text: text.slice(start), end: "" });
  return lines;
}

/** The lines as one text, each line apart from the next. */
export function joinLines(lines: readonly TextLine[]): string {
  let joined = "";
  let before = "";
  for (const { text, end } of lines) {
    joined += text;
    // A lone CR and the LF of an empty line after it would be read as one line end.
    joined += before === "\r" && text === "" && end === "\n" ? "\r\n" : end;
    before = end;
  }
  return joined;
}

/** The text with a line end after it, where it has none; "" stays "". */
export function endedLine(text: string, lineEnd: string): string {
  return text === "" || text.endsWith("\n") || text.endsWith("\r") ? text : text + lineEnd;
}

/** Two texts one after the other, with a line end at the end of the first apart from one at the start of the second. */
export function joinTexts(first: string, second: string): string {
  return first.endsWith("\r") && second.startsWith("\n") ? `${first}\r\n${second.slice(1)}` : first + second;
}

/** "\r\n" where a text uses that throughout, else "\n". */
export function lineEndOf(text: string): "\n" | "\r\n" {
  const ends = text.match(/\r\n|\r|\n/g) ?? [];
  return ends.length > 0 && ends.every((end) => end === "\r\n") ? "\r\n" : "\n";
}

/** Whether a line holds nothing but spaces and tabs, which is what Markdown calls blank. */
export function isBlank(line: string): boolean {
  return !/[^ \t]/.test(line);
}

// Searching for both marks at every line would read to the end of the text each time one of them is not there.
const lineBreak = /[\r\n]/g;

function nextBreak(text: string, from: number): number {
  lineBreak.lastIndex = from;
  return lineBreak.exec(text)?.index ?? -1;
}
