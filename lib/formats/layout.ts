import type { CellLayout } from "../notebook/document.ts";
import { type Block, splitBlocks } from "./blocks.ts";

/** A layout as the parser makes it. */
export interface FileLayout extends CellLayout {
  /** The cell was the file's last, so that nothing separates it from a next one. */
  readonly isLast?: boolean;
}

// Every print needs the blocks of all cells; layouts never change, so each is taken apart once.
const known = new WeakMap<CellLayout, Block | "none">();

export function rememberBlock(layout: CellLayout, block: Block): void {
  known.set(layout, block);
}

/** The layout's text taken apart; null where there is none, or where it is not the text of one cell. */
export function blockOf(layout: CellLayout | null): Block | null {
  if (!layout || layout.raw === "") return null;
  let block = known.get(layout);
  if (block === undefined) {
    const { lead, blocks } = splitBlocks(layout.raw);
    block = (lead === "" && blocks.length === 1 ? blocks[0] : undefined) ?? "none";
    known.set(layout, block);
  }
  return block === "none" ? null : block;
}

export function wasLast(layout: CellLayout | null): boolean {
  return layout !== null && "isLast" in layout && layout.isLast === true;
}
