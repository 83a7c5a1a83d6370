import { IngestError } from "../../types.ts";

const smallestChunk = 128 << 10;

/**
 * XML bytes as text, by byte order mark, else by the encoding that its first line names, else UTF-8.
 * Chunks are large, as each costs the scanner a copy. Throws an IngestError where the bytes are not in that encoding.
 */
export async function* textChunks(chunks: AsyncIterable<Uint8Array>, what: string): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let waiting: Uint8Array[] = [];
  let size = 0;
  const decode = (isLast: boolean): string => {
    const bytes = joined(waiting, size);
    waiting = [];
    size = 0;
    decoder ??= decoderFor(bytes, what);
    try {
      return decoder.decode(bytes, { stream: !isLast });
    } catch (cause) {
      throw new IngestError(
        `The text of ${what} is not valid ${decoder.encoding.toUpperCase()}, so the file is damaged; save it anew.`,
        { cause },
      );
    }
  };
  for await (const chunk of chunks) {
    waiting.push(chunk);
    size += chunk.length;
    if (size >= smallestChunk) yield decode(false);
  }
  yield decode(true);
}

function decoderFor(head: Uint8Array, what: string): TextDecoder {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder("utf-16le", { fatal: true });
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder("utf-16be", { fatal: true });
  if (head[0] === 0x3c && head[1] === 0) return new TextDecoder("utf-16le", { fatal: true });
  if (head[0] === 0 && head[1] === 0x3c) return new TextDecoder("utf-16be", { fatal: true });
  const start = new TextDecoder("latin1").decode(head.subarray(0, 200));
  const label = /^\s*(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
  // The text is evidently not UTF-16 where its first line could be read byte by byte.
  if (label === undefined || /^utf-?(8|16)/i.test(label)) return new TextDecoder("utf-8", { fatal: true });
  try {
    return new TextDecoder(label, { fatal: true });
  } catch (cause) {
    throw new IngestError(`The text of ${what} is in "${label}", an encoding that is not known.`, { cause });
  }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
