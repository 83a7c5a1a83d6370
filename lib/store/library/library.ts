import type { ServedListing } from "../disk/servedFolder.ts";
import type { LibraryEntry } from "./libraryEntry.ts";

/** What came of an import. */
export interface ImportReport {
  imported: readonly LibraryEntry[];
  /** One sentence for each file that was not imported: which, and why. */
  problems: readonly string[];
}

/** All notebooks of this device, and what a person does with them. */
export interface Library {
  /** Every notebook, the deleted ones too, part by part. What was deleted long ago is forgotten by this. */
  list(onPart: (part: readonly LibraryEntry[]) => void): Promise<void>;
  /** Shows a notebook in this tab, unrun. */
  open(id: string): Promise<void>;
  /** Where a notebook can be opened, as in another tab. */
  addressOf(id: string): string;
  /** The entry with its new title; an error sentence where it cannot have one. */
  rename(entry: LibraryEntry, title: string): Promise<LibraryEntry | string>;
  duplicate(entry: LibraryEntry): Promise<LibraryEntry>;
  /** Answers the path of the folder, tidied. */
  move(ids: readonly string[], folder: string): Promise<string>;
  /** Into Recently deleted; answers when that was. */
  remove(ids: readonly string[]): Promise<number>;
  restore(ids: readonly string[]): Promise<void>;
  /** For good, with all that is kept for them. */
  erase(ids: readonly string[]): Promise<void>;
  /** Zip archives and notebooks of other formats; nothing of them is run, and nothing that is here is overwritten. */
  importFiles(files: readonly File[]): Promise<ImportReport>;
  /** The folder that `eider serve` shows to this page; null where there is none. Rejects with a sentence where it has ended. */
  served(): Promise<ServedListing | null>;
  /** Shows a notebook of that folder, unrun; false where that did not work, which was said. */
  openServed(path: string): Promise<boolean>;
  /** Saves notebooks as one zip archive: a file for each, in the folders of the library. Whether a file was made. */
  exportZip(entries: readonly LibraryEntry[]): Promise<boolean>;
}
