import { IngestError } from "../types.ts";

/** How far compressed data may grow. Sizes are bytes of content. */
export interface InflateLimits {
  /** Up to here any growth is taken. */
  freeBytes: number;
  /** Beyond that, content may be at most this many times the size of the compressed data. */
  ratio: number;
  /** Content may never be more than this, however well it is compressed. */
  maxBytes: number;
}

/** What no honest table comes to: more than a thousand times its packed size, and more than 4 GiB. */
export const usualLimits: InflateLimits = { freeBytes: 4 * 2 ** 30, ratio: 1000, maxBytes: 2 ** 44 };

/** Passes inflated bytes on until there are more than the limits allow; then fails with an IngestError. */
export async function* withinLimits(
  chunks: AsyncIterable<Uint8Array>,
  packedBytes: number,
  what: string,
  limits: InflateLimits = usualLimits,
): AsyncGenerator<Uint8Array> {
  let given = 0;
  for await (const chunk of chunks) {
    given += chunk.length;
    if (given > limits.maxBytes)
      throw tooLarge(what, given, packedBytes, `${sizeText(limits.maxBytes)} at most`);
    if (given > limits.freeBytes && given > packedBytes * limits.ratio) {
      throw tooLarge(what, given, packedBytes, `${limits.ratio} times its size at most`);
    }
    yield chunk;
  }
}

function tooLarge(what: string, given: number, packedBytes: number, allowed: string): IngestError {
  return new IngestError(
    `${what} of ${sizeText(packedBytes)} has grown to ${sizeText(given)} and is not at its end (allowed: ${allowed}), ` +
      "which looks like a decompression bomb; decompress it outside if you trust it, and add the plain file.",
  );
}

/** Bytes in the largest unit that leaves a number of 1 or more, e.g. "4.0 GiB". */
export function sizeText(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${power === 0 ? bytes : (bytes / 1024 ** power).toFixed(1)} ${units[power]}`;
}
