export type Inflated =
  | { ok: true; bytes: Uint8Array<ArrayBuffer> }
  /** "damaged": not a whole deflate stream. */
  | { ok: false; why: "too-large" | "damaged" };

// Small enough that no single piece can unpack to much before it is counted.
const pieceBytes = 4096;

/** Unpacks raw deflate, and stops as soon as there are more than `maxBytes`. */
export async function inflate(packed: Uint8Array<ArrayBuffer>, maxBytes: number): Promise<Inflated> {
  const stream = new DecompressionStream("deflate-raw");
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  const feed = async () => {
    for (let at = 0; at < packed.length; at += pieceBytes)
      await writer.write(packed.subarray(at, at + pieceBytes));
    await writer.close();
  };
  // A write fails when the reading side failed or stopped; the reading below tells why.
  const fed = feed().catch(() => undefined);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      length += next.value.length;
      if (length > maxBytes) {
        await reader.cancel();
        return { ok: false, why: "too-large" };
      }
      chunks.push(next.value);
    }
  } catch {
    // The only failure of a decompression stream is bytes that it cannot read.
    return { ok: false, why: "damaged" };
  }
  await fed;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return { ok: true, bytes };
}

/** Packs bytes as raw deflate. */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
