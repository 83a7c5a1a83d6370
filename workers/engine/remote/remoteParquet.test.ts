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

test("files in key=value folders are read only where the folders and bounds can match", async () => {
  const parts = [];
  const list = [];
  for (const year of [2021, 2022, 2023])
    for (const part of [0, 1]) {
      const name = `sales/year=${year}/part-${part}.parquet`;
      const id = part === 0 ? "id" : "id::integer as id";
      const more = year === 2023 ? ", 'late' as extra" : "";
      const file = await served(
        name,
        `select ${id}, price, hash, city${more} from events where id % 3 = ${year - 2021} and (id < 30000) = (${part} = 0) order by id`,
      );
      parts.push({ path: name, file });
      list.push(`'${join(folder, name.replaceAll("/", "_"))}'`);
      await native.run(
        `create or replace view sales_${year}_${part} as select *, ${year}::bigint as year from '${join(folder, name.replaceAll("/", "_"))}'`,
      );
    }
  server.asked();
  const union = [2021, 2022, 2023].flatMap((year) => [0, 1].map((part) => `from sales_${year}_${part}`));
  await native.run(
    `create view sales as select id::bigint as id, price, hash, city, extra, year from (${union.join(" union all by name ")})`,
  );
  const receipt = await engine.loadParts("sales", parts);
  expect(receipt).toMatchObject({ error: null, rows: 60000, loaded: 60000, file: "6 files" });
  expect(server.asked().ranges.length).toBeLessThanOrEqual(12);
  expect((await same("select year, count(*) from sales group by all order by all")).bytes).toBe(0);
  expect((await same("select count(*) from sales where year > 2021 and year < 2023")).bytes).toBe(0);
  const one = await same("select sum(id), max(extra) from sales where year = 2022 and id < 5000");
  expect(new Set(one.ranges.map((range) => range.split(" ")[0]))).toEqual(
    new Set(["sales/year=2022/part-0.parquet"]),
  );
  await same("select extra, min(id), max(hash) from sales group by all order by all");
  await same("select * from sales where id in (4, 44444) order by id");
  await same("select year, hash from sales limit 4");
});

test("results stay what they were when more is fetched later, and when the source goes", async () => {
  const file = await served("kept.parquet", "from events");
  await engine.load({ file, relation: "kept" });
  const run = (runId: number, name: string, sql: string) =>
    engine.api.run({ runId, name, sql, params: {} }, () => undefined);
  const passed = await run(90001, "passed", "select id, city from kept");
  expect(passed.ok && passed.value.result?.rowCount).toBe(60000);
  await engine.rows("select sum(amount), max(hash), min(k) from kept");
  await engine.api.dropSource("kept");
  expect(await engine.rows("select count(*)::varchar, max(id)::varchar from passed")).toEqual([
    ["60000", "59999"],
  ]);
  const gone = await run(90002, "gone", "select * from kept");
  expect(!gone.ok && gone.error.message).toContain("kept");
});

test("charts, exports, counts and views over a remote relation read what they need", async () => {
  const file = await served("other.parquet", "from events");
  await engine.load({ file, relation: "other" });
  const run = (runId: number, name: string, sql: string) =>
    engine.api.run({ runId, name, sql, params: {} }, () => undefined);
  expect((await run(90010, "v", "create view v as select id, k from other where id >= 30000")).ok).toBe(true);
  expect(await engine.rows("select count(*)::varchar, sum(k)::varchar from v")).toEqual(
    (await native.read("select count(*), sum(k) from events where id >= 30000")).rows,
  );
  const chart = await engine.api.select("select k, count(*) as n from other group by all order by k", 100);
  expect(chart.ok && chart.value.columns.map(({ name }) => name)).toEqual(["k", "n"]);
  const about = await engine.api.relation("other");
  expect(about.ok && about.value.rowCount).toBe(60000);
  const summary = await engine.rows("select column_name, count::varchar from (summarize other) limit 2");
  expect(summary).toEqual([
    ["id", "60000"],
    ["t", "60000"],
  ]);
  const made = await run(
    90011,
    "made",
    "create table made_here as select id from other where id < 20; select count(*)::varchar as n from made_here",
  );
  expect(made.ok && made.value.result?.rowCount).toBe(1);
});

