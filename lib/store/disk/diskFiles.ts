import type { Permission } from "../../relink/sourceFiles.ts";

/** Leave to write holds the leave to read. */
export type DiskMode = "read" | "readwrite";

/** A notebook's file on the disk, reachable after a reload if its user agrees. */
export interface DiskFile {
  readonly name: string;
  /** Whether it may be read, or written, now. */
  permission(mode: DiskMode): Promise<Permission>;
  /** Asks its user; browsers allow that only in answer to a click or key. */
  ask(mode: DiskMode): Promise<Permission>;
  /** The file as it is now; rejects where it is gone or may not be read. */
  read(): Promise<File>;
  /**
   * Puts this in the place of what it holds; rejects where that fails, and what it held is then still there. `before` is
   * the text that it is put in the place of, null for a new file: answers false, and changes nothing, where it is seen
   * that the file holds another.
   */
  write(content: Blob, before: string | null): Promise<boolean>;
  /** A data file by its path from the folder that this one lies in; null where it is not there. Only where that can be seen. */
  beside?(path: string): Promise<File | null>;
}

/** Thrown where a file cannot be reached now, which says nothing of the file; its message is for people. */
export class PlaceUnreachable extends Error {}

/** What is remembered of a file as it was read or written last. */
export interface DiskFacts {
  /** The file's own text. */
  text: string;
  /** The notebook's text that this was read as or written from: another one where the file is of another format. */
  notebookText: string;
  lastModified: number;
  size: number;
}

/** The files on the disk that notebooks are saved to, by the notebooks' ids. */
export interface DiskFiles {
  /** The way back to a file that was picked or dropped; null where the browser gave none. */
  of(file: File): Promise<DiskFile | null>;
  /** The notebooks that are saved to this very file, by their ids. */
  notebooksOf(file: DiskFile): Promise<string[]>;
  /** A notebook of the folder that `eider serve` lets this page into; null where there is none. */
  served(path: string): DiskFile | null;
  /** What a browser's dialog answered, as a file. */
  at(handle: FileSystemFileHandle): DiskFile;
  /** null where nothing is kept, or the device refuses. */
  load(notebookId: string): Promise<{ file: DiskFile; facts: DiskFacts } | null>;
  /** Never rejects: where the device refuses, the file is known until the page is left. */
  keep(notebookId: string, file: DiskFile, facts: DiskFacts): Promise<void>;
}
