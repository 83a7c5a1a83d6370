import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scriptHashes } from "../build/scriptHashes.mjs";
import { frameProblem, headersFor } from "../headers.mjs";
import { buildEmbed } from "./embed.mjs";

let folder;
let built;
let html;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "embed-page-"));
  built = await buildEmbed(folder);
  html = await readFile(built.path, "utf8");
});
afterAll(() => rm(folder, { recursive: true }));

describe("the embedded page", () => {
  it("has one inline script, which is the one that its policy allows", () => {
    expect(built.path).toBe(join(folder, "embed/index.html"));
    expect(scriptHashes(html)).toEqual(built.hashes);
    expect(frameProblem("/embed/", headersFor("/embed/", built.hashes))).toBeNull();
  });

  it("loads nothing, and starts no engine and no service worker", () => {
    const [head] = html.split("<script>");
    expect(head).not.toMatch(/<link|src=|url\(|@import/);
    expect(html).not.toMatch(/serviceWorker|new Worker|indexedDB|localStorage/);
  });
});
