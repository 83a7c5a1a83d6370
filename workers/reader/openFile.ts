import { type Chunk, filled } from "./filled.ts";
import type { PieceMessage } from "./messages.ts";

const packedPieceBytes = 1 << 20;

/** Gives a file, or what the gzip data in it inflate to, in pieces of so many bytes. */
export function openFile(
  file: Blob,
  { pieceBytes, inflates }: { pieceBytes: number; inflates: boolean },
): () => Promise<PieceMessage> {
  let fileBytes = 0;
  const read = (bytes: number) => {
    const next = filled(file.stream(), bytes);
    return async () => {
      const piece = await next();
      fileBytes += piece?.byteLength ?? 0;
      return piece;
    };
  };
  const next = inflates ? filled(inflated(read(packedPieceBytes)), pieceBytes) : read(pieceBytes);
  return async () => {
    const bytes = await next();
    return bytes === null ? { end: true } : { bytes, fileBytes };
  };
}

/** In few large pieces: a stream passes many small ones on at a cost that adds up. */
function inflated(packed: () => Promise<ArrayBuffer | null>): ReadableStream<Chunk> {
  const source = new ReadableStream<Chunk>({
    async pull(controller) {
      const piece = await packed();
      if (piece === null) controller.close();
      else controller.enqueue(new Uint8Array(piece));
    },
  });
  return source.pipeThrough(new DecompressionStream("gzip"));
}
