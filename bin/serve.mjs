/** The app's own static server: this machine only, every file with the headers of headers.mjs. */
import { createReadStream, existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { describeFiles } from "./build/describeFiles.mjs";
import { answer, siblingEnd } from "./serve/answer.mjs";
import { createFolderAnswers } from "./serve/answerFolder.mjs";
import { createFolderKey } from "./serve/folderKey.mjs";
import { readBody } from "./serve/readBody.mjs";

async function filesOf(root) {
  try {
    const files = JSON.parse(await readFile(join(root, "headers.json"), "utf8"));
    // The package leaves the compressed ones out: npm compresses anyway, and on one machine nothing is gained by them.
    const isThere = (file) => existsSync(join(root, file));
    for (const file of Object.values(files))
      file.encodings = file.encodings.filter((name) => isThere(file.file + siblingEnd[name]));
    return files;
  } catch (error) {
    if (error.code === "ENOENT") return describeFiles(root);
    throw error;
  }
}

/** Another name for this machine would let any web site read what is served here, by pointing its own name at it. */
const ownHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

function sendTo(response, { status, headers, text, part }, isHead) {
  response.writeHead(status, headers);
  if (isHead || status === 304) response.end();
  else if (part && part.end >= part.start) {
    const stream = createReadStream(part.path, { start: part.start, end: part.end });
    stream.on("error", () => response.destroy());
    response.on("close", () => stream.destroy());
    stream.pipe(response);
  } else response.end(text ?? "");
}

function listen(server, port, host) {
  return new Promise((done, failed) => {
    server.once("error", failed);
    server.listen({ port, host, exclusive: true }, () => {
      server.off("error", failed);
      done(server.address().port);
    });
  });
}

const close = (server) =>
  new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });

/**
 * Starts serving a built app on 127.0.0.1, and on ::1 where there is one.
 * @param {{ root: string, port?: number, folder?: string | null }} options
 *   root: the built app (a folder without headers.json is described as it stands);
 *   port: 0 for any free one; folder: whose notebooks are opened and saved, and whose data is read, under /folder/
 * @returns {Promise<{ url: string, port: number, key: ReturnType<typeof createFolderKey> | null, close(): Promise<void> }>}
 *   key: what lets a page into the folder; rejects with code EADDRINUSE when the port is taken
 */
export async function startServer({ root, port = 0, folder = null }) {
  const site = {
    root: resolve(root),
    files: await filesOf(resolve(root)),
    siblingBytes: (file) => statSync(join(resolve(root), file)).size,
    answerFolder: null,
  };
  const key = folder === null ? null : createFolderKey();
  const onRequest = async (request, response) => {
    const { headers } = request;
    try {
      if (!ownHost.test(headers.host ?? "")) {
        response.writeHead(421, { "Content-Type": "text/plain; charset=utf-8" });
        response.end("This server answers to localhost only.\n");
        return;
      }
      const given = await answer(site, {
        method: request.method ?? "GET",
        target: request.url ?? "/",
        headers,
        body: (maxBytes) => readBody(request, maxBytes),
      });
      sendTo(response, given, request.method === "HEAD");
    } catch (error) {
      console.error(`Could not answer ${request.method} ${request.url}: ${error.message}`);
      if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" });
      response.end("The server failed to answer; its terminal says why.\n");
    }
  };
  const main = createServer(onRequest);
  const bound = await listen(main, port, "127.0.0.1");
  if (key) site.answerFolder = createFolderAnswers(resolve(folder), key, bound);
  // A browser may take localhost for ::1; without this, another program's page could answer there.
  const second = createServer(onRequest);
  const hasSecond = await listen(second, bound, "::1").then(
    () => true,
    async (error) => {
      if (error.code !== "EADDRINUSE") return false;
      await close(main);
      throw error;
    },
  );
  return {
    url: `http://localhost:${bound}`,
    port: bound,
    key,
    async close() {
      await Promise.all([close(main), ...(hasSecond ? [close(second)] : [])]);
    },
  };
}
