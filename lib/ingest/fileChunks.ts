import { besideReader, type Pieces } from "./besideReader.ts";

export interface ChunkOptions {
  chunkBytes?: number;
  /** Bytes of the file read so far. */
  onBytes?: ((bytesDone: number) => void) | undefined;
}

/**
 * Reads a file from front to back in large slices, the next one under way while the last is used;
 * a file's own stream() hands out 64 KiB at a time, which costs more than the reading.
 */
export function fileChunks(file: Blob, options: ChunkOptions = {}): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieceBytes = options.chunkBytes ?? 4 << 20;
  const beside = file.size > pieceBytes ? besideReader(file) : null;
  return beside
    ? pieceStream(beside.open(file, { pieceBytes, inflates: false }), options.onBytes)
    : ownChunks(file, pieceBytes, options.onBytes);
}

/** Pieces that another thread reads, as a stream. */
export function pieceStream(
  pieces: Pieces,
  onBytes: ChunkOptions["onBytes"],
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const piece = await pieces.next();
        if (piece === null) return controller.close();
        onBytes?.(piece.fileBytes);
        controller.enqueue(piece.bytes);
      },
      cancel: () => pieces.stop(),
    },
    { highWaterMark: 0 },
  );
}

function ownChunks(
  file: Blob,
  chunkBytes: number,
  onBytes: ChunkOptions["onBytes"],
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let asked = 0;
  let given = 0;
  const next = () => {
    if (asked >= file.size) return null;
    const slice = file.slice(asked, asked + chunkBytes).arrayBuffer();
    asked += chunkBytes;
    // Awaited at the next pull; until then a failure must not count as unhandled.
    slice.catch(() => undefined);
    return slice;
  };
  let ahead: Promise<ArrayBuffer> | null = null;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const current = ahead ?? next();
        if (current === null) {
          controller.close();
          return;
        }
        ahead = next();
        const bytes = new Uint8Array(await current);
        given += bytes.length;
        onBytes?.(given);
        controller.enqueue(bytes);
      },
      cancel() {
        asked = file.size;
        ahead = null;
      },
    },
    { highWaterMark: 0 },
  );
}
