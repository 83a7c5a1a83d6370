import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withBuildLock } from "./buildLock.mjs";

let folder;
const quiet = () => undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "eider-lock-"));
});

afterAll(() => rm(folder, { recursive: true }));

test("two builds never run at once", async () => {
  const path = join(folder, "one/build.lock");
  let running = 0;
  let most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await stat(folder);
    running -= 1;
  };
  await Promise.all([withBuildLock(path, work, quiet), withBuildLock(path, work, quiet)]);
  expect(most).toBe(1);
});

test("a lock left by a process that is gone is taken over", async () => {
  const path = join(folder, "left.lock");
  // Above the largest process number that any system hands out.
  await writeFile(path, "2147483646");
  expect(await withBuildLock(path, async () => "built", quiet)).toBe("built");
});

test("a build that fails leaves no lock", async () => {
  const path = join(folder, "failed.lock");
  await expect(withBuildLock(path, () => Promise.reject(new Error("no")), quiet)).rejects.toThrow("no");
  await expect(stat(path)).rejects.toMatchObject({ code: "ENOENT" });
});
