import { RemoteFile } from "../remote/RemoteFile.ts";

/** The bytes of a file, piece after piece. */
export interface Pieces {
  /**
   * The next piece and how many bytes of the file itself were read until then; null after the last. Rejects with what
   * the browser says of a file that cannot be read, or of gzip data that cannot be inflated.
   */
  next(): Promise<Piece | null>;
  /** No more is wanted. */
  stop(): void;
}

export interface Piece {
  bytes: Uint8Array<ArrayBuffer>;
  fileBytes: number;
}

/**
 * A thread beside this one that reads ahead. A busy thread does not take delivery of what it asked for: read here, the
 * next piece would arrive only once the last one is dealt with.
 */
export interface BesideReader {
  /** Reads a file from front to back in pieces of so many bytes, or what gzip data in it inflate to. */
  open(file: Blob, how: { pieceBytes: number; inflates: boolean }): Pieces;
}

let current: BesideReader | null = null;

/** From now on large files are read by this thread; null for none. */
export function readBeside(reader: BesideReader | null): void {
  current = reader;
}

/** The thread that reads a file ahead, where there is one and it can: a file of another host would reach it empty. */
export function besideReader(file: Blob): BesideReader | null {
  return file instanceof RemoteFile ? null : current;
}
