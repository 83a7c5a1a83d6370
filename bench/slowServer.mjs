/** A server in front of another that answers as if it were far away: each request waits, and all share one line. */
import { createServer, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

const sliceBytes = 64 << 10;

/**
 * @param {string} target the origin of the server behind
 * @param {{ latencyMs: number, bytesPerSecond: number }} line
 * @returns {Promise<{ url: string, sentBytes: () => number, requests: () => number, close: () => Promise<void> }>}
 */
export async function slowServer(target, { latencyMs, bytesPerSecond }) {
  let sent = 0;
  let asked = 0;
  /** When the line is free again. */
  let freeAt = 0;

  async function send(bytes, response) {
    for (let from = 0; from < bytes.length; from += sliceBytes) {
      const slice = bytes.subarray(from, from + sliceBytes);
      const now = performance.now();
      freeAt = Math.max(now, freeAt) + (slice.length / bytesPerSecond) * 1000;
      // Timers are coarse: many small waits would make the line slower than it says.
      if (freeAt - now > 4) await wait(freeAt - now);
      if (response.destroyed) return;
      sent += slice.length;
      if (!response.write(slice)) await new Promise((resolve) => response.once("drain", resolve));
    }
  }

  const server = createServer(async (incoming, response) => {
    asked++;
    await wait(latencyMs);
    const { hostname, port } = new URL(target);
    const { method, url, headers } = incoming;
    const behind = request({ hostname, port, method, path: url, headers }, async (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      try {
        for await (const bytes of answer) await send(bytes, response);
      } finally {
        response.end();
      }
    });
    response.on("close", () => behind.destroy());
    behind.on("error", () => response.destroy());
    incoming.pipe(behind);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    sentBytes: () => sent,
    requests: () => asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
