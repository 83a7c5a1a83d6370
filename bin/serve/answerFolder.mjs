import { createHash } from "node:crypto";
import { access, constants, readFile, realpath } from "node:fs/promises";
import { basename } from "node:path";
import { byteRange } from "./byteRange.mjs";
import { plain, textAnswer } from "./folderAnswers.mjs";
import { folderFile, isNotebook, newFolderFile } from "./folderFile.mjs";
import { listFolder } from "./listFolder.mjs";
import { replaceFile } from "./replaceFile.mjs";

/** A notebook is text. */
export const maxNotebookBytes = 32 * 1024 * 1024;

const hashOf = (bytes) => createHash("sha256").update(bytes).digest("hex");
const notThere = () => plain(404, "The folder has no such notebook or data file.");

/** The validator of a notebook is the SHA-256 of its bytes: the page knows it of whatever text it holds. */
async function etagOf(found) {
  return isNotebook(found.path)
    ? `"${hashOf(await readFile(found.path))}"`
    : `"${found.bytes.toString(36)}-${found.modifiedMs.toString(36)}"`;
}

/**
 * Answers for one folder: `POST /folder/` exchanges a code, `GET /folder/` lists, `GET` reads and `PUT` writes one file of it.
 * Whoever asks has to send the token in `Eider-Folder`, which no page of another origin can do without being allowed to.
 * @param {string} folder
 * @param {ReturnType<import("./folderKey.mjs").createFolderKey>} key
 * @param {number} port of this server
 */
