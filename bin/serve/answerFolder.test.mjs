import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startServer } from "../serve.mjs";
import { etagOf, startFolderStage, text } from "./testing/folderStage.mjs";

let stage;
let ask;
let put;
let onDisk;
let folder;
let place;
let server;

beforeAll(async () => {
  stage = await startFolderStage();
  ({ ask, put, onDisk, folder, place, server } = stage);
});
beforeEach(() => stage.reset());
afterAll(() => stage.close());

test("the notebooks of the folder and of those below it are listed, and nothing else of it", async () => {
  const { status, headers, body } = await ask("/folder/");
  expect([status, headers["cache-control"]]).toEqual([200, "no-store"]);
  const { id, name, notebooks, isAll } = JSON.parse(body);
  expect([name, isAll, id.length]).toEqual(["notebooks", true, 32]);
  expect(notebooks.map(({ path }) => path)).toEqual(["alias.nb.md", "deep/deeper/book.ipynb", "tea.nb.md"]);
  expect(body).not.toContain(place);
});

test("a notebook is read as data that never runs, with the SHA-256 of its bytes", async () => {
  const { status, headers, body } = await ask("/folder/tea.nb.md");
  expect([status, body, headers.etag]).toEqual([200, text, etagOf(text)]);
  expect(headers["content-security-policy"]).toBe("default-src 'none'; sandbox");
  expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
  const again = await ask("/folder/tea.nb.md", { headers: { "if-none-match": headers.etag } });
  expect([again.status, again.body]).toEqual([304, ""]);
});

test("of a data file a part can be asked for", async () => {
  const { status, headers, body } = await ask("/folder/numbers.csv", { headers: { range: "bytes=2-3" } });
  expect([status, headers["content-range"], body]).toEqual([206, "bytes 2-3/6", "1\n"]);
});

test("a token is one of 192 bits, another at each start", async () => {
  const other = await startServer({ root: join(place, "out"), folder });
  expect(server.key.token).toMatch(/^[\w-]{32}$/);
  expect(other.key.token).not.toBe(server.key.token);
  await other.close();
});

test("38 · without the token, or with another, nothing is listed, read or written", async () => {
  for (const token of [null, "", "x", server.key.token.slice(1), `${server.key.token}x`]) {
    const asked = [
      ask("/folder/", { token }),
      ask("/folder/tea.nb.md", { token }),
      ask("/folder/tea.nb.md", { token, method: "HEAD" }),
      put("/folder/tea.nb.md", "mine", { "if-match": etagOf(text) }, { token }),
      put("/folder/new.nb.md", "mine", { "if-none-match": "*" }, { token }),
      ask("/folder/", { token, method: "POST" }),
    ];
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
    expect(answers.map(({ body }) => body).join()).not.toContain("Tea");
  }
  expect([await onDisk("tea.nb.md"), (await readdir(folder)).includes("new.nb.md")]).toEqual([text, false]);
});

test("38 · the token counts in its header alone, not in the address", async () => {
  const { token } = server.key;
  for (const target of [`/folder/tea.nb.md?folder=${token}`, `/folder/tea.nb.md?eider-folder=${token}`]) {
    expect((await ask(target, { token: null })).status).toBe(403);
  }
  const cookie = { cookie: `eider-folder=${token}` };
  expect((await ask("/folder/tea.nb.md", { token: null, headers: cookie })).status).toBe(403);
});

test("38 · a code is exchanged for the token once; the token opens nothing that it is not", async () => {
  const code = server.key.newCode();
  expect((await ask("/folder/", { token: code })).status).toBe(403);
  const first = await ask("/folder/", { method: "POST", token: code });
  expect([first.status, JSON.parse(first.body)]).toEqual([200, { token: server.key.token }]);
  expect((await ask("/folder/", { method: "POST", token: code })).status).toBe(403);
  expect((await ask("/folder/", { method: "POST" })).status).toBe(200);
});

