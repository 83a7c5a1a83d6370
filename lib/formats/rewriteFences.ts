import { closesFence, type Fence } from "./fence.ts";
import { findFrontMatter } from "./frontMatter.ts";
import { MarkdownScanner } from "./MarkdownScanner.ts";
import { joinLines, splitLines, type TextLine } from "./textLines.ts";

/** A fenced block at the top level of a Markdown text. */
export interface FencedBlock {
  readonly fence: Fence;
  /** The lines between the fences. */
  readonly lines: readonly string[];
}

/** The fenced blocks at the top level of a text, in their order; what stands inside other blocks is not looked at. */
export function fencedBlocks(text: string): FencedBlock[] {
  return partsOf(text).flatMap(({ block }) => (block ? [block] : []));
}

/**
 * The text with the blocks for which `rewrite` gives an info string turned into cells; `source`, where it is given,
 * takes the place of their text. Every other byte stays.
 */
export function rewriteFences(
  text: string,
  rewrite: (block: FencedBlock, index: number) => { info: string; source?: string } | null,
): string {
  let index = 0;
  const parts = partsOf(text).map(({ lines, block, isClosed }) => {
    const cell = block ? rewrite(block, index++) : null;
    const [open] = lines;
    if (!block || !cell || !open) return joinLines(lines);
    const run = " ".repeat(block.fence.indent) + block.fence.mark.repeat(block.fence.length);
    const end = open.end === "" ? "\n" : open.end;
    const inner = lines.slice(1, isClosed ? -1 : lines.length);
    const content =
      cell.source === undefined
        ? inner
        : cell.source === ""
          ? []
          : cell.source.split("\n").map((line): TextLine => ({ text: line, end }));
    return joinLines([
      { text: run + cell.info, end: open.end },
      ...content,
      ...(isClosed ? lines.slice(-1) : []),
    ]);
  });
  return frontOf(text) + parts.join("");
}

interface Part {
  readonly lines: readonly TextLine[];
  readonly block: FencedBlock | null;
  readonly isClosed: boolean;
}

function frontOf(text: string): string {
  const matter = findFrontMatter(text);
  return matter ? matter.head + matter.yaml + matter.tail : "";
}

function partsOf(text: string): Part[] {
  const lines = splitLines(text.slice(frontOf(text).length));
  const parts: Part[] = [];
  const scanner = new MarkdownScanner();
  for (let at = 0; at < lines.length; ) {
    const fence = scanner.read(lines[at]?.text ?? "");
    let next = at + 1;
    if (fence) {
      while (next < lines.length && scanner.isOpen) scanner.read(lines[next++]?.text ?? "");
    }
    const own = lines.slice(at, next);
    const last = own.at(-1)?.text ?? "";
    const isClosed = fence !== null && own.length > 1 && closesFence(last, fence.mark, fence.length);
    const inner = own.slice(1, isClosed ? -1 : own.length).map((line) => line.text);
    parts.push({ lines: own, block: fence ? { fence, lines: inner } : null, isClosed });
    at = next;
  }
  return parts;
}
