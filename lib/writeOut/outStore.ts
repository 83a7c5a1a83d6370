import type { OutFile } from "./plan.ts";

/** Bytes of one file, in order. It appears under its name with `close`, whole; `abort` leaves nothing of it. */
export interface OutSink {
  write(chunk: Uint8Array): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

/** Where the files of one run go. Paths are below it, with "/". Failures throw an IngestError that says what to do. */
export interface OutStore {
  /** Begins a file, while no other one is open. What is there already is an error unless it may be replaced. */
  open(path: string): Promise<OutSink>;
  /** Reads back what the target has of a file that is whole, and throws where it is not what was written. */
  check(file: Pick<OutFile, "file" | "bytes" | "sha256">, onBytes: (bytes: number) => void): Promise<void>;
  /** All is there; for the browser's own keeping, answers the file. */
  finish(): Promise<File | null>;
  /** Removes all that this run wrote; answers in a sentence what of it is left, "" where nothing is. */
  undo(): Promise<string>;
}

/** What stands in a message where a file read back is another. */
export const notAsWritten = (path: string) =>
  `${path} was read back and is not what was written. The disk or another program changed it; write it again.`;
