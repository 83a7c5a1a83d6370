import type { Tally } from "./trafficBook.ts";

/**
 * Passes bytes on, counts them, and breaks off past `maxBytes`, so that a host cannot send without end, or past what
 * the notebook may read in all.
 */
export function limitBytes(
  maxBytes: number,
  host: string,
  tally: Tally,
): TransformStream<Uint8Array, Uint8Array> {
  let seenBytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      seenBytes += chunk.byteLength;
      tally.took(chunk.byteLength);
      if (seenBytes > maxBytes) controller.error(new Error(`${host} sent more than ${maxBytes} bytes.`));
      else if (tally.left() < 0) controller.error(new Error("This notebook has read all that it may."));
      else controller.enqueue(chunk);
    },
  });
}
