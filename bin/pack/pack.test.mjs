import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { homedir, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { deflateRaw } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { startS3Stub } from "../../e2e/s3/startS3Stub.ts";
import { listFiles } from "../build/listFiles.mjs";
import { exec, installed, isBuilt, packed, root } from "./testing/packStage.mjs";
import { runDockerfile } from "./testing/runDockerfile.mjs";

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
  /^examples\/(README\.md|(ci|container|cron|lambda|orders)\/[\w.]+)$/,
  /^out\/(?!.*\.(br|gz|map)$)/,
];

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
  test("it holds the app and the command line, and no test, data or source", async () => {
    const { list } = await packed();
    const paths = list.files.map(({ path }) => path);
    expect(paths.filter((path) => !expected.some((pattern) => pattern.test(path)))).toEqual([]);
    expect(paths.filter((path) => /\.test\.|(^|\/)testing\/|\.tsx$/.test(path))).toEqual([]);
    for (const path of ["out/index.html", "out/headers.json", "out/welcome.nb.md", "bin/eider.mjs"])
      expect(paths).toContain(path);
    expect(list.size).toBeLessThan(24 * megabyte);
    expect(list.unpackedSize).toBeLessThan(90 * megabyte);
  });

  test("installed in an empty folder, it tells its version, runs a notebook, converts one and serves the app", async (context) => {
    const { place: folder, problem } = await installed();
    if (problem !== null) context.skip(problem);
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

const examples = join(root, "examples");
const orders = join(examples, "orders/orders.csv");
const broken = "id,day,city,amount\n1,2024-05-01,Köln,-3.50\n";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "eider-examples-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The installed package's program as a shell says it; skips the test where it could not be installed. */
async function eiderFor(context) {
  const { place, problem } = await installed();
  if (problem !== null) context.skip(problem);
  return { place, program: join(place, "node_modules/eider-notebook/bin/eider.mjs") };
}

const manifestIn = async (path) => JSON.parse(await readFile(join(path, "manifest.json"), "utf8"));

describe.skipIf(!isBuilt)("the examples, with the package as npm installs it", () => {
  test("cron: results are renewed, and stay as they were where a check is broken", async (context) => {
    const { program } = await eiderFor(context);
    const results = join(folder, "results");
    const env = { ...process.env, EIDER: `${process.execPath} ${program}` };
    const daily = (data) => exec(join(examples, "cron/daily.sh"), [data, results], folder, env);
    expect(await daily(orders)).toMatchObject({ code: 0, stderr: "" });
    const before = await manifestIn(results);
    expect(before.files).toMatchObject([{ file: "by_city.parquet", rows: 3 }]);
    const bad = join(folder, "bad.csv");
    await writeFile(bad, broken);
    expect(await daily(bad)).toMatchObject({ code: 3, stderr: expect.stringContaining("as it was") });
    expect(await manifestIn(results)).toEqual(before);
    const line = (await readFile(join(examples, "cron/crontab"), "utf8")).trim().split("\n").at(-1);
    expect(line).toMatch(/^15 6 \* \* \* +EIDER=\S+ \S+daily\.sh \S+ \S+ >> \S+$/);
  });

  test("CI: its steps pass on good data and fail where the contract is broken", async (context) => {
    const { place } = await eiderFor(context);
    const { jobs } = parse(await readFile(join(examples, "ci/quality.yml"), "utf8"));
    const steps = jobs.quality.steps.flatMap(({ run, shell }) => (run ? [{ run, shell }] : []));
    expect(steps.map(({ run }) => run.split(" ").slice(0, 3).join(" "))).toEqual([
      "npm install --ignore-scripts",
      "npx eider run",
    ]);
    // As CI runs them; the first is what has been done to this folder.
    const check = () => exec("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", steps[1].run], place);
    await cp(join(examples, "orders"), join(place, "orders"), { recursive: true });
    expect((await check()).code).toBe(0);
    await writeFile(join(place, "orders/orders.csv"), broken);
    expect((await check()).code).toBe(3);
    const events = (await readFile(join(place, "checked.ndjson"), "utf8")).trim().split("\n");
    expect(events.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ event: "check", cell: "tidy", status: "broken" }),
    );
  });

  test("container: the steps of its image make one that runs the notebook", async (context) => {
    await eiderFor(context);
    const { tarball } = await packed();
    const context_ = join(folder, "context");
    await mkdir(context_);
    await cp(tarball, join(context_, basename(tarball)));
    await cp(join(examples, "orders"), join(context_, "orders"), { recursive: true });
    const dockerfile = await readFile(join(examples, "container/Dockerfile"), "utf8");
    const image = await runDockerfile(dockerfile, context_, join(folder, "image"));
    expect(image.from).toMatch(/^node:(2[2-9]|[3-9]\d)-slim$/);
    const results = join(folder, "of-container");
    const [program, ...words] = image.entrypoint;
    expect(await exec(program, [...words, "--out", results], image.workdir)).toMatchObject({ code: 0 });
    expect((await readdir(results)).toSorted()).toEqual(["by_city.parquet", "manifest.json"]);
    // The image was warmed.
    const kept = await listFiles(join(image.workdir, "node_modules/eider-notebook/dist/run"));
    expect(kept.filter((name) => name.includes(".v8-"))).not.toEqual([]);
  });

  test("Lambda: its handler reads a bucket, writes to one and tells, and its package is small enough", async (context) => {
    const { place } = await eiderFor(context);
    const task = join(folder, "task");
    await mkdir(task);
    const modules = join(place, "node_modules");
    await symlink(modules, join(task, "node_modules"));
    await cp(join(examples, "orders"), join(task, "orders"), { recursive: true });
    await cp(join(examples, "lambda/handler.mjs"), join(task, "handler.mjs"));
    const stub = await startS3Stub();
    const told = [];
    const hook = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      told.push(JSON.parse(body));
      response.writeHead(202).end();
    });
    await new Promise((done) => hook.listen(0, "127.0.0.1", done));
    const before = { ...process.env };
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: stub.url,
      AWS_ACCESS_KEY_ID: "ASIAROLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_SESSION_TOKEN: "token",
      OUT: "s3://eider/out/",
      NOTIFY: `http://127.0.0.1:${hook.address().port}/`,
      EIDER_NOTIFY_SECRET: "shared",
    });
    // The handler prints each event, for the function's log.
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    try {
      stub.objects.set("in/a.csv", await readFile(orders));
      const { handler } = await import(pathToFileURL(join(task, "handler.mjs")).href);
      expect(await handler({ orders: "s3://eider/in/*.csv", least: 10 })).toEqual([
        { file: "by_city.parquet", rows: 3 },
      ]);
      expect([...stub.objects.keys()].toSorted()).toEqual([
        "in/a.csv",
        "out/by_city.parquet",
        "out/manifest.json",
      ]);
      expect(told).toMatchObject([{ event: "data.written", place: "s3://eider/out/" }]);
      stub.objects.set("in/a.csv", Buffer.from(broken));
      await expect(handler({ orders: "s3://eider/in/*.csv" })).rejects.toThrow("Broken: tidy");
      expect(log.mock.calls.flat()).toContainEqual(expect.stringContaining('"event":"notified"'));
    } finally {
      log.mockRestore();
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
      await Promise.all([stub.close(), new Promise((done) => hook.close(done))]);
    }
    let [unzipped, zipped] = [0, 0];
    for (const file of await listFiles(modules)) {
      const { size } = await stat(join(modules, file));
      unzipped += size;
      zipped += (await promisify(deflateRaw)(await readFile(join(modules, file)))).byteLength;
    }
    // What a function may have, and what may be uploaded at once: they were 136 and 41 MB.
    expect(unzipped).toBeLessThan(250 * 2 ** 20);
    expect(zipped).toBeLessThan(50 * 2 ** 20);
  });
});
