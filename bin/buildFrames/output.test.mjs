import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scriptHashes } from "../build/scriptHashes.mjs";
import { frameProblem, headersFor } from "../headers.mjs";
import { buildOutput } from "./output.mjs";

let folder;
let built;
let html;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "output-frame-"));
  built = await buildOutput(folder);
  html = await readFile(built.path, "utf8");
});
afterAll(() => rm(folder, { recursive: true }));

describe("the output frame's page", () => {
  it("has one inline script, which is the one that its policy allows", () => {
    expect(built.path).toBe(join(folder, "output/index.html"));
    // React's own text "<script>" stands inside the script, where it begins nothing.
    expect(html.match(/<\/script/gi)).toHaveLength(1);
    expect(scriptHashes(html)).toEqual(built.hashes);
    expect(frameProblem("/output/", headersFor("/output/", built.hashes))).toBeNull();
  });

  it("asks for nothing", () => {
    const [head] = html.split("<script>");
    expect(head).not.toMatch(/<link|src=|url\(|@import/);
    expect(html).not.toContain("<!--");
  });

  it("puts Vega on no window, where a specification could reach it", () => {
    expect(html).not.toMatch(/window\.vega\s*=|VEGA_DEBUG\s*=/);
  });
});
