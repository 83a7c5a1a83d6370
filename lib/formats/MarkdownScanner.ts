import { closesFence, type Fence, parseFence } from "./fence.ts";
import { type HtmlEnd, htmlBlockEnd } from "./htmlBlock.ts";
import { isBlank } from "./textLines.ts";

/** What is open: `column` is where the list item that holds it has its text, 0 outside of lists. */
type Open =
  | { readonly type: "fence"; readonly column: number; readonly mark: string; readonly length: number }
  | { readonly type: "html"; readonly column: number; readonly end: HtmlEnd };

const listMarker = /^(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)/;

// A line of nothing but list marks would otherwise take quadratic time.
const maxLists = 100;

/**
 * Reads Markdown line by line, as far as is needed to tell a fenced block at the top level
 * from text that only looks like one: inside another fence, a list item or HTML.
 */
export class MarkdownScanner {
  /** Columns at which the text of the open list items stands, outermost first. */
  private lists: number[] = [];
  private open: Open | null = null;
  private isAfterText = false;

  /** Whether the next line, whatever it is, belongs to something still open. */
  get isOpen(): boolean {
    return this.open !== null && this.open.column === 0;
  }

  /** Whether only a blank line is missing for that to end. */
  get needsBlankLine(): boolean {
    return this.isOpen && this.open?.type === "html" && this.open.end === "blank";
  }

  /** The column at which an indented line would still belong to a list; 0 where none is open. */
  get listColumn(): number {
    return this.lists[0] ?? 0;
  }

  /** Takes the next line (without its end); answers the fence it opens at the top level, if it opens one. */
  read(line: string): Fence | null {
    const indent = columnOf(line);
    if (this.open && !this.leaves(line, indent)) {
      this.readInside(this.open, line);
      return null;
    }
    this.open = null;
    if (isBlank(line)) {
      this.isAfterText = false;
      return null;
    }
    const content = line.replace(/^[ \t]+/, "");
    if (indent < (this.lists.at(-1) ?? 0)) {
      // A paragraph in a list goes on without indentation, as long as no other block begins.
      if (this.isAfterText && !beginsBlock(content)) return null;
      while (indent < (this.lists.at(-1) ?? 0)) this.lists.pop();
    }
    return this.readBlock(content, indent);
  }

  private leaves(line: string, indent: number): boolean {
    const column = this.open?.column ?? 0;
    return column > 0 && indent < column && !isBlank(line);
  }

  private readInside(open: Open, line: string): void {
    if (open.type === "fence") {
      if (closesFence(withoutColumns(line, open.column), open.mark, open.length)) this.open = null;
    } else if (open.end === "blank" ? isBlank(line) : open.end.test(line)) {
      this.open = null;
    }
    this.isAfterText = false;
  }

  private readBlock(start: string, startColumn: number): Fence | null {
    let content = start;
    let column = startColumn;
    for (;;) {
      const base = this.lists.at(-1) ?? 0;
      // Indented code, or a paragraph going on.
      if (column - base >= 4) return null;
      if (isRule(content)) return this.settle(false);
      const marker = listMarker.exec(content)?.[0];
      if (marker === undefined || this.lists.length >= maxLists) break;
      const rest = content.slice(marker.length);
      const gap = columnOf(rest);
      const isCodeOrEmpty = isBlank(rest) || gap > 4;
      this.lists.push(column + marker.length + (isCodeOrEmpty ? 1 : gap));
      if (isCodeOrEmpty) return this.settle(false);
      content = rest.replace(/^[ \t]+/, "");
      column += marker.length + gap;
    }
    const base = this.lists.at(-1) ?? 0;
    const fence = parseFence(" ".repeat(column - base) + content);
    if (fence) {
      this.open = { type: "fence", column: base, mark: fence.mark, length: fence.length };
      this.settle(false);
      return this.lists.length === 0 ? fence : null;
    }
    const end = htmlBlockEnd(content, this.isAfterText);
    if (end) {
      if (end === "blank" || !end.test(content)) this.open = { type: "html", column: base, end };
      return this.settle(false);
    }
    return this.settle(!/^#{1,6}(?:[ \t]|$)/.test(content));
  }

  private settle(isText: boolean): null {
    this.isAfterText = isText;
    return null;
  }
}

function beginsBlock(content: string): boolean {
  return (
    parseFence(content) !== null ||
    isRule(content) ||
    listMarker.test(content) ||
    /^(?:>|#{1,6}(?:[ \t]|$))/.test(content) ||
    htmlBlockEnd(content, true) !== null
  );
}

/** A thematic break: three or more of one mark, with only blanks between. */
function isRule(content: string): boolean {
  const mark = content.charAt(0);
  if (mark !== "-" && mark !== "*" && mark !== "_") return false;
  let count = 0;
  for (const char of content) {
    if (char === mark) count++;
    else if (char !== " " && char !== "\t") return false;
  }
  return count >= 3;
}

/** The column of the first character that is not blank; a tab goes to the next multiple of four. */
function columnOf(line: string): number {
  let column = 0;
  for (const char of line) {
    if (char === " ") column++;
    else if (char === "\t") column += 4 - (column % 4);
    else break;
  }
  return column;
}

/** The line without the blanks that stand before a column. */
function withoutColumns(line: string, columns: number): string {
  const indent = columnOf(line);
  return " ".repeat(Math.max(0, indent - columns)) + line.replace(/^[ \t]+/, "");
}
