import { lineCount } from "../../lib/editor/lineCount.ts";

/** Shared by the waiting text and Monaco, so that nothing moves when one takes the other's place. */
export const lineHeightPx = 20;
export const paddingBlockPx = 8;
export const paddingInlinePx = 12;
export const maxLines = 40;

/** Longer texts wait uncoloured: colouring them would hold up the page. */
export const maxColouredLength = 40_000;

/** Height of a text whose lines do not wrap. */
export function editorHeightPx(text: string): number {
  return Math.min(lineCount(text), maxLines) * lineHeightPx + 2 * paddingBlockPx;
}

/** About how high a cell with this text is, before it has been laid out. */
export function lightHeightPx(text: string, kind: string): number {
  const headPx = 34;
  return kind === "md" ? Math.max(headPx, lineCount(text) * 22) : headPx + editorHeightPx(text);
}

export const maxHeightPx = maxLines * lineHeightPx + 2 * paddingBlockPx;
