/** A stream in pieces of one size, the last of which may be shorter; an empty stream is one empty piece. */
export async function* cutStream(
  stream: ReadableStream<Uint8Array>,
  pieceBytes: number,
): AsyncGenerator<{ bytes: Uint8Array<ArrayBuffer>; isLast: boolean }> {
  const reader = stream.getReader();
  let isOver = false;
  try {
    let piece = new Uint8Array(pieceBytes);
    let filled = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      let rest = value;
      while (rest.byteLength > 0) {
        // Only once there is more is a full piece known not to be the last.
        if (filled === pieceBytes) {
          yield { bytes: piece, isLast: false };
          piece = new Uint8Array(pieceBytes);
          filled = 0;
        }
        const taken = rest.subarray(0, pieceBytes - filled);
        piece.set(taken, filled);
        filled += taken.byteLength;
        rest = rest.subarray(taken.byteLength);
      }
    }
    isOver = true;
    yield { bytes: piece.slice(0, filled), isLast: true };
  } finally {
    // Whoever stops reading wants no more of it made.
    if (!isOver) await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}
