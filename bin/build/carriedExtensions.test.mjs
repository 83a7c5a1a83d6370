import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildEngine } from "./buildEngine.mjs";
import { carriedExtensions, copyExtensions } from "./carriedExtensions.mjs";
import { describeFiles } from "./describeFiles.mjs";
import { measure } from "./extensionManifest.mjs";
import { headerRules } from "./hostFiles.mjs";
import { listFiles } from "./listFiles.mjs";
import { sourceHash } from "./sourceHash.mjs";

const wasm = Buffer.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 7, 7]);
const path = "v1.4.3/wasm_eh/json.duckdb_extension.wasm";
let root;

const put = async (file, content) => {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), content);
};
const putManifest = (extensions) =>
  put(
    "extensions/manifest.json",
    JSON.stringify({
      duckdb: "v1.4.3",
      platform: "wasm_eh",
      repository: "https://extensions.test",
      extensions,
    }),
  );

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "eider-extensions-"));
  await put("extensions/README.md", "how");
  await putManifest({ json: measure(wasm) });
});
afterEach(() => rm(root, { recursive: true }));

test("a build without extensions carries none", async () => {
  expect(await carriedExtensions(root)).toEqual([]);
});

test("an extension that is what the manifest says is carried, and lies where DuckDB asks for it", async () => {
  await put(`extensions/${path}`, wasm);
  const said = [];
  const carried = await carriedExtensions(root, (message) => said.push(message));
  expect(carried).toEqual([{ name: "json", path, ...measure(wasm) }]);
  expect(said).toEqual(["With DuckDB's extensions: json."]);
  await copyExtensions(root, carried, join(root, "out"));
  expect(await readFile(join(root, "out/duckdb-ext", path))).toEqual(wasm);
});

test("an extension that an earlier build carried and this one does not is gone from what is served", async () => {
  await put(`out/duckdb-ext/${path}`, wasm);
  await copyExtensions(root, [], join(root, "out"));
  expect(await listFiles(join(root, "out"))).toEqual([]);
});

test("what is served has the policy of an asset and is kept for a year, by one rule for the folder", async () => {
  await put(`out/duckdb-ext/${path}`, wasm);
  const files = await describeFiles(join(root, "out"));
  const { headers, type } = files[`/duckdb-ext/${path}`];
  expect(type).toBe("application/wasm");
  expect(headers["Cache-Control"]).toContain("immutable");
  expect(headers["Content-Security-Policy"]).toContain("default-src 'none'");
  expect(headerRules(files).map((rule) => rule.path)).toEqual(["/duckdb-ext/"]);
});

test.each([
  ["of another hash", Buffer.concat([wasm.subarray(0, 9), Buffer.from([8])]), /has the SHA-256 .* and not/],
  ["of another size", Buffer.concat([wasm, wasm]), /has 20 bytes and not 10/],
  ["that is no wasm", Buffer.from("<html>not found</html>"), /is no WebAssembly module/],
  ["that is empty", Buffer.alloc(0), /is no WebAssembly module/],
])("a file %s stops the build", async (_, content, problem) => {
  await put(`extensions/${path}`, content);
  await expect(carriedExtensions(root)).rejects.toThrow(problem);
});

test("a file that the manifest does not know stops the build, and so does one for another DuckDB", async () => {
  await put("extensions/v1.4.3/wasm_eh/fts.duckdb_extension.wasm", wasm);
  await put("extensions/v1.4.4/wasm_eh/json.duckdb_extension.wasm", wasm);
  const failure = await carriedExtensions(root).catch((error) => error.message);
  expect(failure).toMatch(/fts\.duckdb_extension\.wasm is not known.*npm run extensions -- fts/);
  expect(failure).toMatch(/v1\.4\.4.* lies where no extension does/);
});

test("icu is left out with a word, whatever the manifest says", async () => {
  const icu = "extensions/v1.4.3/wasm_eh/icu.duckdb_extension.wasm";
  await put(icu, wasm);
  await putManifest({ icu: measure(wasm) });
  const said = [];
  expect(await carriedExtensions(root, (message) => said.push(message))).toEqual([]);
  expect(said).toEqual([expect.stringMatching(/icu extension is left out/)]);
});

test("what file managers and broken fetches leave behind is no extension", async () => {
  await put("extensions/.DS_Store", "x");
  await put(`extensions/${path}.part`, "x");
  expect(await carriedExtensions(root)).toEqual([]);
});

test("an extension that comes or goes makes the last build stale", async () => {
  for (const file of ["next.config.js", "package-lock.json", "package.json", "tsconfig.json"])
    await put(file, "{}");
  const before = await sourceHash(root);
  await put(`extensions/${path}`, wasm);
  expect(await sourceHash(root)).not.toBe(before);
});

test("the engine's bundle knows what it may load", async () => {
  await put("workers/engine.worker.ts", 'void import("./engine/serveEngine.ts");');
  await put(
    "workers/engine/serveEngine.ts",
    "declare const ENGINE_EXTENSIONS: unknown; postMessage(ENGINE_EXTENSIONS);",
  );
  await put("lib/browser/earlyEngine.ts", "declare const ENGINE_URL: string; postMessage(ENGINE_URL);");
  const bundle = async (carried) => {
    await buildEngine(root, join(root, "out"), carried);
    const file = (await listFiles(join(root, "out/engine"))).find((name) => name.startsWith("serveEngine-"));
    return readFile(join(root, "out/engine", file), "utf8");
  };
  expect(await bundle([])).toContain("[]");
  const { sha256 } = measure(wasm);
  expect(await bundle([{ name: "json", path, ...measure(wasm) }])).toContain(sha256);
});
