import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { frameProblem, headersFor } from "../headers.mjs";
import { buildSandbox } from "./sandbox.mjs";

describe("the sandbox frame", () => {
  let folder = "";
  let built = { path: "", hashes: [] };
  let html = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "eider-frame-"));
    built = await buildSandbox(folder);
    html = await readFile(built.path, "utf8");
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is one page with one inline script and nothing from elsewhere", () => {
    expect(built.path).toBe(join(folder, "sandbox/index.html"));
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toMatch(/<(link|img|iframe|base|meta http-equiv)/);
    expect(built.hashes).toEqual([expect.stringMatching(/^'sha256-[\w+/]+='$/)]);
  });

  it("carries the cell worker in itself", () => {
    const worker = /[A-Za-z0-9+/=]{100000,}/.exec(html)?.[0] ?? "";
    expect(Buffer.from(worker, "base64").toString("utf8")).toContain("importScripts");
  });

  it("builds to the same bytes, so that its hash stands", async () => {
    expect((await buildSandbox(folder)).hashes).toEqual(built.hashes);
  });

  it("is served under a policy that isolates it", () => {
    expect(frameProblem("/sandbox/", headersFor("/sandbox/", built.hashes))).toBeNull();
  });
});
