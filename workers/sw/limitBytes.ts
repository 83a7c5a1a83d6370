/** Passes bytes on and breaks off past `maxBytes`, so that a host cannot send without end. */
export function limitBytes(maxBytes: number, host: string): TransformStream<Uint8Array, Uint8Array> {
  let seenBytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      seenBytes += chunk.byteLength;
      if (seenBytes > maxBytes) controller.error(new Error(`${host} sent more than ${maxBytes} bytes.`));
      else controller.enqueue(chunk);
    },
  });
}
