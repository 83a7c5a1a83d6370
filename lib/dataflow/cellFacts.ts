import type { CellId } from "../notebook/document.ts";

/**
 * What the graph knows of a cell.
 * `reads` are names as written; in a TypeScript cell they are candidates, since a free name may also be a global.
 * `defines` are the cell's own name and whatever else its text makes.
 */
export interface CellFacts {
  readonly id: CellId;
  readonly name: string;
  readonly kind: string;
  readonly reads: readonly string[];
  readonly defines: readonly string[];
  /** It does not run, and neither does what reads it. */
  readonly isDisabled?: boolean;
  /** Its name is that of a source on purpose: its file is chosen in the cell. */
  readonly holdsSource?: boolean;
}
