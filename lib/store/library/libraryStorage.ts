import type { StoredNotebook } from "../platform.ts";

/** A notebook in Recently deleted. */
export interface DeletedNotebook {
  /** The notebook's own. */
  id: string;
  notebook: StoredNotebook;
  folder: string;
  /** Milliseconds since 1970. */
  deletedAt: number;
}

/** All notebooks of this device, and what the library knows of them beside their texts. Fetched with the library. */
export interface LibraryStorage {
  /** Every notebook, in no order, part by part: a first screen need not wait for the last. */
  all(onPart: (part: readonly StoredNotebook[]) => void): Promise<void>;
  /** The folder of each notebook that is in one, by id. */
  folders(): Promise<ReadonlyMap<string, string>>;
  /** Puts notebooks into a folder; "" is the top. */
  place(ids: readonly string[], folder: string): Promise<void>;
  /** What is in Recently deleted, in no order. One that was edited in another tab since is not deleted any more. */
  deleted(): Promise<DeletedNotebook[]>;
  /** Puts notebooks into Recently deleted. A moment in which both hold one loses nothing: it then counts as kept. */
  remove(ids: readonly string[], deletedAt: number): Promise<void>;
  restore(ids: readonly string[]): Promise<void>;
  /** Forgets notebooks of Recently deleted and everything that is kept for them. */
  erase(ids: readonly string[]): Promise<void>;
  /** Gives a copy of a notebook what is kept beside the text: outputs that came with it, and the ways to its files. */
  copyBeside(from: string, to: string): Promise<void>;
}
