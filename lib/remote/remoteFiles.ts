import type { Outcome } from "../engine/protocol.ts";

/** What whoever waits for a file is told, and asked. */
export interface RemoteWatch {
  /** Asked before more than `askFromBytes` are fetched, where the size is known beforehand. */
  confirm(sizeBytes: number): Promise<boolean>;
  /** `totalBytes` is null where the host does not say it. */
  onProgress(doneBytes: number, totalBytes: number | null): void;
  signal: AbortSignal;
}

/** Files by their address, for one page: which hosts each notebook may ask, and the way to them. */
export interface RemoteFiles {
  /** Origins that the user allowed for a notebook on this device. */
  allowed(notebookId: string): readonly string[];
  allow(notebookId: string, origin: string): void;
  /** Takes that back; settles once nothing can be fetched from there any more. */
  disallow(notebookId: string, origin: string): Promise<void>;
  /** Fetches a file under the notebook's permissions; nothing is fetched where its origin is not among them. */
  fetch(notebookId: string, url: URL, watch: RemoteWatch): Promise<Outcome<File>>;
  /** Fetches one file of at most so many bytes after its user said yes to just that; no notebook may do so afterwards. */
  fetchOnce(url: URL, maxBytes: number, signal: AbortSignal): Promise<Outcome<File>>;
}

/** A file that is larger is fetched only after a question. */
export const askFromBytes = 200_000_000;
/** A file that is larger is not fetched at all: the browser would hold it in its own storage first. */
export const mostBytes = 4_000_000_000;
