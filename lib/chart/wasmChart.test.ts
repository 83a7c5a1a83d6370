import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import type { Column } from "../engine/protocol.ts";
import { openWasmDuckDb, type WasmDuckDb } from "../ingest/testing/wasmDuckDb.ts";
import { arrowColumns } from "./arrowColumns.ts";
import { chartQuery } from "./chartQuery.ts";
import { createOddRelation, groupedSpecs } from "./testing/groupedSpecs.ts";

let wasm: WasmDuckDb;
let native: (sql: string) => Promise<unknown[][]>;
let columns: Column[];

beforeAll(async () => {
  wasm = await openWasmDuckDb();
  wasm.run(createOddRelation);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET TimeZone='UTC'");
  await connection.run(createOddRelation);
  native = async (sql) =>
    (await connection.runAndReadAll(sql))
      .getRowsJS()
      .map((row) => row.map((value) => (typeof value === "bigint" ? Number(value) : value)));
  const described = await native('SELECT column_name, column_type FROM (DESCRIBE "odd relation")');
  columns = described.map(([name, type]) => ({ name: String(name), type: String(type) }));
});

describe("the engine that the app ships", () => {
  it.each(Object.keys(groupedSpecs))("groups as native DuckDB does: %s", async (name) => {
    const asked = chartQuery(groupedSpecs[name], columns, "odd relation", { widthPx: 600 });
    if (!asked.ok) throw new Error(asked.error.message);
    const drawn = arrowColumns(wasm.ipc(asked.value.sql));
    const expected = await native(asked.value.sql);
    const rows = expected.map((_, row) => drawn.map(({ values }) => rounded(values[row])));
    expect(sorted(rows)).toEqual(sorted(expected.map((row) => row.map(rounded))));
    expect(drawn.every(({ values }) => values.length === expected.length)).toBe(true);
  });

  it("reads moments from zoned columns and from text in UTC, without extensions", () => {
    wasm.run(`CREATE TABLE moments AS SELECT
      TIMESTAMPTZ '2024-03-31 01:30:00+02' AS zoned, '2024-03-31T01:30:00+02:00' AS written, DATE '2024-03-30' AS day,
      TIMESTAMP_S '2024-03-30 23:30:00' AS seconds, TIMESTAMP_NS '2024-03-30 23:30:00.123456789' AS nanos,
      'infinity'::TIMESTAMP AS never, 'infinity'::DATE AS no_day, 1711841400000 AS epoch, TIMESTAMP '2024-03-30 23:30:00' AS t`);
    const typed: Column[] = [
      { name: "zoned", type: "TIMESTAMP WITH TIME ZONE" },
      { name: "written", type: "VARCHAR" },
      { name: "day", type: "DATE" },
      { name: "seconds", type: "TIMESTAMP_S" },
      { name: "nanos", type: "TIMESTAMP_NS" },
      { name: "never", type: "TIMESTAMP" },
      { name: "no_day", type: "DATE" },
      { name: "epoch", type: "BIGINT" },
      { name: "t", type: "TIMESTAMP" },
    ];
    const moment = Date.UTC(2024, 2, 30, 23, 30);
    const tooltip = typed.map(({ name }) => ({ field: name, type: "temporal" }));
    const asked = chartQuery({ mark: "point", encoding: { tooltip } }, typed, "moments", { widthPx: 600 });
    if (!asked.ok) throw new Error(asked.error.message);
    const found = Object.fromEntries(
      arrowColumns(wasm.ipc(asked.value.sql)).map(({ name, values }) => [name, values[0]]),
    );
    expect(found).toEqual({
      zoned: moment,
      written: moment,
      day: Date.UTC(2024, 2, 30),
      seconds: moment,
      nanos: moment + 123,
      never: null,
      no_day: null,
      epoch: moment,
      t: moment,
    });
    const kolkata = { widthPx: 600, timezone: "Asia/Kolkata" };
    const inZone = chartQuery({ mark: "point", encoding: { tooltip } }, typed, "moments", kolkata);
    if (!inZone.ok) throw new Error(inZone.error.message);
    const local = arrowColumns(wasm.ipc(inZone.value.sql)).map(({ name, values }) => [name, values[0]]);
    const ahead = 5.5 * 3_600_000;
    const moved = {
      zoned: moment + ahead,
      seconds: moment + ahead,
      nanos: moment + 123 + ahead,
      t: moment + ahead,
    };
    expect(Object.fromEntries(local)).toEqual({ ...found, ...moved });
    const grouped = {
      mark: "bar",
      encoding: { x: { field: "zoned", timeUnit: "yearmonthdate" }, y: { aggregate: "count" } },
    };
    const byDay = chartQuery(grouped, typed, "moments", { widthPx: 600 });
    if (!byDay.ok) throw new Error(byDay.error.message);
    expect(arrowColumns(wasm.ipc(byDay.value.sql))[0]?.values).toEqual([Date.UTC(2024, 2, 30)]);
  });

  it("gives columns that can be drawn: safe numbers, exact long ids, plain nested values", () => {
    const ipc = wasm.ipc(`SELECT * FROM (VALUES
      (1::BIGINT, 9007199254740993::BIGINT, {'a': 1::BIGINT, 'b': [1, NULL]}, true, 'x'),
      (NULL, 1, NULL, NULL, NULL)) AS t(small, id, nested, yes, name)`);
    expect(arrowColumns(ipc)).toEqual([
      { name: "small", values: [1, null] },
      { name: "id", values: ["9007199254740993", "1"] },
      { name: "nested", values: [{ a: 1, b: [1, null] }, null] },
      { name: "yes", values: [true, null] },
      { name: "name", values: ["x", null] },
    ]);
    expect(() => structuredClone(arrowColumns(ipc))).not.toThrow();
  });

  it("gives empty columns for a result without rows", () => {
    expect(arrowColumns(wasm.ipc("SELECT 1 AS a WHERE false"))).toEqual([{ name: "a", values: [] }]);
  });
});

function rounded(value: unknown): unknown {
  if (typeof value !== "number") return value;
  return Number.isFinite(value) ? Number(value.toPrecision(9)) : String(value);
}

function sorted(rows: unknown[][]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
