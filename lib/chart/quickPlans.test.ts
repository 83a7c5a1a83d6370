import { beforeAll, describe, expect, it } from "vitest";
import type { Column } from "../engine/protocol.ts";
import { openWasmDuckDb, type WasmDuckDb } from "../ingest/testing/wasmDuckDb.ts";
import type { ColumnStats } from "../sql/columnStats.ts";
import { timeMacrosSql } from "../sql/time/timeMacros.ts";
import { chartQuery } from "./chartQuery.ts";
import { statsOf } from "./testing/statsOf.ts";

const columns: Column[] = [
  { name: "k", type: "BIGINT" },
  { name: "amount", type: "DOUBLE" },
  { name: "price", type: "DECIMAL(10,2)" },
  { name: "moment", type: "TIMESTAMP" },
];
let wasm: WasmDuckDb;
let stats: ColumnStats[];

beforeAll(async () => {
  wasm = await openWasmDuckDb();
  for (const sql of timeMacrosSql()) wasm.run(sql);
  wasm.run(`CREATE TABLE many AS SELECT i % 1000 AS k, (i * 104729 % 100000) / 100.0 AS amount,
    (i % 999)::DECIMAL(10,2) AS price, TIMESTAMP '2020-01-01' + to_seconds(i * 600) AS moment FROM range(50000) r(i)`);
  stats = await statsOf(async (sql) => wasm.texts(sql), "many", columns);
});

function sqlOf(spec: object, known: ColumnStats[] = stats): string {
  const asked = chartQuery(spec, columns, "many", { widthPx: 400, rowCount: 50_000, stats: known });
  if (!asked.ok) throw new Error(asked.error.message);
  return asked.value.sql;
}

/** DuckDB's plan as text without its frames. */
const planOf = (sql: string) =>
  wasm
    .texts(`EXPLAIN ${sql}`)
    .flat()
    .join("\n")
    .replace(/[│┌┐└┘├┤┬┴─\s]+/g, " ");

const q = "quantitative";
const amount = { aggregate: "sum", field: "amount", type: q };
const charts: Record<string, object> = {
  "bars by a computed name": {
    transform: [{ filter: "datum.amount > 10" }, { calculate: "datum.k % 50", as: "shop" }],
    mark: "bar",
    encoding: { x: { field: "shop", type: "ordinal" }, y: amount },
  },
  "bars by a name": { mark: "bar", encoding: { x: { field: "k", type: "nominal" }, y: amount } },
  "a series by day": {
    mark: "line",
    encoding: { x: { field: "moment", timeUnit: "yearmonthdate" }, y: { ...amount, aggregate: "mean" } },
  },
  "a series by month": {
    mark: "line",
    encoding: { x: { field: "moment", timeUnit: "yearmonth" }, y: { ...amount, field: "price" } },
  },
  "bars by the hour": {
    transform: [{ calculate: "hours(datum.moment)", as: "hour" }],
    mark: "bar",
    encoding: { x: { field: "hour", type: "ordinal" }, y: { aggregate: "count" } },
  },
  "bars by tens": {
    transform: [{ calculate: "floor(datum.k / 10)", as: "tens" }],
    mark: "bar",
    encoding: { x: { field: "tens", type: "ordinal" }, y: amount },
  },
};

describe("a chart that knows its columns", () => {
  it.each(Object.keys(charts))("groups without hashing, as a bare GROUP BY does: %s", (name) => {
    const sql = sqlOf(charts[name] ?? {});
    expect(planOf(sql)).toContain("PERFECT_HASH_GROUP_BY");
    // Nothing is tested for what cannot be there.
    expect(sql).not.toMatch(/isnan|isfinite|coalesce|nullif|TRY_CAST|CASE/);
  });

  it("has its filter done by the scan, which skips what cannot pass", () => {
    const spec = charts["bars by a computed name"] ?? {};
    expect(planOf(sqlOf(spec))).toMatch(/SEQ_SCAN .*Filters: amount>10/);
    const whole = {
      ...spec,
      transform: [{ filter: "datum.k === 7" }, { calculate: "datum.k % 50", as: "shop" }],
    };
    expect(planOf(sqlOf(whole))).toMatch(/SEQ_SCAN .*Filters: k=7/);
  });

  it("tests its values where nothing is known of them", () => {
    const sql = sqlOf(charts["a series by day"] ?? {}, []);
    expect(sql).toContain("isfinite");
    expect(planOf(sql)).not.toContain("PERFECT_HASH_GROUP_BY");
  });
});
