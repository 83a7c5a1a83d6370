/** Handed to the browser in pieces of this size, so that it may keep them on a disk. */
const pieceBytes = 32 << 20;

/** Bytes that come one after the other, as a Blob, which browsers hold outside this thread's memory. */
export class BlobPieces {
  private readonly pieces: Blob[] = [];
  private parts: Uint8Array<ArrayBuffer>[] = [];
  private held = 0;

  /** Copies nothing: the bytes may not change until there are 32 MiB of them, or the Blob is asked for. */
  add(chunk: Uint8Array<ArrayBuffer>): void {
    this.parts.push(chunk);
    this.held += chunk.length;
    if (this.held < pieceBytes) return;
    this.pieces.push(new Blob(this.parts));
    this.parts = [];
    this.held = 0;
  }

  blob(): Blob {
    return new Blob([...this.pieces, ...this.parts]);
  }
}

/** All bytes of a stream as a Blob. */
export async function collectBlob(chunks: AsyncIterable<Uint8Array>): Promise<Blob> {
  const pieces = new BlobPieces();
  for await (const chunk of chunks) pieces.add(new Uint8Array(chunk));
  return pieces.blob();
}
