import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { makeTar } from "../../lib/ingest/testing/makeTar.ts";
import { filePart } from "./testing/filePart.ts";
import { type StartedEngine, startedEngine } from "./testing/startedEngine.ts";

let engine: StartedEngine;
beforeAll(async () => {
  engine = await startedEngine();
});

describe("many files as one relation", () => {
  test("are united by name, with their folders' and their own names as columns", async () => {
    const receipt = await engine.loadParts(
      "sales",
      [
        filePart("year=2024/a.csv", "id,price\n1,1.50\n2,2.00\n"),
        filePart("year=2025/b.csv", "price,ID,note\n3.25,3,new\n"),
        filePart("year=2025/c.json", '[{"id": 4, "price": 4}]'),
      ],
      { options: { filename: "file" } },
    );
    expect(receipt).toMatchObject({ error: null, rows: 4, loaded: 4, rejected: 0, file: "3 files" });
    expect(await engine.rows("select id, price, note, year, file from sales order by id")).toEqual([
      ["1", "1.5", null, "2024", "year=2024/a.csv"],
      ["2", "2.0", null, "2024", "year=2024/a.csv"],
      ["3", "3.25", "new", "2025", "year=2025/b.csv"],
      ["4", "4.0", null, "2025", "year=2025/c.json"],
    ]);
    expect(receipt.notes).toContain(
      "note is only in 1 of 3 files that the first file is not among: year=2025/b.csv",
    );
  });

  test("whose types only text holds keep the text of the files", async () => {
    const receipt = await engine.loadParts("codes", [
      filePart("1.csv", "k,code,day\n1,1.50,01/02/2024\n2,7,13/02/2024\n"),
      filePart("2.csv", "k,code,day\n3,007,14/02/2024\n"),
      filePart("3.csv", "k,code,day\n4,n/a,soon\n"),
    ]);
    expect(receipt).toMatchObject({ error: null, rows: 4, loaded: 4 });
    expect(await engine.rows("select code, day from codes order by k")).toEqual([
      ["1.50", "01/02/2024"],
      ["7", "13/02/2024"],
      ["007", "14/02/2024"],
      ["n/a", "soon"],
    ]);
    expect(receipt.notes.join("\n")).toContain("code is DOUBLE in");
  });

  test("are not turned into text by files that hold no value or no row", async () => {
    const receipt = await engine.loadParts("gaps", [
      filePart("1.csv", "k,v\n1,10\n"),
      filePart("2.csv", "k,v\n2,\n3,\n"),
      filePart("3.csv", "k,v\n"),
    ]);
    expect(receipt).toMatchObject({ error: null, rows: 3, loaded: 3 });
    expect(await engine.rows("select typeof(v), sum(v) from gaps group by all")).toEqual([["BIGINT", "10"]]);
  });

  test("of which one cannot be read load without it, and the receipt says so first", async () => {
    const receipt = await engine.loadParts("some", [
      filePart("a.csv", "x\n1\n"),
      filePart("b.csv", ""),
      filePart("c.csv", "x\n2\n"),
    ]);
    expect(receipt).toMatchObject({ error: null, rows: 2, loaded: 2 });
    expect(receipt.notes[0]).toMatch(/^b\.csv is not loaded: The file is empty/);
    expect(await engine.loadParts("none", [filePart("a.csv", ""), filePart("b.csv", "")])).toMatchObject({
      relation: null,
      error: expect.stringMatching(/^None of the 2 files can be loaded/),
    });
  });

  test("have their rejects in one relation", async () => {
    const good = Array.from({ length: 25_000 }, (_, i) => `${i},${i}`).join("\n");
    const receipt = await engine.loadParts("bad", [
      filePart("a.csv", `k,v\n${good}\nx,y\n`),
      filePart("b.csv", `k,v\n${good}\n`),
      filePart("c.csv", `k,v\n${good}\nno,2\n`),
    ]);
    expect(receipt.rows).toBe(receipt.loaded + receipt.rejected);
    expect(receipt.rejected).toBe(2);
    expect((await engine.rows("select distinct file from bad__rejects order by 1")).flat()).toEqual([
      "a.csv",
      "c.csv",
    ]);
  });

  test("too large for a table are read by each query, and go with the relation", async () => {
    // Says that it is large; what is behind it is not, and reading past its end gives nothing.
    class LargeFile extends File {
      override get size() {
        return 2e9;
      }
    }
    const large = { path: "k=1/a.csv", file: new LargeFile(["x,y\n1,a\n2,b\n"], "a.csv") };
    const receipt = await engine.loadParts("large", [
      large,
      filePart("k=2/b.json", '[{"x": 3}]'),
      filePart("k=2/c.csv", "x\n4\n"),
    ]);
    expect(receipt).toMatchObject({ error: null, rows: 4, loaded: 4, rejected: 0 });
    expect(await engine.rows("select x, y, k from large order by x")).toEqual([
      ["1", "a", "1"],
      ["2", "b", "1"],
      ["3", null, "2"],
      ["4", null, "2"],
    ]);
    expect(receipt.notes.join("\n")).toContain("too large to keep in memory");
    await engine.api.dropSource("large");
    expect(
      await engine.rows("select view_name from duckdb_views() where view_name like '__eider_part%'"),
    ).toEqual([]);
  });

  test("leave nothing behind when they are dropped or replaced", async () => {
    const parts = [filePart("a.csv", "x\n1\n"), filePart("b.csv", "x\n2\n")];
    await engine.loadParts("twice", parts);
    await engine.loadParts("twice", parts);
    await engine.api.dropSource("twice");
    expect(await engine.api.relation("twice")).toMatchObject({ ok: false });
    expect(
      await engine.rows("select view_name from duckdb_views() where view_name like '__eider_part%'"),
    ).toEqual([]);
  });
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

test("a workbook is not taken for an archive of tables", async () => {
  const file = new File(
    [
      new Uint8Array(
        zipSync({ "[Content_Types].xml": Buffer.from("<x/>"), "xl/a.xml": Buffer.from("<x/>") }),
      ),
    ],
    "w.xlsx",
  );
  expect((await engine.load({ relation: "book", file })).error).not.toMatch(/archive holds/);
});

describe("a compression that DuckDB does not read", () => {
  const folder = "../shared/data/csv/duckdb/zstd";
  test.skipIf(!existsSync(folder))("is undone first", async () => {
    const bytes = readFileSync(join(folder, "lineitem1k.tbl.zst"));
    const file = new File([bytes], "lineitem1k.tbl.zst");
    expect(await engine.load({ relation: "lines", file })).toMatchObject({
      error: null,
      file: "lineitem1k.tbl.zst",
      format: "csv (zstd)",
      bytes: bytes.length,
      rows: 1000,
      loaded: 1000,
    });
  });
});
