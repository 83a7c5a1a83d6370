import type { DuckDBConnection } from "@duckdb/node-api";
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import type { Column } from "../engine/protocol.ts";
import { chartQuery } from "./chartQuery.ts";
import { type ChartColumn, settleChart } from "./settleChart.ts";
import { drawSvg } from "./testing/drawSvg.ts";
import { createOddRelation, groupedSpecs } from "./testing/groupedSpecs.ts";

let connection: DuckDBConnection;
let columns: Column[];

async function read(sql: string): Promise<ChartColumn[]> {
  const reader = await connection.runAndReadAll(sql);
  const rows = reader.getRowsJS();
  return reader.columnNames().map((name, index) => ({ name, values: rows.map((row) => plain(row[index])) }));
}

function plain(value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET TimeZone='UTC'");
  await connection.run(createOddRelation);
  const described = await connection.runAndReadAll('DESCRIBE "odd relation"');
  columns = described.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }));
});

/** The rows as Vega would be given them by hand: times as milliseconds, decimals as numbers. */
const rawSql = `SELECT vendor, country, amount, score, quantity, price::DOUBLE AS price, level, paid,
  epoch_ms("at")::DOUBLE AS "at", epoch_ms(day::TIMESTAMP)::DOUBLE AS day FROM "odd relation"`;

/** Vega's own aggregation over the rows themselves is the oracle: what DuckDB grouped must draw the same picture. */
describe("a chart grouped by DuckDB draws what Vega draws from the rows", () => {
  it.each(Object.keys(groupedSpecs))("%s", async (name) => {
    const spec = groupedSpecs[name] ?? {};
    const asked = chartQuery(spec, columns, "odd relation", { widthPx: 400 });
    if (!asked.ok) throw new Error(asked.error.message);
    expect(asked.value.pushedDown).toBe(true);
    const settled = settleChart(asked.value, await read(asked.value.sql));
    const rows = settled.columns[0]?.values.length ?? 0;
    const drawn = await drawSvg(settled.spec, settled.columns);
    const expected = await drawSvg(spec, await read(rawSql));
    expect(drawn).toEqual(expected);
    expect(drawn.length).toBeGreaterThan(20);
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(600);
  });
});
