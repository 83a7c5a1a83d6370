import { type DecodeOptions, decodeStream } from "../charset/decodeStream.ts";

/** The text of some bytes as `decodeStream` gives it, read in chunks of a size, and its report; for tests only. */
export async function decodeText(
  bytes: Uint8Array,
  label: string,
  chunkBytes = 1 << 20,
  options?: DecodeOptions,
) {
  let at = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + chunkBytes));
      at += chunkBytes;
    },
  });
  const { utf8, report } = decodeStream(stream, label, options);
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const reader = utf8.getReader();
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    // Fatal and not streaming: every chunk must be whole characters.
    text += decoder.decode(part.value);
  }
  return { text, report };
}
