import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import type { Column } from "../../engine/protocol.ts";
import { type ChartQueryOptions, chartQuery } from "../chartQuery.ts";
import { type ChartColumn, settleChart } from "../settleChart.ts";
import { rowSelection } from "./rowSelection.ts";
import { selectableViews } from "./selectableViews.ts";
import { selectionSql } from "./selectionSql.ts";

const columns: Column[] = [
  { name: "x", type: "DOUBLE" },
  { name: "y", type: "DOUBLE" },
  { name: "kind", type: "VARCHAR" },
];
let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(`CREATE TABLE t AS SELECT (hash(i) % 1000) / 10.0::DOUBLE AS x, (hash(i * 3) % 997) / 7.0::DOUBLE AS y,
    ['a', 'b', NULL][1 + (i % 3)::BIGINT] AS kind FROM range(30000) AS r(i)`);
});

async function read(sql: string): Promise<ChartColumn[]> {
  const reader = await connection.runAndReadAll(sql);
  const rows = reader.getRowsJS();
  return reader.columnNames().map((name, index) => ({ name, values: rows.map((row) => row[index]) }));
}

function plan(spec: object, more: Partial<ChartQueryOptions> = {}) {
  const asked = chartQuery(spec, columns, "t", { widthPx: 400, rowCount: 30_000, ...more });
  if (!asked.ok) throw new Error(asked.error.message);
  return asked.value;
}

const q = "quantitative";
const charts = {
  histogram: {
    mark: "bar",
    encoding: { x: { field: "x", bin: { maxbins: 20 }, type: q }, y: { aggregate: "count" } },
  },
  "cells of points": {
    mark: "point",
    encoding: { x: { field: "x", type: q }, y: { field: "y", type: q } },
  },
};

describe("a chart of some rows", () => {
  it.each(Object.entries(charts))("is drawn as all rows are, on the same edges: %s", async (_, spec) => {
    const whole = plan(spec);
    const all = settleChart(whole, await read(whole.sql));
    const some = plan(spec, { where: "kind = 'a' AND x BETWEEN 20 AND 45", held: all.edges });
    const settled = settleChart(some, await read(some.sql), all.edges);
    expect(settled.spec).toEqual(all.spec);
    const counts = settled.columns.find(({ name }) => /count|rows/.test(name))?.values.map(Number) ?? [];
    const [{ values } = { values: [] }] = await read(
      "SELECT count(*)::DOUBLE AS n FROM t WHERE kind = 'a' AND x BETWEEN 20 AND 45",
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values[0]);
    const [places, before] = [settled, all].map(({ columns: drawn }) => new Set(drawn[0]?.values));
    expect([...(places ?? [])].every((place) => before?.has(place))).toBe(true);
    expect(places?.size).toBeLessThan(before?.size ?? 0);
  });

  it.each(Object.entries(charts))("tells of each drawn row which rows it stands for: %s", async (_, spec) => {
    const query = plan(spec);
    const { columns: drawn, edges } = settleChart(query, await read(query.sql));
    const chart = { query, again: { edges } };
    const counts = drawn.find(({ name }) => /count|rows/.test(name))?.values ?? [];
    const some = counts.map((_count, row) => row).filter((row) => row % Math.ceil(counts.length / 40) === 0);
    for (const row of some) {
      const said = selectionSql(rowSelection(drawn, selectableViews(chart), row, null), chart);
      if (!said.ok) throw new Error(said.reason);
      const [found] = await read(`SELECT count(*)::DOUBLE AS n FROM t WHERE ${said.sql}`);
      expect([said.sql, found?.values[0]]).toEqual([said.sql, Number(counts[row])]);
    }
  });

  it("has no condition for marks behind a filter on several rows, and says why", () => {
    const query = plan({
      transform: [
        { window: [{ op: "rank", as: "rank" }], sort: [{ field: "x" }] },
        { filter: "datum.rank < 9" },
      ],
      mark: "bar",
      encoding: { x: { field: "kind" }, y: { aggregate: "count" } },
    });
    const chart = { query, again: { edges: new Map() } };
    const tests = [[{ alias: "kind", values: ["a"] }]];
    expect(selectionSql({ view: 0, by: "mark", anyOf: tests }, chart)).toEqual({
      ok: false,
      reason:
        "This cannot be said as a condition on single rows: a filter of the chart looks at more than one row.",
    });
    expect(selectionSql({ view: 0, by: "brush", anyOf: tests }, chart)).toMatchObject({
      sql: "(\"kind\" = 'a')",
    });
  });
});
