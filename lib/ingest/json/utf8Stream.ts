/** Text's encoding by its first bytes: a mark of UTF-16, else UTF-8. */
export type MarkedEncoding = "utf-8" | "utf-16le" | "utf-16be";

/** The same text as UTF-8 without a mark at its start, chunk by chunk, and the encoding that it had. */
export async function* utf8Chunks(
  stream: ReadableStream<Uint8Array>,
  onEncoding: (encoding: MarkedEncoding) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  const encoder = new TextEncoder();
  let decoder: TextDecoder | null = null;
  let first: Uint8Array | null = new Uint8Array(0);
  try {
    for (;;) {
      const { done, value = new Uint8Array(0) } = await reader.read();
      let chunk: Uint8Array = value;
      if (first) {
        chunk = new Uint8Array(first.length + value.length);
        chunk.set(first);
        chunk.set(value, first.length);
        first = chunk.length < 3 && !done ? chunk : null;
        if (first) continue;
        const encoding = markOf(chunk);
        onEncoding(encoding);
        if (encoding !== "utf-8") decoder = new TextDecoder(encoding);
        else if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) chunk = chunk.subarray(3);
      }
      if (decoder) chunk = encoder.encode(decoder.decode(chunk, { stream: !done }));
      if (chunk.length > 0) yield chunk;
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function markOf(bytes: Uint8Array): MarkedEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}