export function createFolderAnswers(folder, key, port) {
  /** One write after the other: between looking at a file and replacing it no other page may write it. */
  let writing = Promise.resolve();
  const hosts = ["localhost", "127.0.0.1", "[::1]"].flatMap((name) =>
    port === 80 ? [name, `${name}:80`] : [`${name}:${port}`],
  );

  /** What is wrong with a request before its path is looked at; null where nothing is. */
  function refusal({ method, headers }) {
    const { host = "", origin } = headers;
    if (!hosts.includes(host.toLowerCase())) {
      return plain(421, "The folder is served to this machine only, at the port that eider serve printed.");
    }
    const isWrite = method !== "GET" && method !== "HEAD";
    const isOurs = origin === undefined ? !isWrite : origin === `http://${host.toLowerCase()}`;
    const site = headers["sec-fetch-site"];
    if (!isOurs || (site !== undefined && site !== "same-origin")) {
      return plain(403, "The folder is served to Eider's own page only.");
    }
    const given = headers["eider-folder"];
    if (method === "POST" ? key.exchange(given) === null : !key.fits(given)) {
      return plain(
        403,
        "The folder is served to whoever has the address that eider serve printed when it started.",
      );
    }
    return null;
  }

  async function list() {
    const { notebooks, isAll } = await listFolder(folder);
    const path = await realpath(folder);
    // Which folder this is, without saying where: another one may be served at this port tomorrow.
    const facts = { id: hashOf(path).slice(0, 32), name: basename(path) || path, notebooks, isAll };
    return textAnswer(200, "application/json; charset=utf-8", JSON.stringify(facts));
  }

  async function read(path, { headers }) {
    const found = await folderFile(folder, path);
    if (!found) return notThere();
    if (isNotebook(path) && found.bytes > maxNotebookBytes) return tooLarge();
    // Read once, so that what is sent is what the validator was made of.
    const text = isNotebook(path) ? await readFile(found.path) : null;
    const etag = text ? `"${hashOf(text)}"` : await etagOf(found);
    const shared = { ...plain(200, "").headers, ETag: etag, "Eider-Modified": found.modifiedMs };
    if (headers["if-none-match"] === etag) return { status: 304, headers: shared };
    if (text) {
      const described = { "Content-Type": found.type, "Content-Length": text.length };
      return { status: 200, headers: { ...shared, ...described }, text };
    }
    shared["Accept-Ranges"] = "bytes";
    const isSame = headers["if-range"] === undefined || headers["if-range"] === etag;
    const range = isSame ? byteRange(headers.range, found.bytes) : null;
    if (range === "unsatisfiable") {
      return plain(416, `This file has ${found.bytes} bytes.`, { "Content-Range": `bytes */${found.bytes}` });
    }
    const { start, end } = range ?? { start: 0, end: found.bytes - 1 };
    const part = range ? { "Content-Range": `bytes ${start}-${end}/${found.bytes}` } : {};
    return {
      status: range ? 206 : 200,
      headers: {
        ...shared,
        ...part,
        "Content-Type": found.type,
        "Content-Length": Math.max(0, end - start + 1),
      },
      part: { path: found.path, start, end },
    };
  }

  /** The file that a condition of the request is about, as it is now, or the answer where the condition does not hold. */
  async function held(path, headers) {
    const found = await folderFile(folder, path);
    const etag = found && (await etagOf(found));
    if (headers["if-none-match"] === "*") return found ? { no: changed(etag) } : { found: null, etag: null };
    if (headers["if-match"] === undefined) {
      return {
        no: plain(
          428,
          "Say by If-Match which version is replaced, or by If-None-Match: * that there is none.",
        ),
      };
    }
    return etag !== null && headers["if-match"] === etag ? { found, etag } : { no: changed(etag) };
  }

  async function write(path, headers, bytes) {
    const { no, found, etag } = await held(path, headers);
    if (no) return no;
    const to = found?.path ?? (await newFolderFile(folder, path));
    if (to === null) return notThere();
    if (found) {
      const isOpen = await access(found.path, constants.W_OK).then(
        () => true,
        () => false,
      );
      if (!isOpen) return plain(403, `${basename(path)} may only be read.`);
    }
    const isStillRight = async () => {
      const now = await folderFile(folder, path);
      return found ? now?.path === found.path && (await etagOf(now)) === etag : now === null;
    };
    const isWritten = await replaceFile(to, bytes, { mode: found?.mode ?? null, isStillRight }).catch(
      refused,
    );
    if (typeof isWritten !== "boolean") return isWritten;
    const now = await folderFile(folder, path);
    if (!isWritten) return changed(now && (await etagOf(now)));
    return {
      status: found ? 204 : 201,
      headers: {
        ...plain(204, "").headers,
        "Content-Length": 0,
        ETag: `"${hashOf(bytes)}"`,
        "Eider-Modified": now?.modifiedMs ?? 0,
      },
    };
  }

  /**
   * @param {string} path decoded, what follows "/folder/"
   * @param {{ method: string, headers: import("node:http").IncomingHttpHeaders, body: (maxBytes: number) => Promise<Buffer | null> }} request
   * @returns {Promise<import("./answer.mjs").Answer>}
   */
  return async function answerFolder(path, request) {
    const no = refusal(request);
    if (no) return no;
    const { method, headers } = request;
    if (method === "GET" || method === "HEAD") return path === "" ? list() : read(path, request);
    if (method === "POST" && path === "") {
      return textAnswer(200, "application/json; charset=utf-8", JSON.stringify({ token: key.token }));
    }
    if (method !== "PUT" || path === "") {
      return plain(405, "This is not done here.", {
        Allow: path === "" ? "GET, HEAD, POST" : "GET, HEAD, PUT",
      });
    }
    if (!isNotebook(path))
      return plain(403, "Only notebooks are written: their names end in .nb.md or .ipynb.");
    const isLarge = Number(headers["content-length"] ?? 0) > maxNotebookBytes;
    const bytes = isLarge ? null : await request.body(maxNotebookBytes);
    if (bytes === null) return tooLarge();
    const written = writing.then(() => write(path, headers, bytes));
    writing = written.then(
      () => undefined,
      () => undefined,
    );
    return written;
  };
}

const tooLarge = () =>
  plain(413, `A notebook of more than ${maxNotebookBytes / 1024 / 1024} MB is neither read nor written.`, {
    Connection: "close",
  });
const changed = (etag) => plain(412, "The file is not what it was.", etag === null ? {} : { ETag: etag });

/** What the disk refuses, said; anything else is a mistake of ours. */
function refused(error) {
  if (["ENOSPC", "EDQUOT", "EFBIG"].includes(error.code))
    return plain(507, "There is no room left on the disk.");
  if (["EACCES", "EPERM", "EROFS"].includes(error.code)) return plain(403, "The folder may only be read.");
  if (["ENAMETOOLONG", "EINVAL", "ENOENT"].includes(error.code))
    return plain(404, "The disk takes no file of this name.");
  throw error;
}
