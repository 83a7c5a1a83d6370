import type { Outcome } from "../engine/protocol.ts";
import type { Cell } from "../notebook/document.ts";
import type { ExportRecipe } from "./readExport.ts";

/** What an export cell asks to be written. */
export interface WriteOutAsk {
  cell: Cell;
  recipe: ExportRecipe;
  /** In order, each of them there. */
  relations: readonly string[];
}

/** What was written, all of it and nothing half. */
export interface WrittenOut {
  /** The place as people call it: a file's or folder's name, an address. */
  where: string;
  files: readonly { path: string; rows: number; bytes: number; sha256: string | null }[];
  rows: number;
  bytes: number;
  /** What the format cannot hold and was written otherwise. */
  notes: readonly string[];
  /** Whether all files were read again from where they are, and were what had been written. */
  isReadBack: boolean;
  /** The marker that was written afterwards, as an address; null where none was. */
  marker: string | null;
}

/** Writes files for a run; `onFraction` is told from 0 to 1, null where that is not known. */
export type WriteCell = (
  ask: WriteOutAsk & { runId: number },
  onFraction: (fraction: number | null) => void,
) => Promise<Outcome<WrittenOut>>;
