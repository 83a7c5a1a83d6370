import { existsSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arrowColumns } from "../../lib/chart/arrowColumns.ts";
import { chartQuery } from "../../lib/chart/chartQuery.ts";
import { type ChartColumn, settleChart } from "../../lib/chart/settleChart.ts";
import { statsOf } from "../../lib/chart/testing/statsOf.ts";
import type { Column } from "../../lib/engine/protocol.ts";
import { openWasmDuckDb } from "../../lib/ingest/testing/wasmDuckDb.ts";
import type { ColumnStats } from "../../lib/sql/columnStats.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";
import { sampleOf } from "../sample.mjs";
import { isWhole } from "../sampleHere.ts";
import { corpus } from "./corpus.ts";
import { drawnMarks } from "./drawnMarks.ts";
import { pictureDifference } from "./pictureDifference.ts";
import { type Pushed, pushedOf } from "./pushedOf.ts";
import { fileTables, rollMacro, tables } from "./tables.ts";

const shared = "../shared/data/events";
const isThere = (table: string) => {
  const { file } = fileTables[table] ?? {};
  return file === undefined || existsSync(join(shared, file));
};
const charts = corpus.filter(({ table }) => isThere(table));
const names = charts.map(({ name }) => name);
const tried = isWhole ? names : sampleOf(names, { share: 0.1, seed: 11 });
const zoneBefore = process.env.TZ;
const pushed: Record<Pushed, string[]> = { whole: [], part: [], none: [] };
interface Table {
  columns: Column[];
  stats: ColumnStats[];
  rows: object[];
}
const made = new Map<string, Promise<Table>>();
let connection: DuckDBConnection;

beforeAll(async () => {
  // What Vega draws on its own follows the zone of the machine; charts here are in UTC.
  process.env.TZ = "UTC";
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET TimeZone='UTC'");
  await connection.run(rollMacro);
});

afterAll(() => {
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

async function read(sql: string): Promise<ChartColumn[]> {
  const reader = await connection.runAndReadAll(sql);
  const rows = reader.getRowsJS();
  return reader.columnNames().map((name, index) => ({ name, values: rows.map((row) => plain(row[index])) }));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === "bigint" ? Number(value) : value;
}

function rowsOf(columns: readonly ChartColumn[]): object[] {
  const count = columns[0]?.values.length ?? 0;
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, values[row]])),
  );
}

/** Makes a table once, and gives its columns and its rows as a page would hand them to Vega: moments as milliseconds. */
function tableOf(name: string): Promise<Table> {
  const known = made.get(name) ?? makeTable(name);
  made.set(name, known);
  return known;
}

async function makeTable(name: string): Promise<Table> {
  const file = fileTables[name];
  const sql = file ? file.sql(join(shared, file.file)) : tables[name];
  await connection.run(`CREATE TABLE ${quoteIdentifier(name)} AS ${sql}`);
  const reader = await connection.runAndReadAll(`DESCRIBE ${quoteIdentifier(name)}`);
  const columns = reader.getRows().map(([column, type]) => ({ name: String(column), type: String(type) }));
  const list = columns.map((column) => {
    const id = quoteIdentifier(column.name);
    if (/^(?:TIMESTAMP|DATE$)/.test(column.type)) return `epoch_ms(${id}::TIMESTAMP)::DOUBLE AS ${id}`;
    return column.type.startsWith("DECIMAL") ? `${id}::DOUBLE AS ${id}` : id;
  });
  const texts = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  const stats = await statsOf(texts, name, columns);
  return {
    columns,
    stats,
    rows: rowsOf(await read(`SELECT ${list.join(", ")} FROM ${quoteIdentifier(name)}`)),
  };
}

describe("a chart drawn from what DuckDB gives looks as Vega draws it from the rows", () => {
  it("has at least 120 charts, each by a name of its own", () => {
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
    expect(corpus.length).toBeGreaterThanOrEqual(120);
  });

  it.each(tried)("%s", async (name) => {
    const chart = charts.find((candidate) => candidate.name === name);
    if (!chart) throw new Error(name);
    const { columns, rows, stats } = await tableOf(chart.table);
    const asked = chartQuery(chart.spec, columns, chart.table, {
      widthPx: 400,
      rowCount: rows.length,
      stats,
    });
    if (!asked.ok) throw new Error(asked.error.message);
    const settled = settleChart(asked.value, await read(asked.value.sql));
    const expected = await drawnMarks(chart.spec, rows);
    const drawn = await drawnMarks(settled.spec, rowsOf(settled.columns));
    expect(pictureDifference(expected, drawn), asked.value.sql).toBeNull();
    pushed[pushedOf(asked.value)].push(name);
  });

  it.runIf(isWhole)("does most of them wholly in DuckDB, and a part of most others", () => {
    const { whole, part, none } = pushed;
    console.log(
      `${charts.length} charts: ${whole.length} wholly, ${part.length} partly, ${none.length} not: ${none.join("; ")}`,
    );
    expect(whole.length).toBeGreaterThanOrEqual(150);
    expect(none.length).toBeLessThanOrEqual(20);
  });
});

describe.runIf(isWhole)("the engine that the app ships", () => {
  it("gives the same rows as native DuckDB", async () => {
    const wasm = await openWasmDuckDb();
    wasm.run(rollMacro);
    const differences: string[] = [];
    for (const [table, sql] of Object.entries(tables)) {
      wasm.run(`CREATE TABLE ${quoteIdentifier(table)} AS ${sql}`);
      const { columns, rows, stats } = await tableOf(table);
      for (const chart of corpus.filter((one) => one.table === table)) {
        const asked = chartQuery(chart.spec, columns, table, { widthPx: 400, rowCount: rows.length, stats });
        if (!asked.ok) throw new Error(asked.error.message);
        const native = rowsOf(await read(asked.value.sql));
        const shipped = rowsOf(arrowColumns(wasm.ipc(asked.value.sql)));
        if (roundedRows(native) !== roundedRows(shipped)) differences.push(chart.name);
      }
    }
    expect(differences).toEqual([]);
  });
});

/** Rows as text whatever their order, numbers to nine digits. */
function roundedRows(rows: readonly object[]): string {
  const text = (row: object) =>
    JSON.stringify(row, (_key, value: unknown) => {
      if (typeof value !== "number") return value;
      return Number.isFinite(value) ? Number(value.toPrecision(9)) : String(value);
    });
  return rows.map(text).sort().join("\n");
}
