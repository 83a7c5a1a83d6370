import type { CellId } from "../../lib/notebook/document.ts";

/** A menu asked for: which one, for which cell, and the button it opens from. */
export interface CellMenuRequest {
  id: CellId;
  show: "kind" | "more";
  trigger: HTMLElement;
}
