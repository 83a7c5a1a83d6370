/** Handed to the browser in pieces of this size, so that it may keep them on a disk. */
const pieceBytes = 32 << 20;

/** All bytes of a stream as a Blob, which browsers hold outside this thread's memory. */
export async function collectBlob(chunks: AsyncIterable<Uint8Array>): Promise<Blob> {
  const pieces: Blob[] = [];
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  for await (const chunk of chunks) {
    parts.push(new Uint8Array(chunk));
    held += chunk.length;
    if (held < pieceBytes) continue;
    pieces.push(new Blob(parts));
    parts = [];
    held = 0;
  }
  return new Blob([...pieces, ...parts]);
}
