import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { openNativeDuckDb } from "../../lib/ingest/testing/nativeDuckDb.ts";
import { type StartedEngine, startedEngine } from "./testing/startedEngine.ts";

const shared = "../shared/data/events";
let engine: StartedEngine;
beforeAll(async () => {
  engine = await startedEngine();
});

function part(path: string, content: string | Uint8Array) {
  const bytes = typeof content === "string" ? content : new Uint8Array(content);
  return { path, file: new File([bytes], path.slice(path.lastIndexOf("/") + 1)) };
}

/** All files of a shared folder as parts. */
function folderParts(folder: string, wanted: (name: string) => boolean = () => true) {
  return readdirSync(join(shared, folder))
    .filter((name) => /\.(csv|json)\.gz$/.test(name) && wanted(name))
    .sort()
    .map((name) => part(`${folder}/${name}`, readFileSync(join(shared, folder, name))));
}

async function loadParts(relation: string, parts: ReturnType<typeof part>[], more = {}) {
  const [first] = parts;
  if (!first) throw new Error("no parts");
  return engine.load({ relation, file: first.file, parts, ...more });
}

describe("many files as one relation", () => {
  test("are united by name, with their folders' and their own names as columns", async () => {
    const receipt = await loadParts(
      "sales",
      [
        part("year=2024/a.csv", "id,price\n1,1.50\n2,2.00\n"),
        part("year=2025/b.csv", "price,ID,note\n3.25,3,new\n"),
        part("year=2025/c.json", '[{"id": 4, "price": 4}]'),
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
    const receipt = await loadParts("codes", [
      part("1.csv", "k,code,day\n1,1.50,01/02/2024\n2,7,13/02/2024\n"),
      part("2.csv", "k,code,day\n3,007,14/02/2024\n"),
      part("3.csv", "k,code,day\n4,n/a,soon\n"),
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
    const receipt = await loadParts("gaps", [
      part("1.csv", "k,v\n1,10\n"),
      part("2.csv", "k,v\n2,\n3,\n"),
      part("3.csv", "k,v\n"),
    ]);
    expect(receipt).toMatchObject({ error: null, rows: 3, loaded: 3 });
    expect(await engine.rows("select typeof(v), sum(v) from gaps group by all")).toEqual([["BIGINT", "10"]]);
  });

  test("of nothing but text have the header that the first of them has", async () => {
    const receipt = await loadParts("texts", [
      part("1.csv", "name,n\nann,1\n"),
      part("2.csv", "name,n\nbob,x\ncarl,y\n"),
    ]);
    expect(receipt).toMatchObject({ error: null, rows: 3, loaded: 3 });
    expect(await engine.rows("select name, n from texts order by 1")).toEqual([
      ["ann", "1"],
      ["bob", "x"],
      ["carl", "y"],
    ]);
  });

  test("of which one cannot be read load without it, and the receipt says so first", async () => {
    const receipt = await loadParts("some", [
      part("a.csv", "x\n1\n"),
      part("b.csv", ""),
      part("c.csv", "x\n2\n"),
    ]);
    expect(receipt).toMatchObject({ error: null, rows: 2, loaded: 2 });
    expect(receipt.notes[0]).toMatch(/^b\.csv is not loaded: The file is empty/);
    expect(await loadParts("none", [part("a.csv", ""), part("b.csv", "")])).toMatchObject({
      relation: null,
      error: expect.stringMatching(/^None of the 2 files can be loaded/),
    });
  });

  test("have their rejects in one relation", async () => {
    const good = Array.from({ length: 25_000 }, (_, i) => `${i},${i}`).join("\n");
    const receipt = await loadParts("bad", [
      part("a.csv", `k,v\n${good}\nx,y\n`),
      part("b.csv", `k,v\n${good}\n`),
      part("c.csv", `k,v\n${good}\nno,2\n`),
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
    const receipt = await loadParts("large", [
      large,
      part("k=2/b.json", '[{"x": 3}]'),
      part("k=2/c.csv", "x\n4\n"),
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
    const parts = [part("a.csv", "x\n1\n"), part("b.csv", "x\n2\n")];
    await loadParts("twice", parts);
    await loadParts("twice", parts);
    await engine.api.dropSource("twice");
    expect(await engine.api.relation("twice")).toMatchObject({ ok: false });
    expect(
      await engine.rows("select view_name from duckdb_views() where view_name like '__eider_part%'"),
    ).toEqual([]);
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

describe.skipIf(!existsSync(shared))("real collections of files", () => {
  const expected = existsSync(shared) ? JSON.parse(readFileSync(join(shared, "expected.json"), "utf8")) : {};

  test("141 days of retail sales add up", { timeout: 300_000 }, async () => {
    const receipt = await loadParts("retail", folderParts("retail-by-day/by-day"));
    const want = expected["retail-by-day/by-day"];
    expect(receipt).toMatchObject({ error: null, rows: want.rows, loaded: want.rows, rejected: 0 });
    const [row] = await engine.rows(
      `select sum(Quantity), round(sum(Quantity * UnitPrice), 2), count(*) filter (CustomerID is null),
        count(distinct CustomerID), count(distinct StockCode), count(distinct InvoiceNo),
        count(*) filter (starts_with(InvoiceNo, 'C')) from retail`,
    );
    expect(row?.map(Number)).toEqual([
      want.sum_quantity,
      want.revenue,
      want.rows_without_customer,
      want.distinct_customers,
      want.distinct_stock_codes,
      want.distinct_invoices,
      want.cancelled_rows,
    ]);
  });

  test("partitioned trips add up", async () => {
    const want = expected["trip-facts-partitioned"];
    const facts = await loadParts("facts", folderParts("trip-facts-partitioned"));
    expect(facts).toMatchObject({ error: null, rows: want.fact_rows, loaded: want.fact_rows });
    const [sums] = await engine.rows("select round(sum(tripAmount), 4), count(distinct userUUID) from facts");
    expect(sums?.map(Number)).toEqual([want.sum_tripAmount, want.distinct_users]);
    expect((await loadParts("users", folderParts("trip-facts-partitioned/users"))).loaded).toBe(
      want.user_rows,
    );
  });

  test("twenty CloudTrail logs whose records differ are one relation, as native DuckDB unites them", async () => {
    const want = expected.cloudtrail;
    const parts = folderParts("cloudtrail");
    expect(parts.length).toBe(want.files);
    const receipt = await loadParts("trail", parts);
    expect(receipt).toMatchObject({ error: null, rows: want.records, loaded: want.records });
    expect(await engine.rows("select count(distinct eventID) from trail")).toEqual([
      [String(want.distinct_event_ids)],
    ]);
    const top = await engine.rows(
      "select eventName, count(*) from trail group by 1 order by 2 desc, 1 limit 3",
    );
    const native = await openNativeDuckDb();
    const oracle = await native.read(
      `select r.eventName, count(*) from (select unnest(Records) as r from read_json('${shared}/cloudtrail/*.json.gz',
        union_by_name=true, maximum_object_size=100000000)) group by 1 order by 2 desc, 1 limit 3`,
    );
    expect(top).toEqual(oracle.rows);
  });

  test("sensor series in folders of their own add up", async () => {
    const folder = "iot-nab/realTweets";
    const parts = folderParts(folder);
    const receipt = await loadParts("tweets", parts, { options: { filename: "file" } });
    expect(receipt.error).toBeNull();
    const sums = await engine.rows("select file, count(*), sum(value) from tweets group by 1 order by 1");
    expect(sums.map(([file, rows, sum]) => [file, Number(rows), Number(sum)])).toEqual(
      parts.map(({ path }) => [path, expected[path].rows, expected[path].sum]),
    );
  });
});
