import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openNativeDuckDb } from "../../../lib/ingest/testing/nativeDuckDb.ts";
import { startRangeServer } from "../../../lib/remote/testing/rangeServer.ts";
import { serveParquetWasm } from "../testing/serveParquetWasm.ts";
import { startedEngine } from "../testing/startedEngine.ts";

const rows = `select i, -i::bigint as neg, (i % 256)::utinyint as u,
  if(i < 3000, null, i // 100) as late, ((i - 4000) / 100)::decimal(7,2) as price,
  timestamp '1969-12-31 20:00:00' + interval (i) second as t, date '1969-12-30' + (i // 1000) as d,
  chr(97 + i // 1000) || i as s, if(i % 1000 = 7, 'nan', (i / 7)::varchar)::double as f, i % 2 = 0 as b,
  make_timestamp_ns(i::bigint * 1000000007) as ns
  from (select range::integer as i from range(8000))`;

// A fixed seed: a failure can be looked at again.
let seed = 20260101;
function below(most: number): number {
  seed = (seed * 48271) % 2147483647;
  return seed % most;
}

function one<T>(list: readonly [T, ...T[]]): T {
  return list[below(list.length)] ?? list[0];
}

const values: Record<string, () => string> = {
  i: () => String(below(9000) - 500),
  neg: () => String(-below(9000)),
  u: () => String(below(256)),
  late: () => String(below(80)),
  price: () => (below(9000) / 100 - 42).toFixed(2),
  t: () => `timestamp '1969-12-31 20:00:00' + interval (${below(9000)}) second`,
  d: () => `date '1969-12-30' + ${below(9)}`,
  s: () => `'${String.fromCharCode(96 + below(11))}${below(8000)}'`,
  f: () => one([String(below(1200)), "'nan'::double"]),
  ns: () => `make_timestamp_ns(${below(8000)}::bigint * 1000000007)`,
};

function condition(): string {
  const column = one(["i", "neg", "u", "late", "price", "t", "d", "s", "f", "ns"]);
  const value = values[column] ?? (() => "0");
  return one([
    `${column} ${one(["=", "<", "<=", ">", ">=", "<>"])} ${value()}`,
    `${value()} ${one(["=", "<", ">="])} ${column}`,
    `${column} between ${value()} and ${value()}`,
    `${column} in (${value()}, ${value()}, ${value()})`,
    `${column} is ${one(["", "not "])}null`,
    `not (${column} > ${value()})`,
    "b",
  ]);
}

function filter(depth: number): string {
  if (depth === 0 || below(3) === 0) return condition();
  return `(${filter(depth - 1)} ${one(["and", "and", "or"])} ${filter(depth - 1)})`;
}

test("whatever a filter says, its rows are those of native DuckDB, and often from a part of the file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "remote-pruning-"));
  const [wasm, server, native] = await Promise.all([
    serveParquetWasm(),
    startRangeServer(),
    openNativeDuckDb(),
  ]);
  try {
    const engine = await startedEngine(wasm.baseUrl);
    const path = join(folder, "mixed.parquet");
    await native.run(`create table mixed as ${rows}`);
    await native.run(`copy mixed to '${path}' (format parquet, row_group_size 2048)`);
    const file = server.add("mixed.parquet", new Uint8Array(readFileSync(path)));
    const fetched: number[] = [];
    for (let each = 0; each < 60; each++) {
      // A new source has fetched nothing yet.
      await engine.load({
        file: server.add(`mixed-${each}.parquet`, new Uint8Array(readFileSync(path))),
        relation: "mixed",
      });
      server.asked();
      const sql = `select count(*), sum(i), min(s) from mixed where ${filter(3)}`;
      expect([sql, await engine.rows(sql)]).toEqual([sql, (await native.read(sql)).rows]);
      fetched.push(server.asked().bytes);
    }
    const most = Math.max(...fetched);
    expect(fetched.filter((bytes) => bytes < most / 2).length).toBeGreaterThan(15);
    expect(most).toBeLessThanOrEqual(file.size);
  } finally {
    wasm.stop();
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
