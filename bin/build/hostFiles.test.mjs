import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { headersFor } from "../headers.mjs";
import { isolationProblems } from "./checkIsolation.mjs";
import { compressFiles } from "./compressFiles.mjs";
import { describeFiles } from "./describeFiles.mjs";
import { caddyFile, headerRules, headersFile, nginxFile } from "./hostFiles.mjs";
import { scriptHashes } from "./scriptHashes.mjs";
import { sourceHash } from "./sourceHash.mjs";

let root;

const put = async (file, text) => {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "eider-build-"));
  await put("out/index.html", "<script>start()</script>");
  await put("out/404.html", "<script>missing()</script>");
  await put("out/sandbox/index.html", "<script>cell()</script>");
  await put("out/output/index.html", "<script>chart()</script>");
  await put("out/sw.js", "1");
  await put("out/_next/static/chunks/a.js", "a".repeat(4000));
  await put("out/_next/static/chunks/b.css", "b");
  await put("out/duckdb/1.32.0/duckdb-eh.wasm", "c");
  await put("out/samples/shop.csv", "a,b");
  await put("out/headers.json", "{}");
  await put("lib/browser/frame.ts", 'frame.sandbox.add("allow-scripts"); // never allow-same-origin');
  for (const file of ["next.config.js", "package-lock.json", "package.json", "tsconfig.json"])
    await put(file, "{}");
});

afterAll(() => rm(root, { recursive: true }));

const described = () => describeFiles(join(root, "out"));

test("each file is described under the address it is asked for, host files are not", async () => {
  const files = await described();
  expect(Object.keys(files).sort()).toEqual([
    "/",
    "/404.html",
    "/_next/static/chunks/a.js",
    "/_next/static/chunks/b.css",
    "/duckdb/1.32.0/duckdb-eh.wasm",
    "/output/",
    "/samples/shop.csv",
    "/sandbox/",
    "/sw.js",
  ]);
  expect(files["/"].hashes).toEqual(scriptHashes("<script>start()</script>"));
});

test("exactly one rule covers each file, and gives it the headers it must have", async () => {
  const files = await described();
  const rules = headerRules(files);
  for (const [address, { hashes }] of Object.entries(files)) {
    const covering = rules.filter(({ path, isFolder }) =>
      isFolder ? address.startsWith(path) : address === path,
    );
    expect(covering, address).toHaveLength(1);
    expect(covering[0].headers, address).toEqual(headersFor(address, hashes));
  }
});

test("the files for hosts carry every policy", async () => {
  const files = await described();
  for (const text of [headersFile(files), nginxFile(files), caddyFile(files)]) {
    for (const { headers } of headerRules(files)) expect(text).toContain(headers["Content-Security-Policy"]);
    expect(text).toContain("max-age=31536000");
  }
  expect(headersFile(files)).toMatch(/^\/sandbox\/\*\n {2}Content-Security-Policy: sandbox allow-scripts;/m);
  expect(nginxFile(files)).toContain('"~^/404\\.html$"');
});

test("walls that stand give no problem", async () => {
  const files = await described();
  const hashes = { "/sandbox/": files["/sandbox/"].hashes, "/output/": files["/output/"].hashes };
  expect(await isolationProblems(root, files, hashes)).toEqual([]);
});

test("a frame that is missing, or holds another script than its build announced, is a problem", async () => {
  const files = await described();
  const { "/sandbox/": _, ...without } = files;
  expect(await isolationProblems(root, without, { "/sandbox/": [] })).toEqual([
    "/sandbox/: the frame was not built.",
  ]);
  expect(
    await isolationProblems(root, files, { "/output/": scriptHashes("<script>other()</script>") }),
  ).toEqual(["/output/: the scripts in its page are not those that its build announced."]);
});

test("source that gives a frame the app's origin is a problem, a comment about it is not", async () => {
  await put("components/Frame.tsx", 'export const sandbox = "allow-scripts allow-same-origin";');
  const problems = await isolationProblems(root, await described(), {});
  expect(problems).toEqual([
    "components/Frame.tsx: allow-same-origin gives a frame the app's storage and keys.",
  ]);
  await rm(join(root, "components"), { recursive: true });
});

test("files that gain by it get compressed siblings, and those are not addresses", async () => {
  await compressFiles(join(root, "out"), join(root, "cache"));
  const files = await described();
  expect(files["/_next/static/chunks/a.js"].encodings).toEqual(["br", "gzip"]);
  expect(files["/_next/static/chunks/b.css"].encodings).toEqual([]);
  expect(files["/_next/static/chunks/a.js.gz"]).toBeUndefined();
});

test("the hash of the sources follows what the build reads, and nothing else", async () => {
  const first = await sourceHash(root);
  await put("lib/browser/frame.test.ts", "test");
  await put("public/duckdb/1.32.0/x.wasm", "copied");
  await put("bin/serve.mjs", "serve");
  expect(await sourceHash(root)).toBe(first);
  await put("app/page.tsx", "changed");
  const second = await sourceHash(root);
  expect(second).not.toBe(first);
  await put("app/page.tsx", "changed again");
  expect(await sourceHash(root)).not.toBe(second);
});
