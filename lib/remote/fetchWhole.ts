import type { RemoteFile } from "./RemoteFile.ts";

/** So much is asked for by one request. */
const pieceBytes = 8 << 20;
const requestsUnderWay = 4;

/**
 * Fetches all of a remote file into the browser's own keeping, by several requests at a time: for formats that have to be
 * read from end to end anyway. Rejects where a request fails or `signal` fires.
 */
export async function fetchWhole(
  file: RemoteFile,
  { signal, onProgress }: { signal: AbortSignal; onProgress(bytesDone: number, bytesTotal: number): void },
): Promise<File> {
  const pieces: Uint8Array<ArrayBuffer>[] = Array.from({ length: Math.ceil(file.size / pieceBytes) });
  const stop = new AbortController();
  const abort = () => stop.abort(signal.reason);
  signal.addEventListener("abort", abort);
  if (signal.aborted) abort();
  let next = 0;
  let bytesDone = 0;
  const work = async () => {
    while (next < pieces.length) {
      const index = next++;
      stop.signal.throwIfAborted();
      const piece = await file.read(index * pieceBytes, (index + 1) * pieceBytes, stop.signal);
      pieces[index] = piece;
      bytesDone += piece.length;
      onProgress(bytesDone, file.size);
    }
  };
  try {
    await Promise.all(Array.from({ length: requestsUnderWay }, work));
  } finally {
    signal.removeEventListener("abort", abort);
    // One that failed ends the others.
    stop.abort();
  }
  return new File(pieces, file.name, { lastModified: file.lastModified });
}
