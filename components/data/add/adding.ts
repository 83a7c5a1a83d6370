import type { DroppedItems } from "../../../lib/browser/droppedItems.ts";

/** Which of the ways in is open on the page. */
export type Adding =
  | { show: "nothing" }
  /** The menu of all, at the button that opened it. */
  | { show: "menu"; trigger: HTMLElement }
  /** The dialog for an address; `into` is the source that it is fetched for, null for a new one. */
  | { show: "url"; into: string | null };

/** Files that are held over the window, or were dropped and not taken yet. */
export type Drag = "over" | DroppedItems | null;
