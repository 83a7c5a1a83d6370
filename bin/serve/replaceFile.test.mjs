import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { replaceFile } from "./replaceFile.mjs";

let folder;
let path;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "eider-replace-"));
  path = join(folder, "a.nb.md");
});
afterEach(() => rm(folder, { recursive: true }));

const bytes = Buffer.from("mine");
const yes = async () => true;

test("a file that became another meanwhile stays, and nothing is left beside it", async () => {
  await writeFile(path, "theirs");
  expect(await replaceFile(path, bytes, { mode: 0o644, isStillRight: async () => false })).toBe(false);
  expect([await readFile(path, "utf8"), await readdir(folder)]).toEqual(["theirs", ["a.nb.md"]]);
});

test("a name that was taken in the very last moment stays with who took it", async () => {
  const isStillRight = async () => {
    await writeFile(path, "theirs");
    return true;
  };
  expect(await replaceFile(path, bytes, { mode: null, isStillRight })).toBe(false);
  expect([await readFile(path, "utf8"), await readdir(folder)]).toEqual(["theirs", ["a.nb.md"]]);
});

test("until it is whole the file has its old content", async () => {
  await writeFile(path, "before");
  let seen = "";
  const isStillRight = async () => {
    seen = await readFile(path, "utf8");
    return true;
  };
  expect(await replaceFile(path, bytes, { mode: 0o604, isStillRight })).toBe(true);
  expect([seen, await readFile(path, "utf8"), (await stat(path)).mode & 0o777]).toEqual([
    "before",
    "mine",
    0o604,
  ]);
});

test("what the disk refuses leaves nothing", async () => {
  const none = join(folder, "none/a.nb.md");
  await expect(replaceFile(none, bytes, { mode: null, isStillRight: yes })).rejects.toMatchObject({
    code: "ENOENT",
  });
  const broken = async () => {
    throw Object.assign(new Error("full"), { code: "ENOSPC" });
  };
  await expect(replaceFile(path, bytes, { mode: null, isStillRight: broken })).rejects.toThrow("full");
  expect(await readdir(folder)).toEqual([]);
});
