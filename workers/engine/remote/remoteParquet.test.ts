import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type NativeDuckDb, openNativeDuckDb } from "../../../lib/ingest/testing/nativeDuckDb.ts";
import { type RangeServer, startRangeServer } from "../../../lib/remote/testing/rangeServer.ts";
import { decodeTextPage } from "../../../lib/table/textPage.ts";
import { serveParquetWasm } from "../testing/serveParquetWasm.ts";
import { type StartedEngine, startedEngine } from "../testing/startedEngine.ts";

const folder = mkdtempSync(join(tmpdir(), "remote-parquet-"));
let engine: StartedEngine;
let native: NativeDuckDb;
let wasm: { baseUrl: string; stop: () => void };
let server: RangeServer;
beforeAll(async () => {
  [wasm, server] = await Promise.all([serveParquetWasm(), startRangeServer()]);
  [engine, native] = await Promise.all([startedEngine(wasm.baseUrl), openNativeDuckDb()]);
  await native.run(`create table events as select i as id, timestamp '2024-01-01' + interval (i) minute as t,
    'city ' || (i // 10000) as city, (i * 7 % 1000) / 10 as amount, (i % 97)::decimal(10,2) as price,
    if(i % 11 = 0, null, i % 5) as k, md5(i::varchar) as hash, {'x': i % 3, 'y': 'v' || i} as s,
    [i, i + 1] as l, date '2020-01-01' + (i // 1000)::int as d from range(60000) r(i)`);
});
afterAll(() => {
  wasm.stop();
  server.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => void server.asked());

/** A Parquet file of a SELECT, as the server has it. */
async function served(name: string, sql: string, options = "row_group_size 10000") {
  const path = join(folder, name.replaceAll("/", "_"));
  await native.run(`copy (${sql}) to '${path}' (format parquet, ${options})`);
  return server.add(name, new Uint8Array(readFileSync(path)));
}

/** Runs a SELECT over the same names here and natively; answers what the server was asked for. */
async function same(sql: string) {
  server.asked();
  const rows = await engine.rows(sql);
  const asked = server.asked();
  expect(rows, sql).toEqual((await native.read(sql)).rows);
  return asked;
}

test("a remote Parquet file is known by its footer, and statements fetch what they read", async () => {
  const file = await served("events.parquet", "from events");
  const receipt = await engine.load({ file, relation: "events" });
  expect(receipt).toMatchObject({ error: null, rows: 60000, loaded: 60000, rejected: 0, exact: true });
  const footer = server.asked();
  expect(footer.ranges.length).toBeLessThanOrEqual(2);
  expect(receipt.notes[0]).toMatch(
    /^read from its host as queries need it: \d+ kB of .* were fetched, for its footer/,
  );

  expect((await same("select count(*) from events")).bytes).toBe(0);
  const two = await same("select sum(id), max(city) from events where t >= '2024-02-01'");
  expect(two.bytes).toBeLessThan(file.size * 0.25);
  expect((await same("select sum(id) from events where t >= '2024-02-05'")).bytes).toBe(0);
  const more = await same("select sum(k) from events where t >= '2024-02-01'");
  expect(more.bytes).toBeGreaterThan(0);
  expect(more.bytes).toBeLessThan(two.bytes);
  for (const sql of [
    "select count(*) from events where city = 'city 3'",
    "select count(*), min(hash) from events where d between '2020-01-05' and '2020-01-15'",
    "select id, s, l from events where id in (5, 25000, 59999) order by id",
    "select a.id, b.price from events a join events b on a.id = b.id + 1 where b.city = 'city 5' and a.k = 3 order by 1 limit 20",
    "select city, count(*), sum(price)::varchar from events group by all order by all",
    "with x as (select * from events where k = 1) select count(*) from x p, x q where p.id = q.id",
    "select id from events where price > 95.5 and k is not null order by id limit 5",
    "select id from (select id, k as id2 from events) where id2 is null order by id desc limit 3",
    "select * from events limit 3",
    "select hash from events limit 5 offset 12345",
    "select s.x, count(*) from events where s.y like 'v1%' group by all order by all",
    "select (select max(id) from events where k = z.range) from range(3) z",
    "select id from events where id < 10 or (id > 59990 and k = 2) order by id",
    "select k, amount from events where hash = 'nothing'",
  ])
    await same(sql);
  const page = await engine.api.relationPage("events", 15000, 3);
  expect(page.ok && decodeTextPage(page.value).cell(1, 0)).toBe("15001");
  expect(
    await engine.rows("pivot events on k using count(*) group by city order by city limit 2"),
  ).toHaveLength(2);
});
