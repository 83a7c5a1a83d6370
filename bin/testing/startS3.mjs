import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/**
 * Starts an S3 server on this machine that checks signatures (@20minutes/s3rver), with buckets that are gone when it is
 * closed. What it gets wrong: a range of only the first byte, suffix ranges, If-Match, If-None-Match and aborting an
 * upload; it takes what is not signed at all. e2e/s3/startS3Stub.ts stands in for those.
 * @param {{ buckets?: readonly string[], corsOrigin?: string | null }} [options] corsOrigin null: no CORS at all
 * @returns {Promise<{
 *   url: string, accessKeyId: string, secretAccessKey: string,
 *   put: (bucket: string, key: string, body: string | Uint8Array) => Promise<void>,
 *   close: () => Promise<void>,
 * }>}
 */
export async function startS3({ buckets = ["eider"], corsOrigin = "*" } = {}) {
  const script = fileURLToPath(new URL("serveS3.mjs", import.meta.url));
  const child = spawn(
    process.execPath,
    ["--openssl-legacy-provider", script, JSON.stringify({ buckets, corsOrigin })],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const ended = once(child, "exit");
  const [port] = await Promise.race([
    once(createInterface(child.stdout), "line"),
    ended.then(() => Promise.reject(new Error("The S3 server did not start."))),
  ]);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    // The one account that the server knows.
    accessKeyId: "S3RVER",
    secretAccessKey: "S3RVER",
    async put(bucket, key, body) {
      const path = key.split("/").map(encodeURIComponent).join("/");
      const response = await fetch(`${url}/${bucket}/${path}`, { method: "PUT", body });
      if (!response.ok) throw new Error(`${key} could not be put: HTTP ${response.status}.`);
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
