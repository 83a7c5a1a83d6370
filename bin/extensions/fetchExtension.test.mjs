import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { carriedExtensions } from "../build/carriedExtensions.mjs";
import { measure } from "../build/extensionManifest.mjs";
import { listFiles } from "../build/listFiles.mjs";
import { fetchExtension } from "./fetchExtension.mjs";

const wasm = Buffer.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 1]);
const other = Buffer.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 2]);
const path = "v1.4.3/wasm_eh/json.duckdb_extension.wasm";
let root;
let asked;
let said;

const say = (message) => said.push(message);
const answering = (bytes, status = 200) => ({
  say,
  fetch: async (url) => {
    asked.push(url);
    return new Response(bytes, { status });
  },
});
const readManifestText = () => readFile(join(root, "extensions/manifest.json"), "utf8");

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "eider-fetch-"));
  asked = [];
  said = [];
  await mkdir(join(root, "extensions"));
  const manifest = {
    duckdb: "v1.4.3",
    platform: "wasm_eh",
    repository: "https://extensions.test",
    extensions: { json: measure(wasm) },
  };
  await writeFile(join(root, "extensions/manifest.json"), JSON.stringify(manifest));
});
afterEach(() => rm(root, { recursive: true }));

test("an extension comes from DuckDB's repository to where the build looks for it", async () => {
  await fetchExtension(root, "json", answering(wasm));
  expect(asked).toEqual([`https://extensions.test/${path}`]);
  expect(await carriedExtensions(root)).toMatchObject([{ name: "json", path }]);
});

test("what is there and right is not fetched again, what is there and wrong is", async () => {
  await fetchExtension(root, "json", answering(wasm));
  await fetchExtension(root, "json", answering(wasm));
  expect(asked).toHaveLength(1);
  await writeFile(join(root, "extensions", path), other);
  await fetchExtension(root, "json", answering(wasm));
  expect(asked).toHaveLength(2);
  expect(await readFile(join(root, "extensions", path))).toEqual(wasm);
});

test.each([
  ["of another hash", other, /has the SHA-256/],
  ["that is a page", Buffer.from("<html>"), /is no WebAssembly module/],
])("an answer %s is not kept", async (_, bytes, problem) => {
  await expect(fetchExtension(root, "json", answering(bytes))).rejects.toThrow(problem);
  expect(await listFiles(join(root, "extensions"))).toEqual(["manifest.json"]);
});

test("an extension of which nothing was known is taken on trust, written down, and said to be so", async () => {
  await fetchExtension(root, "fts", answering(other));
  expect(said.join(" ")).toMatch(/taken on trust.*Compare them with a second source/);
  expect(JSON.parse(await readManifestText()).extensions).toEqual({
    json: measure(wasm),
    fts: measure(other),
  });
  expect(await carriedExtensions(root)).toMatchObject([{ name: "fts" }]);
  await rm(join(root, "extensions/v1.4.3"), { recursive: true });
  await expect(fetchExtension(root, "fts", answering(wasm))).rejects.toThrow(/SHA-256/);
});

test("where there is no network, it says so and what to do, and changes nothing", async () => {
  const before = await readManifestText();
  const fetch = async () => {
    throw new TypeError("fetch failed", { cause: { code: "ENOTFOUND" } });
  };
  await expect(fetchExtension(root, "json", { say, fetch })).rejects.toThrow(
    /extensions\.test cannot be reached from here \(ENOTFOUND\).*put it at extensions\/v1\.4\.3/,
  );
  expect(await readManifestText()).toBe(before);
  expect(await listFiles(join(root, "extensions"))).toEqual(["manifest.json"]);
});

test("an extension that the repository does not have, that the app leaves out, or that is no name, is refused", async () => {
  await expect(fetchExtension(root, "nope", answering("", 404))).rejects.toThrow(/answered 404/);
  await expect(fetchExtension(root, "icu", answering(wasm))).rejects.toThrow(/does not load icu/);
  await expect(fetchExtension(root, "../x", answering(wasm))).rejects.toThrow(/no name/);
  expect(asked).toHaveLength(1);
});
