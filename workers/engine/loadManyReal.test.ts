import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openNativeDuckDb } from "../../lib/ingest/testing/nativeDuckDb.ts";
import { isWhole } from "../../suites/sampleHere.ts";
import { filePart } from "./testing/filePart.ts";
import { type StartedEngine, startedEngine } from "./testing/startedEngine.ts";

const shared = "../shared/data/events";
let engine: StartedEngine;
beforeAll(async () => {
  engine = await startedEngine();
});

/** All files of a shared folder as parts. */
function folderParts(folder: string, wanted: (name: string) => boolean = () => true) {
  return readdirSync(join(shared, folder))
    .filter((name) => /\.(csv|json)\.gz$/.test(name) && wanted(name))
    .sort()
    .map((name) => filePart(`${folder}/${name}`, readFileSync(join(shared, folder, name))));
}

describe.skipIf(!existsSync(shared))("real collections of files", () => {
  const expected = existsSync(shared) ? JSON.parse(readFileSync(join(shared, "expected.json"), "utf8")) : {};

  test.skipIf(!isWhole)("141 days of retail sales add up", { timeout: 300_000 }, async () => {
    const receipt = await engine.loadParts("retail", folderParts("retail-by-day/by-day"));
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
    const facts = await engine.loadParts("facts", folderParts("trip-facts-partitioned"));
    expect(facts).toMatchObject({ error: null, rows: want.fact_rows, loaded: want.fact_rows });
    const [sums] = await engine.rows("select round(sum(tripAmount), 4), count(distinct userUUID) from facts");
    expect(sums?.map(Number)).toEqual([want.sum_tripAmount, want.distinct_users]);
    expect((await engine.loadParts("users", folderParts("trip-facts-partitioned/users"))).loaded).toBe(
      want.user_rows,
    );
  });

  test("twenty CloudTrail logs whose records differ are one relation, as native DuckDB unites them", async () => {
    const want = expected.cloudtrail;
    const parts = folderParts("cloudtrail");
    expect(parts.length).toBe(want.files);
    const receipt = await engine.loadParts("trail", parts);
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
    const receipt = await engine.loadParts("tweets", parts, { options: { filename: "file" } });
    expect(receipt.error).toBeNull();
    const sums = await engine.rows("select file, count(*), sum(value) from tweets group by 1 order by 1");
    expect(sums.map(([file, rows, sum]) => [file, Number(rows), Number(sum)])).toEqual(
      parts.map(({ path }) => [path, expected[path].rows, expected[path].sum]),
    );
  });
});
