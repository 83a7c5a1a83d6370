import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Column, EngineApi } from "../engine/protocol.ts";
import { openWasmDuckDb, type WasmDuckDb } from "../ingest/testing/wasmDuckDb.ts";
import { columnStatsSql, readColumnStats } from "../sql/columnStats.ts";
import { arrowColumns } from "./arrowColumns.ts";
import { type AskedChart, askChart } from "./askChart.ts";

const columns: Column[] = [
  { name: "k", type: "INTEGER" },
  { name: "at", type: "TIMESTAMP" },
  { name: "amount", type: "DOUBLE" },
  { name: "text", type: "VARCHAR" },
];
const rowCount = 300_000;
let wasm: WasmDuckDb;
let movedRows = 0;

beforeAll(async () => {
  wasm = await openWasmDuckDb();
  wasm.run(`CREATE TABLE many AS SELECT (i % 1000)::INTEGER AS k, make_timestamp(1600000000000000 + i * 60000000) AS "at",
    (i * 7919 % 100000) / 100.0::DOUBLE AS amount, 'n' || i % 7 AS text FROM range(${rowCount}) AS r(i)`);
});

beforeEach(() => {
  movedRows = 0;
});

/** The engine's answer to a SELECT, with the rows that move counted. */
const select: EngineApi["select"] = async (sql, maxRows) => {
  try {
    const all = wasm.ipc(sql);
    const count = arrowColumns(all)[0]?.values.length ?? 0;
    movedRows += Math.min(count, maxRows);
    const truncated = count > maxRows;
    const ipc = truncated ? wasm.ipc(`SELECT * FROM (${sql}) LIMIT ${maxRows}`) : all;
    return { ok: true, value: { ipc, columns: [], truncated } };
  } catch (error) {
    return { ok: false, error: { code: "sql", message: String(error), hint: "" } };
  }
};

const columnStats: EngineApi["columnStats"] = async (_relation, names) => {
  const texts = wasm.texts(columnStatsSql("many", names))[0] ?? [];
  return { ok: true, value: names.flatMap((name, at) => readColumnStats(name, texts[at] ?? "") ?? []) };
};

async function ask(spec: object, by: EngineApi["select"] = select): Promise<AskedChart> {
  const asked = await askChart(
    { spec, columns, relation: "many", rowCount, widthPx: 800 },
    { select: by, columnStats },
  );
  if (!asked.ok) throw new Error(asked.error.message);
  return asked.value;
}

const q = "quantitative";
const moments = { field: "at", type: "temporal" };
const amount = { field: "amount", type: q };

describe("askChart", () => {
  it.each([
    [
      "a bar chart",
      { mark: "bar", encoding: { x: { field: "k", type: "ordinal" }, y: { ...amount, aggregate: "sum" } } },
    ],
    [
      "a time series",
      {
        mark: "line",
        encoding: { x: { ...moments, timeUnit: "yearmonthdate" }, y: { ...amount, aggregate: "mean" } },
      },
    ],
    ["a line through all rows", { mark: "line", encoding: { x: moments, y: amount } }],
    ["a scatter of all rows", { mark: "point", encoding: { x: { field: "k", type: q }, y: amount } }],
    [
      "a scatter of most rows",
      {
        transform: [{ filter: "datum.amount > 100" }],
        mark: "point",
        encoding: { x: { field: "k", type: q }, y: amount },
      },
    ],
    [
      "the ten greatest of a thousand",
      {
        transform: [
          { aggregate: [{ op: "sum", field: "amount", as: "total" }], groupby: ["k"] },
          { window: [{ op: "rank", as: "rank" }], sort: [{ field: "total", order: "descending" }] },
          { filter: "datum.rank <= 10" },
        ],
        mark: "bar",
        encoding: { x: { field: "k", type: "ordinal" }, y: { field: "total", type: q } },
      },
    ],
    [
      "two histograms and their mean",
      {
        hconcat: [
          { mark: "bar", encoding: { x: { ...amount, bin: true }, y: { aggregate: "count" } } },
          {
            layer: [
              { mark: "bar", encoding: { x: { field: "k", bin: true, type: q }, y: { aggregate: "count" } } },
              { mark: "rule", encoding: { x: { field: "k", aggregate: "mean", type: q } } },
            ],
          },
        ],
      },
    ],
  ])("moves at most 4,000 rows of 300,000 for %s", async (_name, spec) => {
    const chart = await ask(spec);
    expect(chart.truncated).toBe(false);
    expect(chart.fetched).toBeGreaterThan(0);
    expect(movedRows).toBeLessThanOrEqual(4_000);
  });

  it("counts what a filter leaves before it chooses how to draw it", async () => {
    const spec = {
      transform: [{ filter: "datum.k === 7" }],
      mark: "point",
      encoding: { x: moments, y: amount },
    };
    const few = await ask(spec);
    expect(few).toMatchObject({ fetched: 300, leftRows: 300, query: { rows: "raw" } });
    const dense = await ask({ ...spec, transform: [{ filter: "datum.k !== 7" }] });
    expect(dense).toMatchObject({ leftRows: 299_700, query: { rows: "density" } });
  });

  it("draws from plain rows where DuckDB fails at what it was given", async () => {
    const spec = {
      transform: [{ calculate: "datum.k * 2", as: "twice" }],
      mark: "point",
      encoding: { x: { field: "twice", type: q }, y: amount },
    };
    const failing: EngineApi["select"] = async (sql, maxRows) =>
      sql.includes("WITH")
        ? { ok: false, error: { code: "sql", message: "Out of Range", hint: "" } }
        : select(sql, maxRows);
    const chart = await ask(spec, failing);
    expect(chart.query.spec.transform).toEqual(spec.transform);
    expect(chart).toMatchObject({ fetched: 20_000, truncated: true });
  });

  it("says of a chart of several views what its first view shows", async () => {
    const bars = {
      mark: "bar",
      encoding: { x: { field: "text", type: "nominal" }, y: { aggregate: "count" } },
    };
    const rule = { mark: "rule", encoding: { y: { ...amount, aggregate: "mean" } } };
    expect((await ask({ layer: [bars, rule] })).summary).toBe(
      "Bar chart of count of records by text: 7 bars, largest n0 42,858",
    );
  });
});
