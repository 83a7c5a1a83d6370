import type { StoredNotebook } from "../platform.ts";

/** A notebook as the library lists it. */
export interface LibraryEntry {
  notebook: StoredNotebook;
  /** "" at the top, else names with "/" between them. */
  folder: string;
  /** Milliseconds since 1970; null where it is not deleted. */
  deletedAt: number | null;
}

/** How long Recently deleted keeps a notebook. */
export const keptDays = 30;
const dayMs = 86_400_000;

/** Full days until Recently deleted forgets it; 0 on the last day, less where that is over. */
export function daysLeft(deletedAt: number, now: number): number {
  return Math.floor((deletedAt + keptDays * dayMs - now) / dayMs);
}

/** What a notebook is called in lists. */
export function entryTitle({ notebook }: LibraryEntry): string {
  return notebook.title.trim() || "Untitled";
}
