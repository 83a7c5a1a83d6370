import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { headersFor } from "../headers.mjs";
import { listFiles } from "./listFiles.mjs";
import { mediaType } from "./mediaType.mjs";
import { scriptHashes } from "./scriptHashes.mjs";

/** Written beside the app for its hosts; never served. */
export const hostFiles = ["_headers", "headers.json", "nginx.conf.sample", "Caddyfile.sample"];

const encodings = { br: ".br", gzip: ".gz" };

/**
 * @typedef {object} ServedFile
 * @property {string} file path under the root
 * @property {string} type media type
 * @property {number} bytes
 * @property {string} etag
 * @property {string[]} hashes CSP sources of its inline scripts
 * @property {string[]} encodings compressed siblings that exist, best first
 * @property {Record<string, string>} headers as on a host of its own; `serve` makes its own from `hashes`
 */

/** The address of a file: pages are asked for by their folder. */
export function addressOf(file) {
  return `/${file.replace(/(^|\/)index\.html$/, "$1")}`;
}

/**
 * What there is to serve under a root: address → file. Only these can be asked for.
 * @param {string} root
 * @returns {Promise<Record<string, ServedFile>>}
 */
export async function describeFiles(root) {
  const files = await listFiles(root);
  const all = new Set(files);
  const described = {};
  for (const file of files) {
    const isSibling = Object.values(encodings).some(
      (end) => file.endsWith(end) && all.has(file.slice(0, -end.length)),
    );
    if (isSibling || hostFiles.includes(file)) continue;
    const bytes = await readFile(join(root, file));
    const address = addressOf(file);
    const hashes = file.endsWith(".html") ? scriptHashes(bytes.toString("utf8")) : [];
    described[address] = {
      file,
      type: mediaType(file),
      bytes: bytes.byteLength,
      etag: createHash("sha256").update(bytes).digest("base64url").slice(0, 22),
      hashes,
      encodings: Object.entries(encodings).flatMap(([name, end]) => (all.has(file + end) ? [name] : [])),
      headers: headersFor(address, hashes),
    };
  }
  return described;
}