test("first rows of a large row group need no more of it in memory, and all columns of that group only", async () => {
  const file = await served(
    "large.parquet",
    "select range as n, md5(range::varchar) as h from range(300000)",
    "row_group_size 250000",
  );
  await engine.load({ file, relation: "large" });
  server.asked();
  expect(await engine.rows("select n::varchar from large limit 2 offset 3")).toEqual([["3"], ["4"]]);
  expect(server.asked().bytes).toBeLessThan(file.size * 0.5);
  const page = await engine.api.relationPage("large", 130000, 2);
  expect(page.ok && decodeTextPage(page.value).cell(1, 0)).toBe("130001");
  const last = await engine.api.relationPage("large", 299999, 50);
  expect(last.ok && decodeTextPage(last.value).rows).toBe(1);
  await engine.rows("select sum(n), max(h) from large");
  server.asked();
  const again = await engine.api.relationPage("large", 260000, 1);
  expect(again.ok && decodeTextPage(again.value).cell(0, 0)).toBe("260000");
  expect(server.asked().bytes).toBe(0);
});

test("a preview of a large file fetches its footer and its first row group", async () => {
  const sql =
    "select range as n, md5(range::varchar) as h, md5((range + 1)::varchar) as g from range(400000)";
  const file = await served("preview.parquet", sql, "row_group_size 50000");
  expect(file.size).toBeGreaterThan(16 << 20);
  server.asked();
  const preview = await engine.api.preview(file, {});
  expect(preview.ok && preview.value).toMatchObject({ problem: null, format: "parquet", isWhole: false });
  expect(preview.ok && preview.value.columns.map(({ name, type }) => [name, type])).toEqual([
    ["n", "BIGINT"],
    ["h", "VARCHAR"],
    ["g", "VARCHAR"],
  ]);
  expect(preview.ok && preview.value.rows[1]?.cells[0]).toBe("1");
  expect(server.asked().bytes).toBeLessThan(file.size * 0.25);
});

test("a stop ends what is being fetched, and the next statement fetches again", async () => {
  const file = await served("stopped.parquet", "from events");
  await engine.load({ file, relation: "stopped" });
  let release: () => void = () => undefined;
  server.hold = new Promise((resolve) => {
    release = resolve;
  });
  const events: string[] = [];
  const running = engine.api.run(
    { runId: 90020, name: "s", sql: "select hash from stopped", params: {} },
    ({ type }) => events.push(type),
  );
  await engine.api.info();
  await engine.api.cancel(90020);
  const answer = await running;
  expect(!answer.ok && answer.error.code).toBe("cancelled");
  release();
  server.hold = Promise.resolve();
  expect(await engine.rows("select count(hash)::varchar from stopped")).toEqual([["60000"]]);
});

test("a host that fails is told of, and nothing is shown of a relation that is half there", async () => {
  const file = await served("failing.parquet", "from events");
  await engine.load({ file, relation: "failing" });
  server.failWith = 503;
  const answer = await engine.api.run(
    { runId: 90030, name: "f", sql: "select sum(id) from failing", params: {} },
    () => undefined,
  );
  server.failWith = null;
  expect(!answer.ok && answer.error).toMatchObject({ code: "file" });
  expect(!answer.ok && answer.error.message).toContain("failing.parquet could not be read (HTTP 503)");
  expect(await engine.rows("select sum(id)::varchar from failing")).toEqual([["1799970000"]]);
});

test("a TypeScript cell fetches the columns that it names", async () => {
  const file = await served("cells.parquet", "from events");
  await engine.load({ file, relation: "cells" });
  const { port1, port2 } = new MessageChannel();
  await engine.api.openRelations(90040, "made_by_ts", ["cells"], port2);
  server.asked();
  let ids = 0;
  const ask = (request: Record<string, unknown>) =>
    new Promise<Record<string, unknown>>((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
      port1.postMessage({ id: ++ids, ...request });
    });
  expect(await ask({ type: "scan", scan: 1, relation: "cells", columns: ["k"] })).toMatchObject({ ok: true });
  const batch = await ask({ type: "next", scan: 1 });
  expect(batch).toMatchObject({ ok: true, type: "batch" });
  expect(server.asked().bytes).toBeLessThan(file.size * 0.1);
  expect(await ask({ type: "count", relation: "cells" })).toMatchObject({ count: 60000 });
  await engine.api.closeRelations(90040, false);
  port1.close();
});
