/**
 * Reads a file from front to back in large slices, the next one under way while the last is used;
 * a file's own stream() hands out 64 KiB at a time, which costs more than the reading.
 */
export function fileChunks(
  file: Blob,
  options: { chunkBytes?: number; onBytes?: (bytesDone: number) => void } = {},
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunkBytes = options.chunkBytes ?? 4 << 20;
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
        options.onBytes?.(given);
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
