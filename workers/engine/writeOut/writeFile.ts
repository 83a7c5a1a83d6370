import type { OutSink, OutStore } from "../../../lib/writeOut/outStore.ts";
import { Sha256 } from "../../../lib/writeOut/sha256.ts";

/** What a file came to. */
export interface FileBytes {
  bytes: number;
  /** Hex; "" where nobody wants it. */
  sha256: string;
}

/** Writes the chunks of one file to a store; where that fails, nothing of the file is there. */
export async function writeFile(
  store: OutStore,
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  {
    isHashed,
    signal,
    onBytes,
  }: { isHashed: boolean; signal: AbortSignal; onBytes?: (bytes: number) => void },
): Promise<FileBytes> {
  const sink: OutSink = await store.open(path);
  const hash = isHashed ? new Sha256() : null;
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      bytes += chunk.byteLength;
      hash?.update(chunk);
      onBytes?.(chunk.byteLength);
      await sink.write(chunk);
      signal.throwIfAborted();
    }
    await sink.close();
  } catch (thrown) {
    await sink.abort();
    throw thrown;
  }
  return { bytes, sha256: hash?.hex() ?? "" };
}
