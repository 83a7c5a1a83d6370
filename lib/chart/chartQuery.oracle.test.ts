import type { DuckDBConnection } from "@duckdb/node-api";
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import type { Column } from "../engine/protocol.ts";
import type { ColumnStats } from "../sql/columnStats.ts";
import type { ChartQuery } from "./chartPlan.ts";
import { chartQuery } from "./chartQuery.ts";
import { type ChartColumn, settleChart } from "./settleChart.ts";
import { drawSvg } from "./testing/drawSvg.ts";
import { createOddRelation, groupedSpecs } from "./testing/groupedSpecs.ts";
import { statsOf } from "./testing/statsOf.ts";

let connection: DuckDBConnection;
let columns: Column[];
let stats: ColumnStats[];

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
  const rowsOf = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  stats = await statsOf(rowsOf, "odd relation", columns);
});

async function drawnRows(query: ChartQuery) {
  const settled = settleChart(query, await read(query.sql));
  return {
    elements: await drawSvg(settled.spec, settled.columns),
    rows: settled.columns[0]?.values.length ?? 0,
  };
}

/** The rows as Vega would be given them by hand: times as milliseconds, decimals as numbers. */
const rawSql = `SELECT vendor, country, amount, score, quantity, price::DOUBLE AS price, level, paid,
  epoch_ms("at")::DOUBLE AS "at", epoch_ms(day::TIMESTAMP)::DOUBLE AS day FROM "odd relation"`;

/** Vega's own aggregation over the rows themselves is the oracle: what DuckDB grouped must draw the same picture. */
describe("a chart grouped by DuckDB draws what Vega draws from the rows", () => {
  it.each(Object.keys(groupedSpecs))("%s", async (name) => {
    const spec = groupedSpecs[name] ?? {};
    const expected = await drawSvg(spec, await read(rawSql));
    expect(expected.length).toBeGreaterThan(20);
    const asked = chartQuery(spec, columns, "odd relation", { widthPx: 400 });
    const knowing = chartQuery(spec, columns, "odd relation", { widthPx: 400, stats });
    if (!asked.ok || !knowing.ok) throw new Error(name);
    expect(asked.value.pushedDown && knowing.value.pushedDown).toBe(true);
    const drawn = await drawnRows(asked.value);
    expect(drawn.elements).toEqual(expected);
    expect(drawn.rows).toBeGreaterThan(0);
    expect(drawn.rows).toBeLessThan(600);
    // What statistics spare shows nowhere, and is drawn again only where it is another statement.
    if (knowing.value.sql !== asked.value.sql) expect(await drawnRows(knowing.value)).toEqual(drawn);
  });
});
