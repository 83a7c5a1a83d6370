import { fileChunks } from "../fileChunks.ts";
import { gunzip } from "../gunzip.ts";
import { bzip2Chunks } from "./bzip2Chunks.ts";
import type { Codec } from "./detectCodec.ts";
import { type InflateLimits, usualLimits, withinLimits } from "./inflateLimits.ts";
import { lz4Chunks } from "./lz4Chunks.ts";
import { streamOf } from "./streamOf.ts";
import { zstdChunks } from "./zstd/zstdChunks.ts";

export interface OpenOptions {
  signal?: AbortSignal;
  /** Bytes of the file itself read so far. */
  onBytes?: (bytesDone: number) => void;
  limits?: InflateLimits;
}

/**
 * A file's content, decompressed as it is read. Reading fails with an IngestError where the data ends early,
 * is damaged or grows beyond the limits, and with the signal's reason once that is aborted.
 */
export function openStream(file: Blob, codec: Codec, options: OpenOptions = {}): ReadableStream<Uint8Array> {
  const chunks = contentOf(file, codec, options);
  return streamOf(options.signal ? untilAborted(chunks, options.signal) : chunks);
}

function contentOf(
  file: Blob,
  codec: Codec,
  { onBytes, limits = usualLimits }: OpenOptions,
): AsyncIterable<Uint8Array> {
  const raw = () => fileChunks(file, { onBytes });
  switch (codec) {
    case "none":
      return raw();
    case "gzip":
      return gunzip(file, { onBytes, limits });
    case "zstd":
      return withinLimits(zstdChunks(raw()), file.size, "The zstd data", limits);
    case "lz4":
      return withinLimits(lz4Chunks(raw()), file.size, "The LZ4 data", limits);
    case "bzip2":
      return withinLimits(bzip2Chunks(raw()), file.size, "The bzip2 data", limits);
  }
}

async function* untilAborted(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  signal.throwIfAborted();
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    yield chunk;
  }
}