test("38 · another page of this browser is refused, also with the token", async () => {
  const origins = [
    "https://evil.example",
    "null",
    `http://localhost:${server.port + 1}`,
    `http://127.0.0.1:${server.port}`,
  ];
  for (const origin of origins) {
    const headers = { origin };
    const statuses = await Promise.all([
      ask("/folder/", { headers }),
      ask("/folder/tea.nb.md", { headers }),
      put("/folder/tea.nb.md", "mine", { ...headers, "if-match": etagOf(text) }),
      ask("/folder/", { method: "OPTIONS", headers }),
    ]);
    expect([origin, ...statuses.map(({ status }) => status)]).toEqual([origin, 403, 403, 403, 403]);
    expect(statuses.some(({ headers }) => "access-control-allow-origin" in headers)).toBe(false);
  }
  const noOrigin = await put("/folder/tea.nb.md", "mine", { origin: undefined, "if-match": etagOf(text) });
  expect(noOrigin.status).toBe(403);
  expect((await ask("/folder/tea.nb.md", { headers: { "sec-fetch-site": "cross-site" } })).status).toBe(403);
  expect(await onDisk("tea.nb.md")).toBe(text);
});

test("38 · a site that points its own name at this machine, or another port, is refused", async () => {
  for (const host of [
    "evil.example",
    `evil.example:${server.port}`,
    "localhost",
    "localhost:1",
    `localhost.evil.example:${server.port}`,
  ]) {
    const headers = { host, origin: `http://${host}` };
    expect([host, (await ask("/folder/", { headers })).status]).toEqual([host, 421]);
    expect([
      host,
      (await put("/folder/tea.nb.md", "x", { ...headers, "if-match": etagOf(text) })).status,
    ]).toEqual([host, 421]);
  }
  const own = { host: `127.0.0.1:${server.port}`, origin: `http://127.0.0.1:${server.port}` };
  expect((await ask("/folder/", { headers: own })).status).toBe(200);
});

const outside = [
  "../secret.nb.md",
  "%2e%2e/secret.nb.md",
  "..%2fsecret.nb.md",
  "%2e%2e%2fsecret.nb.md",
  "..%5csecret.nb.md",
  "..\\secret.nb.md",
  "deep/../../secret.nb.md",
  "deep/%2e%2e/%2e%2e/secret.nb.md",
  "/secret.nb.md",
  "%2fetc/passwd.nb.md",
  "./tea.nb.md",
  "deep//deeper/book.ipynb",
  "secret.nb.md%00.nb.md",
  "%00.nb.md",
  "link.nb.md",
  "linked/secret.nb.md",
  "inner.nb.md",
  "key.nb.md",
  ".hidden.nb.md",
  ".git/config.nb.md",
  "deep/.new.nb.md",
];

test("38 · no path leads out of the folder or to what is hidden, to read or to write", async () => {
  for (const path of outside) {
    const read = await ask(`/folder/${path}`);
    expect([path, read.status]).toEqual([path, 404]);
    expect(read.body).not.toContain("secret");
    for (const headers of [{ "if-none-match": "*" }, { "if-match": etagOf("secret") }]) {
      const written = await put(`/folder/${path}`, "mine", headers);
      expect([path, [404, 412].includes(written.status)]).toEqual([path, true]);
      expect(written.headers.etag).toBeUndefined();
    }
  }
  // Twice encoded is a name with a percent sign, which is not there.
  expect((await ask("/folder/%252e%252e%252fsecret.nb.md")).status).toBe(404);
  const read = [
    join(place, "secret.nb.md"),
    join(place, "beside/secret.nb.md"),
    join(folder, ".git/config.nb.md"),
  ];
  const held = await Promise.all([...read, join(folder, "key.pem")].map((path) => readFile(path, "utf8")));
  expect(held).toEqual(["secret", "secret", "secret", "secret"]);
  expect((await readdir(place)).sort()).toEqual(["beside", "notebooks", "out", "secret.nb.md"]);
});

test("38 · nothing else can be asked for", async () => {
  for (const method of ["DELETE", "PATCH", "OPTIONS", "POST", "PROPFIND", "MOVE"]) {
    const { status, headers } = await ask("/folder/tea.nb.md", { method });
    expect([method, status, headers.allow]).toEqual([method, 405, "GET, HEAD, PUT"]);
  }
  expect((await put("/folder/", "x", { "if-none-match": "*" })).status).toBe(405);
  expect(await onDisk("tea.nb.md")).toBe(text);
});

test("without a folder there is none to ask for", async () => {
  const plain = await startServer({ root: join(place, "out") });
  const answer = await fetch(`${plain.url}/folder/`, { headers: { "eider-folder": server.key.token } });
  expect([answer.status, plain.key]).toEqual([404, null]);
  await answer.arrayBuffer();
  await plain.close();
});
