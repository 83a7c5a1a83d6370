import type { DroppedItems } from "../../../lib/browser/droppedItems.ts";

/** Which of the ways in is open on the page. */
export type Adding =
  | { show: "nothing" }
  /** The menu of all, at the button that opened it. */
  | { show: "menu"; trigger: HTMLElement }
  /** The dialog for an address; `into` is the source that it is fetched for, null for a new one. */
  | { show: "url"; into: string | null }
  /** Buckets; with `address` a connection is asked for that leads there. */
  | { show: "s3"; address: string | null };

/** What was pasted, and onto what; taken out of the event at once, because it is empty afterwards. */
export interface PastedItems {
  target: EventTarget | null;
  html: string;
  text: string;
  pastedFiles: File[];
}

/** Files that are held over the window, or what was dropped or pasted and not taken yet. */
export type Incoming = "over" | DroppedItems | PastedItems | null;
