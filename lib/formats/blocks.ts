import { parseMarker } from "./cellMarker.ts";
import { closesFence, type Fence, parseFence } from "./fence.ts";
import { type CellInfo, isCellInfo, parseInfo } from "./infoString.ts";
import { MarkdownScanner } from "./MarkdownScanner.ts";
import { isBlank, joinLines, splitLines, type TextLine } from "./textLines.ts";

/** The `<!-- cell … -->` line before a cell, with its line end. */
export interface Marker {
  readonly raw: string;
  readonly meta: Readonly<Record<string, unknown>>;
}

export interface FenceBlock {
  readonly form: "fence";
  readonly marker: Marker | null;
  readonly open: TextLine;
  readonly fence: Fence;
  readonly info: CellInfo;
  readonly content: readonly TextLine[];
  /** null where the fence is open to the end of the file. */
  readonly close: TextLine | null;
  /** Blank lines up to the next cell. */
  readonly tail: string;
}

export interface ProseBlock {
  readonly form: "prose";
  readonly marker: Marker | null;
  /** Blank lines between the marker and the text. */
  readonly lead: string;
  readonly content: readonly TextLine[];
  readonly tail: string;
  /** How the text leaves off, for what may follow it. */
  readonly isOpen: boolean;
  readonly needsBlankLine: boolean;
  readonly listColumn: number;
}

export type Block = FenceBlock | ProseBlock;

/** A notebook's text after its front matter as blocks, one a cell; `lead` are blank lines before the first. */
export function splitBlocks(text: string): { lead: string; blocks: Block[] } {
  const lines = splitLines(text);
  const first = blankRun(lines, 0);
  const blocks: Block[] = [];
  for (let at = first; at < lines.length; ) {
    const { block, next } = readBlock(lines, at);
    blocks.push(block);
    at = next;
  }
  return { lead: joinLines(lines.slice(0, first)), blocks };
}

/** The text a block stands for, with LF line ends. */
export function sourceOf(block: Block): string {
  const indent = block.form === "fence" ? block.fence.indent : 0;
  return block.content.map(({ text }) => withoutIndent(text, indent)).join("\n");
}

/** A line of a fence's content without the indentation that its fence has too. */
export function withoutIndent(line: string, indent: number): string {
  let spaces = 0;
  while (spaces < indent && line[spaces] === " ") spaces++;
  return line.slice(spaces);
}

function readBlock(lines: readonly TextLine[], start: number): { block: Block; next: number } {
  let at = start;
  const meta = parseMarker(lines[at]?.text ?? "");
  const marker = meta && { raw: joinLines(lines.slice(at, ++at)), meta };
  return readFence(lines, at, marker) ?? readProse(lines, at, marker);
}

function readFence(
  lines: readonly TextLine[],
  start: number,
  marker: Marker | null,
): { block: FenceBlock; next: number } | null {
  const open = lines[start];
  const fence = open && parseFence(open.text);
  const info = fence && parseInfo(fence.info);
  if (!open || !fence || !info || !isCellInfo(info)) return null;
  let at = start + 1;
  while (at < lines.length && !closesFence(lines[at]?.text ?? "", fence.mark, fence.length)) at++;
  const content = lines.slice(start + 1, at);
  const close = lines[at++] ?? null;
  const next = blankRun(lines, at);
  const tail = joinLines(lines.slice(at, next));
  return { block: { form: "fence", marker, open, fence, info, content, close, tail }, next };
}

function readProse(
  lines: readonly TextLine[],
  afterMarker: number,
  marker: Marker | null,
): { block: ProseBlock; next: number } {
  const start = marker ? blankRun(lines, afterMarker) : afterMarker;
  const scanner = new MarkdownScanner();
  let next = start;
  let end = start;
  for (; next < lines.length; next++) {
    const text = lines[next]?.text ?? "";
    if (!scanner.isOpen && parseMarker(text)) break;
    const { listColumn } = scanner;
    const fence = scanner.read(text);
    if (fence && isCellInfo(parseInfo(fence.info))) {
      return { block: prose({ isOpen: false, needsBlankLine: false, listColumn }), next };
    }
    if (!isBlank(text)) end = next + 1;
  }
  return { block: prose(scanner), next };

  function prose(state: Pick<ProseBlock, "isOpen" | "needsBlankLine" | "listColumn">): ProseBlock {
    const { isOpen, needsBlankLine, listColumn } = state;
    const lead = joinLines(lines.slice(afterMarker, start));
    const tail = joinLines(lines.slice(end, next));
    return {
      form: "prose",
      marker,
      lead,
      content: lines.slice(start, end),
      tail,
      isOpen,
      needsBlankLine,
      listColumn,
    };
  }
}

function blankRun(lines: readonly TextLine[], start: number): number {
  let at = start;
  while (at < lines.length && isBlank(lines[at]?.text ?? "")) at++;
  return at;
}
