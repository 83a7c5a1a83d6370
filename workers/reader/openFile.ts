import { filled } from "./filled.ts";
import type { PieceMessage } from "./messages.ts";

type Chunk = Uint8Array<ArrayBuffer>;

/** Gives a file, or what the gzip data in it inflate to, in pieces of so many bytes. */
export function openFile(
  file: Blob,
  { pieceBytes, inflates }: { pieceBytes: number; inflates: boolean },
): () => Promise<PieceMessage> {
  let fileBytes = 0;
  const counted = () =>
    new TransformStream<Chunk, Chunk>({
      transform(chunk, controller) {
        fileBytes += chunk.length;
        controller.enqueue(chunk);
      },
    });
  const next = filled(
    inflates
      ? file.stream().pipeThrough(counted()).pipeThrough(new DecompressionStream("gzip"))
      : file.stream(),
    pieceBytes,
  );
  return async () => {
    const bytes = await next();
    if (bytes === null) return { end: true };
    if (!inflates) fileBytes += bytes.byteLength;
    return { bytes, fileBytes };
  };
}
