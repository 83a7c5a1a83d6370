import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { digestDifferences } from "../../../lib/batch/relationDigest.ts";
import type { ExportTarget } from "../../../lib/engine/protocol.ts";
import { type NativeDuckDb, openNativeDuckDb } from "../../../lib/ingest/testing/nativeDuckDb.ts";
import { quoteLiteral } from "../../../lib/sql/quote.ts";
import type { OutManifest } from "../../../lib/writeOut/plan.ts";
import { expectTrue } from "./testing/expectTrue.ts";
import { bytesOf, filesBelow, type OutStage, outStage } from "./testing/outStage.ts";

let stage: OutStage;
let native: NativeDuckDb;
beforeAll(async () => {
  [stage, native] = await Promise.all([outStage(), openNativeDuckDb()]);
  await stage.make(
    "things",
    "select range::INTEGER as id, case when range % 3 > 0 then 'x' || range end as t, (range % 2)::INTEGER as q, range / 7.0 as d from range(5000)",
  );
}, 60_000);
afterAll(() => stage.stop());

/** A picked file of a folder of the disk. */
async function picked(name: string, faults = {}): Promise<{ path: string; target: ExportTarget }> {
  const { path, handle } = stage.folder(faults);
  const file = await handle.getFileHandle(name, { create: true });
  return { path: join(path, name), target: { kind: "handle", handle: file } };
}

describe("one file", () => {
  test("is written to the place that was picked, and with a manifest read back", async () => {
    const { path, target } = await picked("out.csv");
    const answer = await stage.write({ manifest: true }, { kind: "file", target });
    if (!answer.ok) throw new Error(answer.error.message);
    expect(answer.value.rows).toBe(5000);
    const { manifest } = answer.value;
    if (!manifest) throw new Error("no manifest");
    expectTrue(manifest, () => readFileSync(path));
    expect(manifest.files[0]?.columns).toEqual([
      { name: "id", type: "INTEGER" },
      { name: "t", type: "VARCHAR" },
      { name: "q", type: "INTEGER" },
      { name: "d", type: "DOUBLE" },
    ]);
  });

  test("cannot take what comes to several, which is said before anything is written", async () => {
    const { path, target } = await picked("out.csv");
    for (const plan of [{ maxRows: 10 }, { partitionBy: ["q"] }, { relations: ["things", "other"] }]) {
      await stage.make("other", "select 1 as n");
      const answer = await stage.write(plan, { kind: "file", target });
      expect(!answer.ok && answer.error.message).toMatch(/several files.*folder, a zip or a bucket/);
    }
    expect(readFileSync(path).length).toBe(0);
  });
});

test("a manifest's digests are those that native DuckDB finds in the files", async () => {
  const { path, handle } = stage.folder();
  const answer = await stage.write(
    { format: "parquet", maxRows: 1500, manifest: true },
    { kind: "folder", handle },
  );
  if (!answer.ok) throw new Error(answer.error.message);
  const text = bytesOf(path, "manifest.json").toString();
  const manifest: OutManifest = JSON.parse(text);
  expect(manifest).toEqual(JSON.parse(JSON.stringify(answer.value.manifest)));
  expectTrue(manifest, (file) => bytesOf(path, file));
  const { digestSql, readDigest } = await import("../../../lib/batch/relationDigest.ts");
  const digest = manifest.relations.things;
  if (!digest) throw new Error("no digest");
  const { rows } = await native.read(
    digestSql(`read_parquet(${quoteLiteral(join(path, "*.parquet"))})`, digest.columns),
  );
  expect(digestDifferences(digest, readDigest(digest.columns, rows[0] ?? []))).toEqual([]);
});

describe("a zip", () => {
  test("holds all files and their manifest, of every compression", async () => {
    for (const format of ["csv", "parquet"] as const) {
      const { path, target } = await picked("out.zip");
      const answer = await stage.write(
        { format, partitionBy: ["q"], manifest: true },
        { kind: "zip", target },
      );
      if (!answer.ok) throw new Error(answer.error.message);
      const found = unzipSync(readFileSync(path));
      expect(Object.keys(found)).toEqual([
        `q=0/part-00001.${format}`,
        `q=1/part-00001.${format}`,
        "manifest.json",
      ]);
      const manifest: OutManifest = JSON.parse(Buffer.from(found["manifest.json"] ?? []).toString());
      expectTrue(manifest, (file) => found[file]);
      expect(manifest.files.map(({ partition }) => partition)).toEqual([{ q: "0" }, { q: "1" }]);
    }
  });
});

