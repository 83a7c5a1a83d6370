import { beforeEach, describe, expect, it } from "vitest";
import { cellOf } from "../../notebook/testing/cellOf.ts";
import type { OutAbout, WriteOutPlan, WriteOutResult, WriteOutTarget } from "../../writeOut/plan.ts";
import { readExport } from "../../writeOut/readExport.ts";
import { createAppStore } from "../appStore.ts";
import { FakePlatform } from "../testing/fakePlatform.ts";
import { OutTargets } from "./outTargets.ts";

const about: OutAbout = {
  eider: "1",
  notebook: { file: "a.nb.md", sha256: "0" },
  params: {},
  sources: [],
};
const result: WriteOutResult = { files: [], rows: 0, bytes: 0, notes: [], file: null, manifest: null };
const writtenFile = {
  relation: "orders",
  file: "orders.csv",
  rows: 1,
  bytes: 2,
  sha256: "",
  columns: [],
  notes: [],
};
/** Only names and kinds of handles are looked at. */
const fileHandle = (name: string) => ({ kind: "file", name }) as FileSystemFileHandle;
const folderHandle = (name: string) => ({ kind: "directory", name }) as FileSystemDirectoryHandle;

const done = { ok: true as const, value: null };

describe("where export cells write", () => {
  let platform: FakePlatform;
  let folder: FileSystemDirectoryHandle | null;
  let marks: unknown[];
  let isStoreFull: boolean;
  let asked: string[];
  let sent: { plan: WriteOutPlan; target: WriteOutTarget }[];
  let answer: WriteOutResult;
  const store = createAppStore();
  let outs: OutTargets;
  beforeEach(() => {
    platform = new FakePlatform();
    folder = null;
    marks = [];
    isStoreFull = false;
    asked = [];
    sent = [];
    answer = result;
    store.setState({ outPlaces: {} });
    outs = new OutTargets({
      platform: {
        pickSaveTarget: async (name) => {
          asked.push(name);
          return platform.saveTarget;
        },
        outFolders: async () => ({
          hasFolders: folder !== null,
          pick: async () => {
            asked.push("folder");
            return folder;
          },
        }),
        download: (file, name) => platform.download(file, name),
      },
      store,
      connectionOf: async (address) =>
        address.startsWith("s3://lake/")
          ? { ok: true, value: "warehouse" }
          : { ok: false, error: { code: "sql", message: `Nothing reaches ${address}.` } },
      about: async () => about,
      put: async (connection, key, text) => {
        marks.push({ connection, key, text: JSON.parse(text) });
        return isStoreFull ? { ok: false, error: { code: "file", message: "The store is full." } } : done;
      },
      send: async (plan, target) => {
        sent.push({ plan, target });
        return { ok: true, value: answer };
      },
    });
  });

  const cell = (source: string) => cellOf("out", source, "export", { from: "orders" });
  const run = async (source: string) => {
    const read = readExport(source);
    if (!read.ok) throw new Error(read.error.message);
    return outs.write(
      { cell: cell(source), recipe: read.value, relations: ["orders"], runId: 1 },
      () => undefined,
    );
  };

  it("asks for a file once, and again where it would be another", async () => {
    platform.saveTarget = fileHandle("mine.csv");
    expect(await outs.ask([cell("")])).toBe(true);
    expect(await outs.ask([cell("safe: false")])).toBe(true);
    expect(asked).toEqual(["orders.csv"]);
    expect(store.getState().outPlaces).toEqual({ out: "mine.csv" });
    expect(await run("")).toMatchObject({ ok: true, value: { where: "mine.csv" } });
    expect(sent[0]?.target).toEqual({
      kind: "file",
      target: { kind: "handle", handle: platform.saveTarget },
    });

    await outs.ask([cell("format: parquet")]);
    await outs.ask([cell("to: zip\nname: all")]);
    expect(asked).toEqual(["orders.csv", "orders.parquet", "all.zip"]);
    await outs.choose(cell("to: zip\nname: all"));
    expect(asked).toHaveLength(4);
  });

  it("does nothing where a dialog is closed, and keeps the place that there was", async () => {
    platform.saveTarget = fileHandle("mine.csv");
    await outs.ask([cell("")]);
    platform.saveTarget = "cancelled";
    await outs.choose(cell(""));
    expect(await run("")).toMatchObject({ value: { where: "mine.csv" } });
    expect(await outs.ask([cell("format: json")])).toBe(false);
  });

  it("goes to the downloads where the browser has no dialog", async () => {
    answer = { ...result, file: new File(["n\n"], "x") };
    await outs.ask([cell("")]);
    expect(store.getState().outPlaces).toEqual({ out: "" });
    expect(await run("")).toMatchObject({ value: { where: "the downloads" } });
    expect(sent[0]?.target).toMatchObject({ kind: "file", target: { kind: "opfs" } });
    expect(platform.downloads.map(({ name }) => name)).toEqual(["orders.csv"]);
  });

  it("writes into a folder that was chosen, and says what to do where none was", async () => {
    await outs.ask([cell("to: folder")]);
    expect(await run("to: folder")).toMatchObject({
      ok: false,
      error: { hint: expect.stringContaining("to: zip") },
    });
    folder = folderHandle("results");
    await outs.ask([cell("to: folder")]);
    const source = "format: parquet\nto: folder\noverwrite: true\npartition_by: day\nmax_rows: 5";
    expect(await run(source)).toMatchObject({ ok: true, value: { where: "results" } });
    expect(sent).toEqual([
      {
        plan: {
          relations: ["orders"],
          name: "orders",
          format: "parquet",
          options: {},
          partitionBy: ["day"],
          maxRows: 5,
          maxBytes: null,
          manifest: true,
          about,
        },
        target: { kind: "folder", handle: folder, overwrite: true },
      },
    ]);
  });

  it("asks nothing for a bucket, and takes the connection that reaches it", async () => {
    expect(await outs.ask([cell("to: s3://lake/daily/"), cell("to: nowhere")])).toBe(true);
    expect(asked).toEqual([]);
    expect(await run("to: s3://lake/daily/")).toMatchObject({ value: { where: "s3://lake/daily/" } });
    expect(sent[0]?.target).toEqual({
      kind: "s3",
      bucket: "lake",
      prefix: "daily/",
      connection: "warehouse",
      overwrite: false,
    });
    expect(await run("to: s3://elsewhere/daily/")).toMatchObject({
      ok: false,
      error: { message: "Nothing reaches s3://elsewhere/daily/." },
    });
  });

  it("marks what is there and right for those who wait for it, and says where nobody could be told", async () => {
    const source = "to: s3://lake/daily/\nnotify: s3://lake/done.json";
    answer = { ...result, files: [writtenFile], manifest: null };
    expect(await run(source)).toMatchObject({ value: { marker: "s3://lake/done.json", notes: [] } });
    expect(marks).toEqual([
      {
        connection: "warehouse",
        key: "done.json",
        text: expect.objectContaining({
          event: "data.written",
          place: "s3://lake/daily/",
          files: [{ relation: "orders", file: "orders.csv", rows: 1, bytes: 2, sha256: "" }],
        }),
      },
    ]);
    isStoreFull = true;
    const untold = "It was written, and nobody was told. The store is full.";
    expect(await run(source)).toMatchObject({ ok: true, value: { marker: null, notes: [untold] } });
    const elsewhere = await run("to: s3://lake/daily/\nnotify: s3://other/done.json");
    expect(elsewhere).toMatchObject({ ok: true, value: { marker: null } });
  });
});
