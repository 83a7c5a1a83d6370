import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { avroFile } from "../lib/ingest/testing/avroFile.ts";
import { expect, test } from "./fixtures.ts";
import { given } from "./page-models/dataFiles.ts";

const folder = mkdtempSync(join(tmpdir(), "columnar-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A database of one table of 300,000 rows, written by native DuckDB. */
async function database(): Promise<Buffer> {
  const path = join(folder, "shop.duckdb");
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run(
    "create table orders as select i as id, 'order ' || i as name from range(300000) r(i)",
  );
  connection.closeSync();
  instance.closeSync();
  return readFileSync(path);
}

test("Arrow, Avro and DuckDB files become relations", async ({ notebook }) => {
  await notebook.startEmpty();
  const arrow = tableToIPC(tableFromArrays({ n: Int32Array.of(1, 2, 3), s: ["a", "b", "c"] }), "file");
  const avro = avroFile(
    {
      type: "record",
      name: "r",
      fields: [{ name: "moment", type: { type: "long", logicalType: "timestamp-micros" } }],
    },
    [{ moment: 0 }, { moment: 1_000_000 }],
    { codec: "deflate" },
  );
  await notebook.addFiles([
    given("points.arrow", Buffer.from(arrow)),
    given("moments.avro", Buffer.from(avro)),
    given("shop.duckdb", await database()),
  ]);
  await notebook.expectReceipt("points", { loaded: 3, rejected: 0 });
  await notebook.expectReceipt("moments", { loaded: 2, rejected: 0 });
  await notebook.expectReceipt("shop", { loaded: 300_000, rejected: 0 });

  await notebook.addSql("asked", "select sum(id) as s, max(name) as m from shop");
  await notebook.addSql("latest", "select max(moment) as t from moments");
  await notebook.runAll();
  expect(await notebook.rowsOf("asked")).toEqual([["44999850000", "order 99999"]]);
  expect(await notebook.rowsOf("latest")).toEqual([["1970-01-01 00:00:01"]]);
});
