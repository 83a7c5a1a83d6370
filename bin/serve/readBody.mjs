/**
 * The bytes of a request; null where they are more than `maxBytes`, of which then no more is kept.
 * @param {import("node:http").IncomingMessage} request
 * @param {number} maxBytes
 * @returns {Promise<Buffer | null>} rejects where the other side went away
 */
export function readBody(request, maxBytes) {
  const chunks = [];
  let bytes = 0;
  return new Promise((done, failed) => {
    request.on("data", (chunk) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else {
        // Read on, or the answer would not be heard; kept is nothing.
        chunks.length = 0;
        done(null);
      }
    });
    request.on("end", () => done(Buffer.concat(chunks)));
    request.on("aborted", () => failed(new Error("The request ended in the middle.")));
    request.on("error", failed);
  });
}