describe("nothing of a failed run is left in a folder", () => {
  const plan = { format: "parquet", partitionBy: ["q"], manifest: true } as const;

  test.each([
    ["the disk is full", { fullAfter: 30_000 }, /disk or the browser's share of it is full. Free some space/],
    [
      "the permission was withdrawn",
      { withdrawnAfter: 30_000 },
      /may no longer write there. Choose the place again/,
    ],
    ["the disk is full, without a way to rename", { fullAfter: 30_000, cannotMove: true }, /is full/],
  ])("where %s", async (_, faults, message) => {
    const { path, handle } = stage.folder(faults);
    const answer = await stage.write(plan, { kind: "folder", handle });
    expect(!answer.ok && answer.error.message).toMatch(message);
    expect(readdirSync(path)).toEqual([]);
  });

  test("and what was there before stays, also a file in the way", async () => {
    const { path, handle } = stage.folder();
    for (const file of ["q=1/part-00001.parquet", "q=0/mine.txt"]) {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), "mine");
    }
    const answer = await stage.write(plan, { kind: "folder", handle });
    expect(!answer.ok && answer.error.message).toMatch(
      /^q=1\/part-00001.parquet is in the folder already. Choose an empty folder/,
    );
    expect(filesBelow(path)).toEqual(["q=0/mine.txt", "q=1/part-00001.parquet"]);
    expect(bytesOf(path, "q=1/part-00001.parquet").toString()).toBe("mine");
    const again = await stage.write(plan, { kind: "folder", handle, overwrite: true });
    expect(again.ok).toBe(true);
    expect(filesBelow(path)).toEqual([
      "manifest.json",
      "q=0/mine.txt",
      "q=0/part-00001.parquet",
      "q=1/part-00001.parquet",
    ]);
  });

  test("where values differ in capitals only, which many disks take for one", async () => {
    await stage.make("cased", "select * from (values ('A', 1), ('a', 2)) t(k, n)");
    const { path, handle } = stage.folder();
    const answer = await stage.write(
      { relations: ["cased"], partitionBy: ["k"] },
      { kind: "folder", handle },
    );
    expect(!answer.ok && answer.error.message).toMatch(/k=A\/ and k=a\/ differ in capitals only/);
    expect(readdirSync(path)).toEqual([]);
  });

  test("where it is stopped, and a picked file or zip keeps what it held", async () => {
    await stage.make("many", "select range as n, repeat('x', 50) as t from range(400000)");
    const { path, handle } = stage.folder();
    const one = await picked("one.csv");
    writeFileSync(one.path, "before");
    let runId = 900;
    for (const target of [
      { kind: "folder", handle },
      { kind: "file", target: one.target },
      { kind: "zip", target: one.target },
    ] as const) {
      const run = ++runId;
      const answer = await stage.write({ relations: ["many"] }, target, {
        runId: run,
        onProgress: () => void stage.engine.api.cancel(run),
      });
      expect([target.kind, !answer.ok && answer.error.code]).toEqual([target.kind, "cancelled"]);
    }
    expect(readdirSync(path)).toEqual([]);
    expect(readdirSync(dirname(one.path))).toEqual(["one.csv"]);
    expect(readFileSync(one.path, "utf8")).toBe("before");
    expect(existsSync(`${one.path}.crswap`)).toBe(false);
  });

  test("where a file is another when it is read back", async () => {
    const { path, handle } = stage.folder();
    const answer = await stage.write(
      { manifest: true },
      { kind: "folder", handle },
      // Told while files are read back or before: whatever was there is changed by then.
      { onProgress: () => undefined },
    );
    expect(answer.ok).toBe(true);
    writeFileSync(join(path, "things.csv"), "changed");
    const { folderStore } = await import("./folderStore.ts");
    const file = answer.ok ? answer.value.files[0] : undefined;
    if (!file) throw new Error("no file");
    await expect(folderStore(handle, false).check(file, () => undefined)).rejects.toThrow(
      /things.csv was read back and is not what was written/,
    );
  });
});

test("a plan that cannot be carried out says why before anything is written", async () => {
  const { path, handle } = stage.folder();
  const messageOf = async (plan: Parameters<OutStage["write"]>[0]) => {
    const answer = await stage.write(plan, { kind: "folder", handle });
    return answer.ok ? "" : answer.error.message;
  };
  expect(await messageOf({ partitionBy: ["nope"] })).toBe(
    "things has no column nope for the folders. It has id, t, q, d.",
  );
  expect(await messageOf({ partitionBy: ["id", "t", "q", "d"] })).toMatch(/none is left for the files/);
  expect(await messageOf({ relations: [] })).toMatch(/No relation/);
  expect(await messageOf({ relations: ["things", "THINGS"] })).toMatch(/things is named twice/);
  await stage.make("a:b", "select 1 as n");
  await stage.make("A|b", "select 1 as n");
  expect(await messageOf({ relations: ["a:b", "A|b"] })).toMatch(/same name, a_b.csv. Rename one/);
  expect(await messageOf({ name: "Manifest", format: "json", manifest: true })).toMatch(
    /both be manifest.json/,
  );
  expect(await messageOf({ maxRows: 0 })).toMatch(/most rows of a file are 0/);
  expect(await messageOf({ options: { sortBy: ["zz"] }, format: "parquet" })).toMatch(
    /no column zz to sort by/,
  );
  expect(await messageOf({ relations: ["nothing_here"] })).toMatch(/nothing_here/);
  expect(readdirSync(path)).toEqual([]);
});
