import type { KeepProblem } from "./relinkState.ts";

export type Permission = "granted" | "prompt" | "denied";

/** A file of the device that can be opened again after a reload, if its user agrees. */
export interface SourceHandle {
  readonly name: string;
  permission(): Promise<Permission>;
  /** Asks its user; browsers allow that only in answer to a click or key. */
  ask(): Promise<Permission>;
  /** The file as it is now; rejects where it is gone or may not be read. */
  file(): Promise<File>;
}

/** What the device keeps of a source: the way to its file, a copy of its bytes, or only when it was last changed. */
export interface KeptFile {
  relation: string;
  lastModified: number;
  handle: SourceHandle | null;
  copy: File | null;
}

export interface KeepAnswer {
  handle: SourceHandle | null;
  copy: boolean;
  problem: KeepProblem | null;
}

/** Files of sources on this device. Everything is filed under a notebook's id, and reachable under that id alone. */
export interface SourceFiles {
  /** All that is kept for a notebook; empty where the device refuses. */
  load(notebookId: string): Promise<KeptFile[]>;
  /** Keeps the handle that the browser gave with the file, if any, and a copy if the budget has room. Never rejects. */
  keep(notebookId: string, relation: string, file: File): Promise<KeepAnswer>;
  /** Forgets what is kept for all other relations of the notebook; with none given, for the whole notebook. */
  retain(notebookId: string, relations: readonly string[]): Promise<void>;
}
