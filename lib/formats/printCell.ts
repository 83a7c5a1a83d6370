import type { Cell } from "../notebook/document.ts";
import { type FenceBlock, type ProseBlock, sourceOf, splitBlocks } from "./blocks.ts";
import { printMarker } from "./cellMarker.ts";
import { blockOf, wasLast } from "./layout.ts";
import { editLines, printFence, reprintFence } from "./printFence.ts";
import { endedLine, joinLines } from "./textLines.ts";

/** A cell as text, and what has to be known of it to set it beside others. */
export interface Piece {
  /** Without the blank lines after it. */
  body: string;
  /** Blank lines after it, as the file had them. */
  tail: string;
  /** Whether it has no place in a file yet, so that blank lines belong around it. */
  isNew: boolean;
  wasLast: boolean;
  /** Prose runs on into the next prose unless that has a marker. */
  isProse: boolean;
  /** Has no marker line of its own before its fence. */
  beginsWithFence: boolean;
  /** Only a marker line: a fence right after it would be taken for the marker's own. */
  isBareMarker: boolean;
  /** Whether the next piece can only begin after a blank line. */
  needsBlankLine: boolean;
  /** Where this ends inside a list: the indentation that would make what follows part of it; else 0. */
  listColumn: number;
}

/** What stands around a cell, as far as it changes how the cell can stand. */
export interface Surroundings {
  readonly before: Pick<Piece, "isProse" | "listColumn"> | null;
  readonly isLast: boolean;
  readonly lineEnd: string;
}

/** Prints one cell: as it stood in its file where it still says the same and can stand there, else anew. */
export function printCell(cell: Cell, around: Surroundings): Piece {
  const block = blockOf(cell.layout);
  const common = { tail: block?.tail ?? "", isNew: block === null, wasLast: wasLast(cell.layout) };
  const meta = block?.marker?.meta ?? cell.layout?.meta ?? {};
  const isFencedText = block?.form === "fence" && block.info.kind === "md";
  if (cell.kind === "md" && !isFencedText && Object.keys(cell.options).length === 0) {
    const prose = printProse(cell, block?.form === "prose" ? block : null, around, meta);
    if (prose) return { ...common, ...prose };
  }
  return { ...common, ...printFenced(cell, block?.form === "fence" ? block : null, around, meta) };
}

type Printed = Omit<Piece, "tail" | "isNew" | "wasLast">;

function printFenced(
  cell: Cell,
  block: FenceBlock | null,
  { before, isLast, lineEnd }: Surroundings,
  meta: Readonly<Record<string, unknown>>,
): Printed {
  const marker = block?.marker?.raw ?? (Object.keys(meta).length > 0 ? printMarker(meta) : "");
  // After a list, an indented fence would belong to the list; a marker line ends it.
  const listColumn = marker === "" ? (before?.listColumn ?? 0) : 0;
  const canKeepIndent = listColumn === 0 || (block?.fence.indent ?? 0) < listColumn;
  const keeps = block !== null && canKeepIndent && (cell.kind !== "md" || block.info.kind === "md");
  const fence = keeps ? reprintFence(cell, block, lineEnd, isLast) : printFence(cell, lineEnd);
  return {
    body: endedLine(marker, lineEnd) + fence,
    isProse: false,
    beginsWithFence: marker === "",
    isBareMarker: false,
    needsBlankLine: false,
    listColumn: 0,
  };
}

/** null where the text cannot stand as prose: it would be read as something else, or not as one cell. */
function printProse(
  cell: Cell,
  block: ProseBlock | null,
  { before, isLast, lineEnd }: Surroundings,
  meta: Readonly<Record<string, unknown>>,
): Printed | null {
  const isUnchanged = block !== null && sourceOf(block) === cell.source;
  const prose = isUnchanged ? block : asProse(cell.source);
  if (cell.source !== "" && !prose) return null;
  const isOpen = prose?.isOpen === true && !prose.needsBlankLine;
  if (isOpen && !isLast) return null;

  const isMarked = before?.isProse === true || cell.source === "" || Object.keys(meta).length > 0;
  const marker = block?.marker?.raw ?? (isMarked ? printMarker(meta) : "");
  const lead = block?.lead ?? "";
  const old = block?.content ?? [];
  const lines = isUnchanged ? old : editLines(old, cell.source, 0, lineEnd);
  const head = lines.length > 0 || lead !== "" ? endedLine(marker, lineEnd) : marker;
  const body = (lines.length > 0 ? endedLine(head + lead, lineEnd) : head + lead) + joinLines(lines);
  return {
    body: isLast && block !== null ? body : endedLine(body, lineEnd),
    isProse: true,
    beginsWithFence: false,
    isBareMarker: lines.length === 0 && lead === "",
    needsBlankLine: prose?.needsBlankLine === true,
    listColumn: prose?.listColumn ?? 0,
  };
}

/** The text as the one block of prose that it would be read as; null where it would be read otherwise. */
function asProse(source: string): ProseBlock | null {
  if (source.endsWith("\n")) return null;
  const { lead, blocks } = splitBlocks(source);
  const [block] = blocks;
  if (lead !== "" || blocks.length !== 1 || block?.form !== "prose" || block.marker || block.tail !== "")
    return null;
  return block;
}
