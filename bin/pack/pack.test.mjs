import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listFiles } from "../build/listFiles.mjs";
import { buildPackage } from "./buildPackage.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const isBuilt = existsSync(join(root, "out/headers.json"));
const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
const megabyte = 1e6;

/** What the package may hold. */
const expected = [
  /^(LICENSE|README\.md|package\.json)$/,
  /^bin\/(eider|headers|serve)\.mjs$/,
  /^bin\/(build|convert|run|serve|setup)\/\w+\.(mjs|cjs)$/,
  /^dist\/(formats\.mjs|THIRD-PARTY-LICENSES\.txt)$/,
  /^dist\/run\/(built\.json|(runner|cellThread)-[A-Z0-9]{8}\.cjs)$/,
  /^docs\/\w+\.(md|png)$/,
  /^out\/(?!.*\.(br|gz|map)$)/,
];

const exec = (program, words, cwd) =>
  promisify(execFile)(program, words, { cwd, maxBuffer: 64e6 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );

/** The first line of a program's output that a pattern matches; rejects where it ends without. */
function lineOf(child, pattern) {
  let text = "";
  return new Promise((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (part) => {
      text += part;
      const match = pattern.exec(text);
      if (match) resolve(match);
    });
    child.on("close", () => reject(new Error(`It ended and had said:\n${text}`)));
  });
}

describe.skipIf(!isBuilt)("the package that npm makes of a built project", () => {
  let folder = "";
  let packed;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "eider-pack-"));
    await buildPackage(root);
    const words = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
    const { stdout } = await exec("npm", words, root);
    packed = Object.values(JSON.parse(stdout))[0];
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("it holds the app and the command line, and no test, data or source", () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths.filter((path) => !expected.some((pattern) => pattern.test(path)))).toEqual([]);
    expect(paths.filter((path) => /\.test\.|(^|\/)testing\/|\.tsx$/.test(path))).toEqual([]);
    for (const path of ["out/index.html", "out/headers.json", "out/welcome.nb.md", "bin/eider.mjs"])
      expect(paths).toContain(path);
    expect(packed.size).toBeLessThan(24 * megabyte);
    expect(packed.unpackedSize).toBeLessThan(90 * megabyte);
  });

  test("installed in an empty folder, it tells its version, runs a notebook, converts one and serves the app", async (context) => {
    await writeFile(join(folder, "package.json"), "{}\n");
    const words = ["install", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
    const installed = await exec("npm", [...words, join(folder, packed.filename)], folder);
    if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENOTCACHED|ETIMEDOUT/.test(installed.stderr))
      context.skip("Not installed: neither npm's cache nor a registry could be reached.");
    expect(installed).toMatchObject({ code: 0 });
    // Native DuckDB, and nothing else.
    const others = (await readdir(join(folder, "node_modules"))).filter((name) => !name.startsWith("."));
    expect(others.toSorted()).toEqual(["@duckdb", "eider-notebook"]);

    const npx = (...rest) => exec("npx", ["--no-install", "eider", ...rest], folder);
    expect(await npx("--version")).toMatchObject({ code: 0, stdout: `${manifest.version}\n` });

    const welcome = "node_modules/eider-notebook/out/welcome.nb.md";
    const ran = await npx("run", welcome, "--out", "results", "--json");
    const events = ran.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect({ code: ran.code, end: events.at(-1).code, err: ran.stderr }).toEqual({
      code: 0,
      end: 0,
      err: "",
    });
    expect(await readdir(join(folder, "results"))).toContain("manifest.json");

    const converted = await npx("convert", welcome, "welcome.ipynb");
    expect(converted).toMatchObject({ code: 0 });
    expect(JSON.parse(await readFile(join(folder, "welcome.ipynb"), "utf8")).nbformat).toBe(4);

    const program = join(folder, "node_modules/eider-notebook/bin/eider.mjs");
    const server = spawn(process.execPath, [program, "serve", "--no-open", "--port", "0"], { cwd: folder });
    const ended = new Promise((resolve) => server.on("close", resolve));
    try {
      const [url] = await lineOf(server, /http:\/\/localhost:\d+/);
      const page = await fetch(`${url}/`, { headers: { "accept-encoding": "br, gzip" } });
      expect([page.status, page.headers.get("content-encoding")]).toEqual([200, null]);
      expect(page.headers.get("content-security-policy")).toContain("default-src");
      expect(await page.text()).toContain("Eider");
    } finally {
      server.kill("SIGTERM");
    }
    expect(await ended).toBe(0);

    // Nothing of the machine that it was made on is in it.
    const place = join(folder, "node_modules/eider-notebook");
    const { stdout: registry } = await exec("npm", ["config", "get", "registry"], root);
    const { host } = new URL(registry.trim());
    const foreign = [root, `${homedir()}/`, ...(host === "registry.npmjs.org" ? [] : [host])];
    for (const file of await listFiles(place)) {
      // What V8 kept of the bundles when it ran here is no part of it.
      if (file.includes(".v8-")) continue;
      const text = await readFile(join(place, file), "latin1");
      expect({ file, holds: foreign.filter((word) => text.includes(word)) }).toEqual({ file, holds: [] });
    }
  });
});
