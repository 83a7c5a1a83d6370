import { join } from "node:path";
import { headersFor } from "../headers.mjs";
import { acceptedEncoding } from "./acceptedEncoding.mjs";
import { byteRange } from "./byteRange.mjs";

/** By encoding: how a compressed file is called, after the name of the file itself. */
export const siblingEnd = { br: ".br", gzip: ".gz" };

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {Record<string, string | number>} headers
 * @property {string | Buffer} [text] the body, where it is not a file
 * @property {{ path: string, start: number, end: number }} [part] bytes of a file, both ends included
 */

function textAnswer(status, type, text, extra = {}) {
  return {
    status,
    headers: {
      ...headersFor("/answer.json", [], { loopback: true }),
      "Content-Type": type,
      "Content-Length": Buffer.byteLength(text),
      ...extra,
    },
    text,
  };
}

const plain = (status, text, extra) => textAnswer(status, "text/plain; charset=utf-8", `${text}\n`, extra);

/** A file with its validators, ranges and encodings. */
function fileAnswer(found, headers, request) {
  const encoding = request.range ? null : acceptedEncoding(request.acceptEncoding, found.encodings);
  const etag = `"${found.etag}${encoding ? `-${encoding}` : ""}"`;
  const shared = { ...headers, ETag: etag, "Accept-Ranges": "bytes" };
  if (found.encodings.length > 0) shared.Vary = "Accept-Encoding";
  const seen = request.ifNoneMatch?.split(",").map((text) => text.trim().replace(/^W\//, "")) ?? [];
  if (seen.includes(etag) || seen.includes("*")) return { status: 304, headers: shared };
  const full = { ...shared, "Content-Type": found.type };
  if (encoding) {
    const { path, bytes } = found.sibling(encoding);
    return {
      status: 200,
      headers: { ...full, "Content-Encoding": encoding, "Content-Length": bytes },
      part: { path, start: 0, end: bytes - 1 },
    };
  }
  const isRangeValid = request.ifRange === undefined || request.ifRange === etag;
  const range = isRangeValid ? byteRange(request.range, found.bytes) : null;
  if (range === "unsatisfiable") {
    return plain(416, `This file has ${found.bytes} bytes.`, { "Content-Range": `bytes */${found.bytes}` });
  }
  const { start, end } = range ?? { start: 0, end: found.bytes - 1 };
  const contentRange = range ? { "Content-Range": `bytes ${start}-${end}/${found.bytes}` } : {};
  return {
    status: range ? 206 : 200,
    headers: { ...full, ...contentRange, "Content-Length": Math.max(0, end - start + 1) },
    part: { path: found.path, start, end },
  };
}

/**
 * What to answer to one request. Only described files and those of the folder can be reached; the path is never
 * joined to the root, so there is nothing to climb out of.
 * @param {{ root: string, files: Record<string, import("../build/describeFiles.mjs").ServedFile>,
 *   siblingBytes: (file: string) => number,
 *   answerFolder: ReturnType<import("./answerFolder.mjs").createFolderAnswers> | null }} site
 * @param {{ method: string, target: string, headers: import("node:http").IncomingHttpHeaders,
 *   body: (maxBytes: number) => Promise<Buffer | null> }} asked
 * @returns {Promise<Answer>}
 */
export async function answer(site, asked) {
  const { headers: given } = asked;
  const request = {
    ...asked,
    range: given.range,
    ifRange: given["if-range"],
    acceptEncoding: given["accept-encoding"],
    ifNoneMatch: given["if-none-match"],
  };
  const [rawPath = "/", query] = request.target.split(/\?(.*)/s);
  let path;
  try {
    path = decodeURIComponent(rawPath);
  } catch {
    return plain(400, "This address is not valid: a % stands without two hex digits.");
  }
  if (site.answerFolder && path.startsWith("/folder/")) {
    return site.answerFolder(path.slice("/folder/".length), request);
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    return plain(405, "Only GET and HEAD are answered here.", { Allow: "GET, HEAD" });
  }
  if (path.startsWith("/__net/")) {
    const reason = "The app's service worker answers under /__net/, and it does not control this page.";
    return textAnswer(404, "application/json; charset=utf-8", JSON.stringify({ error: reason }));
  }
  const has = (address) => Object.hasOwn(site.files, address);
  const address = path.endsWith("/index.html") ? path.slice(0, -"index.html".length) : path;
  if (!has(address) && has(`${address}/`)) {
    const location = `${encodeURI(address)}/${query === undefined ? "" : `?${query}`}`;
    return plain(308, "This page's address ends with a slash.", { Location: location });
  }
  const isFound = has(address);
  const file = site.files[isFound ? address : "/404.html"];
  if (!file) return plain(404, "There is no such file.");
  const described = {
    ...file,
    path: join(site.root, file.file),
    sibling: (encoding) => ({
      path: join(site.root, file.file + siblingEnd[encoding]),
      bytes: site.siblingBytes(file.file + siblingEnd[encoding]),
    }),
  };
  const headers = headersFor(isFound ? address : "/404.html", file.hashes, { loopback: true });
  if (isFound) return fileAnswer(described, headers, request);
  const missing = fileAnswer(described, headers, { ...request, range: undefined, ifNoneMatch: undefined });
  return { ...missing, status: 404 };
}
