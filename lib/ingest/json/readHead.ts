import { type MarkedEncoding, utf8Chunks } from "./utf8Stream.ts";

const headBytes = 4 << 20;

/** Text that can be opened, and given up. */
interface TextRun {
  open: () => ReadableStream<Uint8Array>;
  signal: AbortSignal;
}

/** The first 4 MiB of a text as UTF-8, up to a chunk more, and whether that is all of it. */
export async function readHead(
  run: TextRun,
  onEncoding: (encoding: MarkedEncoding) => void,
): Promise<{ bytes: Uint8Array; isWhole: boolean }> {
  const parts: Uint8Array[] = [];
  let size = 0;
  let isWhole = true;
  for await (const chunk of utf8Chunks(run.open(), onEncoding)) {
    run.signal.throwIfAborted();
    if (size >= headBytes) {
      isWhole = false;
      break;
    }
    parts.push(chunk);
    size += chunk.length;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, isWhole };
}
