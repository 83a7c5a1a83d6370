import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "./serve.mjs";

let place;
let server;

/** One request as it stands, without what fetch does to a path. */
function ask(target, { headers = {}, method = "GET" } = {}) {
  return new Promise((done, failed) => {
    const asked = request(
      { host: "127.0.0.1", port: server.port, path: target, headers, method },
      (response) => {
        const chunks = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () =>
          done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    asked.on("error", failed);
    asked.end();
  });
}

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "eider-serve-"));
  const root = join(place, "out");
  const folder = join(place, "notebooks");
  await mkdir(join(root, "sandbox"), { recursive: true });
  await mkdir(folder);
  await writeFile(join(place, "secret.md"), "secret");
  await writeFile(join(root, "index.html"), "<!doctype html><script>start()</script>");
  await writeFile(join(root, "sandbox/index.html"), "<!doctype html><script>wait()</script>");
  await writeFile(join(root, "engine.wasm"), "0123456789");
  await writeFile(join(root, "app.js"), "a".repeat(5000));
  await writeFile(join(root, "app.js.gz"), gzipSync("a".repeat(5000)));
  await writeFile(join(root, "empty.txt"), "");
  await writeFile(join(folder, "sales.nb.md"), "# Sales");
  server = await startServer({ root, port: 0, folder });
});

afterAll(async () => {
  await server.close();
  await rm(place, { recursive: true });
});

test("a page comes with the policy that allows its own inline script", async () => {
  const { status, headers } = await ask("/");
  expect(status).toBe(200);
  expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'sha256-[^']+' 'wasm-unsafe-eval'/);
  expect(headers["strict-transport-security"]).toBeUndefined();
});

test("a page asked for without its slash is redirected, query kept", async () => {
  const { status, headers } = await ask("/sandbox?x=1");
  expect([status, headers.location]).toEqual([308, "/sandbox/?x=1"]);
});

test("wasm has its type, and a part of it can be asked for", async () => {
  const whole = await ask("/engine.wasm");
  expect([whole.status, whole.headers["content-type"], whole.body.toString()]).toEqual([
    200,
    "application/wasm",
    "0123456789",
  ]);
  const part = await ask("/engine.wasm", { headers: { range: "bytes=2-4" } });
  expect([part.status, part.headers["content-range"], part.body.toString()]).toEqual([
    206,
    "bytes 2-4/10",
    "234",
  ]);
  const past = await ask("/engine.wasm", { headers: { range: "bytes=10-" } });
  expect([past.status, past.headers["content-range"]]).toEqual([416, "bytes */10"]);
});

test("a range of another version of the file is not mixed in", async () => {
  const { status, body } = await ask("/engine.wasm", {
    headers: { range: "bytes=2-4", "if-range": '"older"' },
  });
  expect([status, body.toString()]).toEqual([200, "0123456789"]);
});

test("a compressed file goes out only to who takes it", async () => {
  const packed = await ask("/app.js", { headers: { "accept-encoding": "gzip" } });
  expect(packed.headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(packed.body).length).toBe(5000);
  const plain = await ask("/app.js");
  expect([plain.headers["content-encoding"], plain.body.length]).toEqual([undefined, 5000]);
  expect(plain.headers.vary).toBe("Accept-Encoding");
  expect(plain.headers.etag).not.toBe(packed.headers.etag);
});

test("a file that the browser has is not sent again", async () => {
  const { headers } = await ask("/app.js");
  const again = await ask("/app.js", { headers: { "if-none-match": `W/"x", ${headers.etag}` } });
  expect([again.status, again.body.length]).toEqual([304, 0]);
});

test("HEAD gives the length and no body, and an empty file is served", async () => {
  const head = await ask("/engine.wasm", { method: "HEAD" });
  expect([head.status, head.headers["content-length"], head.body.length]).toEqual([200, "10", 0]);
  const empty = await ask("/empty.txt");
  expect([empty.status, empty.headers["content-length"], empty.body.length]).toEqual([200, "0", 0]);
});

test("nothing is written", async () => {
  expect((await ask("/", { method: "POST" })).status).toBe(405);
  expect((await ask("/", { method: "PUT" })).status).toBe(405);
});

test("a path that climbs out finds nothing, however it is written", async () => {
  for (const path of [
    "/../secret.md",
    "/%2e%2e/secret.md",
    "/..%2fsecret.md",
    "/sandbox/../../secret.md",
    "/..\\secret.md",
    "/folder/../../secret.md",
    "/folder/%2e%2e/secret.md",
    "/folder/..%2fsecret.md",
    "/folder//../secret.md",
    "/folder/sales.nb.md%00.md",
    "//secret.md",
  ]) {
    const { status, body } = await ask(path);
    expect([path, status]).toEqual([path, path.startsWith("/folder") ? 403 : 404]);
    expect(body.toString()).not.toContain("secret");
  }
});

test("folders are not listed and host files are not shown", async () => {
  expect((await ask("/folder/")).status).toBe(403);
  expect((await ask("/_next/")).status).toBe(404);
  expect((await ask("/headers.json")).status).toBe(404);
  expect((await ask("/constructor")).status).toBe(404);
});

test("an address that is not valid gets a clear answer", async () => {
  expect((await ask("/%zz")).status).toBe(400);
});

test("the network path fails closed where no service worker answers", async () => {
  const { status, headers, body } = await ask("/__net/grant/https%3A%2F%2Fexample.org%2F");
  expect([status, headers["content-type"]]).toEqual([404, "application/json; charset=utf-8"]);
  expect(JSON.parse(body.toString()).error).toMatch(/service worker/);
});

test("a web site that points its own name at this machine is refused", async () => {
  const { status, body } = await ask("/", { headers: { host: "evil.example.org" } });
  expect(status).toBe(421);
  expect(body.toString()).not.toContain("start()");
  expect((await ask("/", { headers: { host: `localhost:${server.port}` } })).status).toBe(200);
});

test("a port that is taken is an error with its code", async () => {
  await expect(startServer({ root: join(place, "out"), port: server.port })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
});
