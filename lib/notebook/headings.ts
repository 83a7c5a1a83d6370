import { type Block, plainText } from "../markdown/markdownTree.ts";
import { parseMarkdown } from "../markdown/parseMarkdown.ts";
import type { Cell } from "./document.ts";

/** A heading of a Markdown cell; `level` is 1 to 6, `text` without marks. */
export interface Heading {
  readonly level: number;
  readonly text: string;
}

const none: readonly Heading[] = [];
// Cells never change in place, so that a cell is read once however often it is asked for.
const known = new WeakMap<Cell, readonly Heading[]>();

/** The headings at the top level of a Markdown cell, in their order; none of any other cell. */
export function headingsOf(cell: Cell): readonly Heading[] {
  if (cell.kind !== "md") return none;
  const before = known.get(cell);
  if (before) return before;
  const found = mayHaveHeading.test(cell.source)
    ? parseMarkdown(cell.source).blocks.filter(isHeading).map(asHeading)
    : none;
  known.set(cell, found);
  return found;
}

/** Spares most prose its parsing: `#` or an underline at the beginning of a line. */
const mayHaveHeading = /^ {0,3}(?:#|=|-)/m;

type HeadingBlock = Extract<Block, { type: "heading" }>;

function isHeading(block: Block): block is HeadingBlock {
  return block.type === "heading";
}

function asHeading({ level, children }: HeadingBlock): Heading {
  return { level, text: plainText(children).trim() };
}
