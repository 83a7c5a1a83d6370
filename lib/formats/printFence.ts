import type { Cell } from "../notebook/document.ts";
import { type FenceBlock, sourceOf, withoutIndent } from "./blocks.ts";
import { closesFence, safeFenceLength } from "./fence.ts";
import { type CellInfo, editInfo, parseInfo, printInfo } from "./infoString.ts";
import { sameData } from "./sameData.ts";
import { endedLine, joinLines, type TextLine } from "./textLines.ts";

/** The name that the fence of a Markdown cell carries, so that it counts as a cell; it names no relation. */
const textName = "text";

/** A cell as a fenced block, ended by a line end. */
export function printFence(cell: Cell, lineEnd: string): string {
  const info = printInfo(infoOf(cell));
  // Only tildes allow backticks after them.
  const mark = info.includes("`") ? "~" : "`";
  const run = mark.repeat(safeFenceLength(cell.source, mark));
  const content = cell.source === "" ? [] : cell.source.split("\n");
  return [openLine(run, info), ...content, run].map((line) => line + lineEnd).join("");
}

/** A cell in the place of the block it was read from, each line that did not change as it was. */
export function reprintFence(cell: Cell, block: FenceBlock, lineEnd: string, isLast: boolean): string {
  const { fence } = block;
  const before = block.info;
  const after = infoOf(cell, before);
  const isSameInfo = sameData(before, after);
  let info = isSameInfo ? fence.info : editInfo(fence.info, before, after);
  if (!sameData(parseInfo(info), after)) info = printInfo(after);
  if (fence.mark === "`" && info.includes("`")) return printFence(cell, lineEnd);

  const source = sourceOf(block);
  const indent = " ".repeat(fence.indent);
  const content =
    source === cell.source ? block.content : editLines(block.content, cell.source, fence.indent, lineEnd);
  const isCut = content.some(({ text }) => closesFence(text, fence.mark, fence.length));
  const length = isCut ? safeFenceLength(cell.source, fence.mark, fence.length) : fence.length;
  const run = fence.mark.repeat(length);
  const open: TextLine =
    isSameInfo && length === fence.length
      ? block.open
      : { ...block.open, text: indent + openLine(run, info) };
  let close = block.close;
  // Without a closing line the cell would swallow what follows.
  if (close ? length > fence.length : !isLast)
    close = { text: indent + run, end: close ? close.end : lineEnd };
  const lines = [open, ...content, ...(close ? [close] : [])];
  // An empty last line that nothing closes is there only if its end is.
  const isLoose = (line: TextLine, at: number) =>
    at < lines.length - 1 || (close === null && line.text === "");
  const ended = lines.map((line, at) =>
    line.end === "" && isLoose(line, at) ? { ...line, end: lineEnd } : line,
  );
  return isLast ? joinLines(ended) : endedLine(joinLines(ended), lineEnd);
}

/**
 * The old lines with as few as possible replaced: those that both texts begin and end with stay byte for byte.
 * New lines get the indentation of the fence.
 */
export function editLines(
  old: readonly TextLine[],
  source: string,
  indent: number,
  lineEnd: string,
): TextLine[] {
  const wanted = source === "" ? [] : source.split("\n");
  const bare = old.map(({ text }) => withoutIndent(text, indent));
  const most = Math.min(bare.length, wanted.length);
  let head = 0;
  while (head < most && bare[head] === wanted[head]) head++;
  let tail = 0;
  while (tail < most - head && bare[bare.length - 1 - tail] === wanted[wanted.length - 1 - tail]) tail++;
  const spaces = " ".repeat(indent);
  const fresh = wanted.slice(head, wanted.length - tail).map((text, at) => ({
    text: text === "" ? "" : spaces + text,
    end: replacedEnd(old[head + at], lineEnd),
  }));
  const lines = [...old.slice(0, head), ...fresh, ...old.slice(old.length - tail)];
  return lines.map((line, at) =>
    line.end === "" && at < lines.length - 1 ? { ...line, end: lineEnd } : line,
  );
}

/** A line that takes the place of an old one ends as that one did. */
function replacedEnd(old: TextLine | undefined, lineEnd: string): string {
  return old === undefined || old.end === "\r" ? lineEnd : old.end;
}

function openLine(run: string, info: string): string {
  // A kind that begins with a fence mark would make the run longer.
  return /^[`~]/.test(info) ? `${run} ${info}` : run + info;
}

function infoOf(cell: Cell, before?: CellInfo): CellInfo {
  const { kind, options } = cell;
  if (kind !== "md") return { kind, name: cell.name || "unnamed", options };
  return { kind, name: before?.kind === "md" ? before.name : textName, options };
}
