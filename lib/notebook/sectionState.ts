import type { CellId } from "./document.ts";

/** A cell that heads a section: the cells below it, up to the next heading of the same or a higher level. */
export interface SectionHead {
  readonly isFolded: boolean;
  /** How many cells the section has below its head. */
  readonly cells: number;
}

/** How the notebook falls into sections, and what of it is folded away. */
export interface Sections {
  readonly heads: Readonly<Record<CellId, SectionHead>>;
  readonly hidden: ReadonlySet<CellId>;
}

export const noSections: Sections = { heads: {}, hidden: new Set() };
