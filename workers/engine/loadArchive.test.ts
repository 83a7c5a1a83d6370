import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { makeTar } from "../../lib/ingest/testing/makeTar.ts";
import { type StartedEngine, startedEngine } from "./testing/startedEngine.ts";

let engine: StartedEngine;
beforeAll(async () => {
  engine = await startedEngine();
});

describe("an archive", () => {
  const days = Object.fromEntries(
    [1, 2, 3].map((day) => [`days/2024-01-0${day}.csv`, Buffer.from(`day,n\n2024-01-0${day},${day}\n`)]),
  );

  test("of one table is that table", async () => {
    const zip = new File(
      [new Uint8Array(zipSync({ "t.csv": Buffer.from("x\n7\n"), "README.md": Buffer.from("hi") }))],
      "t.zip",
    );
    const receipt = await engine.load({ relation: "single", file: zip });
    expect(receipt).toMatchObject({
      error: null,
      file: "t.zip",
      rows: 1,
      format: "csv, zip",
      bytes: zip.size,
    });
    expect(receipt.notes).toContain("not tables, and left out: README.md");
    expect(await engine.rows("select x from single")).toEqual([["7"]]);
  });

  test("of files of one shape is one relation: zip and tar.gz", async () => {
    const tar = makeTar(Object.entries(days).map(([name, content]) => ({ name, content })));
    for (const [name, bytes] of [
      ["d.zip", zipSync(days)],
      ["d.tar.gz", gzipSync(tar)],
    ] as const) {
      const receipt = await engine.load({ relation: "days", file: new File([new Uint8Array(bytes)], name) });
      expect(receipt).toMatchObject({ error: null, file: name, rows: 3, loaded: 3 });
      expect(await engine.rows("select sum(n), typeof(any_value(day)) from days")).toEqual([["6", "DATE"]]);
    }
  });

  test("of several tables names them, and a pattern chooses", async () => {
    const zip = new File(
      [new Uint8Array(zipSync({ ...days, "people.csv": Buffer.from("p\nq\n") }))],
      "x.zip",
    );
    expect((await engine.load({ relation: "x", file: zip })).error).toMatch(
      /The archive holds 2 tables: days\/\*\.csv, people\.csv\. Name the files/,
    );
    expect(await engine.load({ relation: "x", file: zip, options: { members: "days/*" } })).toMatchObject({
      error: null,
      rows: 3,
    });
    expect((await engine.load({ relation: "x", file: zip, options: { members: "z*" } })).error).toMatch(
      /No file in the archive matches/,
    );
  });

  test("with a compressed file in it is read through both", async () => {
    const zip = new File([new Uint8Array(zipSync({ "t.csv.gz": gzipSync("x\n7\n") }))], "t.zip");
    expect(await engine.load({ relation: "inner", file: zip })).toMatchObject({
      error: null,
      rows: 1,
      format: "csv (gzip), zip",
    });
  });
});
