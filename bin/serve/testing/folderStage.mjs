import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "../../serve.mjs";

/** What tea.nb.md of the folder holds. */
export const text = "# Tea\n";

export const etagOf = (content) => `"${createHash("sha256").update(content).digest("hex")}"`;

async function makeFolder(place) {
  const folder = join(place, "notebooks");
  const root = join(place, "out");
  await mkdir(root);
  await writeFile(join(root, "index.html"), "<!doctype html>");
  await writeFile(join(place, "secret.nb.md"), "secret");
  await mkdir(join(folder, "deep/deeper"), { recursive: true });
  await mkdir(join(folder, ".git"));
  await mkdir(join(place, "beside"));
  await writeFile(join(place, "beside/secret.nb.md"), "secret");
  await writeFile(join(folder, ".hidden.nb.md"), "secret");
  await writeFile(join(folder, ".git/config.nb.md"), "secret");
  await writeFile(join(folder, "page.html"), "secret");
  await writeFile(join(folder, "key.pem"), "secret");
  await writeFile(join(folder, "numbers.csv"), "n\n1\n2\n");
  await writeFile(join(folder, "deep/deeper/book.ipynb"), "{}");
  await symlink(join(place, "secret.nb.md"), join(folder, "link.nb.md"));
  await symlink(join(place, "beside"), join(folder, "linked"));
  await symlink(join(folder, ".git/config.nb.md"), join(folder, "inner.nb.md"));
  await symlink(join(folder, "key.pem"), join(folder, "key.nb.md"));
  await symlink(join(folder, "tea.nb.md"), join(folder, "alias.nb.md"));
  return { folder, root };
}

/** A server with a folder of notebooks, of what is hidden, and of links that lead out of it. */
export async function startFolderStage() {
  const place = await mkdtemp(join(tmpdir(), "eider-folder-"));
  const { folder, root } = await makeFolder(place);
  const server = await startServer({ root, port: 0, folder });

  /** One request as it stands, without what fetch does to a path; from the app's own page unless told otherwise. */
  function ask(target, { method = "GET", body, token = server.key.token, ...given } = {}) {
    const headers = {
      host: `localhost:${server.port}`,
      ...(method === "GET" || method === "HEAD" ? {} : { origin: `http://localhost:${server.port}` }),
      ...(token === null ? {} : { "eider-folder": token }),
      ...given.headers,
    };
    for (const [name, value] of Object.entries(headers)) if (value === undefined) delete headers[name];
    return new Promise((done, failed) => {
      const to = { host: "127.0.0.1", port: server.port, path: target, headers, method };
      const asked = request(to, (response) => {
        const chunks = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () => {
          const { statusCode: status, headers } = response;
          done({ status, headers, body: Buffer.concat(chunks).toString() });
        });
      });
      asked.on("error", failed);
      asked.end(body);
    });
  }

  return {
    place,
    folder,
    server,
    ask,
    put: (target, body, headers, more = {}) => ask(target, { method: "PUT", body, headers, ...more }),
    onDisk: (name) => readFile(join(folder, name), "utf8"),
    /** tea.nb.md as it was at first. */
    async reset() {
      await rm(join(folder, "tea.nb.md"), { force: true });
      await writeFile(join(folder, "tea.nb.md"), text);
    },
    async close() {
      await server.close();
      await rm(place, { recursive: true });
    },
  };
}
