import { afterAll, beforeAll, expect, test } from "vitest";
import type { Column } from "../../engine/protocol.ts";
import { everyContainer, everyScalar } from "../../ingest/testing/everyType.ts";
import { NativeDuckDB } from "../../sql/testing/nativeDuckDB.ts";
import { type CopiedTable, CopyError } from "./copiedTable.ts";
import { writeCopy } from "./copyFormats.ts";

let native: NativeDuckDB;

beforeAll(async () => {
  native = await NativeDuckDB.start();
});
afterAll(() => native.stop());

/** The rows of a query as the grid has them. */
async function tableOf(sql: string): Promise<CopiedTable> {
  const described = await native.described(sql);
  const { rows } = await native.texts(sql);
  const columns = described.map(([name, type]): Column => ({ name, type }));
  return { columns, rows };
}

test("an INSERT gives DuckDB back every value of every type, alone and in every container", async () => {
  const scalars = Object.entries(everyScalar).flatMap(([type, values]) => [
    ...values.map((value) => `(${value})::${type}`),
    `NULL::${type}`,
  ]);
  const nested = Object.entries(everyScalar).flatMap(([type, values]) =>
    Object.entries(everyContainer)
      .filter(([name]) => name !== "union" && !(name === "array" && /VARCHAR|BLOB|ENUM/.test(type)))
      .map(([, make]) => make(`(${values[0]})::${type}`, type)),
  );
  const made = [...scalars, ...nested, "[]::INTEGER[]", "map {}::MAP(VARCHAR, INTEGER)", "json '{\"a\": 1}'"];
  const sql = `select ${made.map((value, at) => `${value} as "c ""${at}"`).join(",\n")}`;
  const table = await tableOf(sql);
  await native.run(`create or replace table "made ""it" as ${sql} limit 0`);
  await native.run(writeCopy("insert", table, 'made "it'));
  expect((await native.texts('select * from "made ""it"')).rows).toEqual(table.rows);
  const differs = `(select * from "made ""it" except all ${sql})`;
  expect((await native.texts(`select count(*) from ${differs}`)).rows).toEqual([["0"]]);
});

test("NULL and empty text stay two things in an INSERT, and rows keep their order", async () => {
  const sql = "select * from (values (1, ''), (2, NULL), (3, 'it''s' || chr(10) || chr(0) || '--')) v(n, t)";
  const table = await tableOf(sql);
  await native.run(`create or replace table copied as ${sql} limit 0`);
  await native.run(writeCopy("insert", table, "copied"));
  expect((await native.texts("select n, t, t is null from copied")).rows).toEqual([
    ["1", "", "false"],
    ["2", null, "true"],
    ["3", "it's\n\0--", "false"],
  ]);
});

test("an INSERT is refused where the text of a value does not say enough", async () => {
  const union = await tableOf("select union_value(n := 1)::UNION(n INTEGER, s VARCHAR) as u");
  expect(() => writeCopy("insert", union, "t")).toThrow(CopyError);
  const array = await tableOf("select ['a, b', 'c']::VARCHAR[2] as fixed");
  expect(() => writeCopy("insert", array, "t")).toThrow(/fixed is of type VARCHAR\[2\]/);
});

test("JSON is what DuckDB makes of the row, but for numbers, which keep their digits", async () => {
  const values: Record<string, string> = {
    t: "'a \"quote\"' || chr(10) || 'é'",
    none: "NULL::INTEGER",
    b: "true",
    d: "date '2026-01-31'",
    at: "timestamptz '2026-01-31 12:00:00+00'",
    blob: "'\\x00a'::BLOB",
    list: "[1, NULL]",
    texts: "['x, y', '', 'NULL']",
    s: "{'a': 'x', 'b': [{'c': NULL}]}",
    m: "map {'k,': 1.5::DOUBLE}",
    j: 'json \'{"x":[1,{"y":null}]}\'',
  };
  const select = Object.entries(values).map(([name, value]) => `${value} as ${name}`);
  const sql = `select ${select.join(", ")}`;
  const own = await native.texts(`select to_json(r) from (${sql}) r`);
  const written = JSON.parse(writeCopy("json", await tableOf(sql), "t"));
  expect(written).toEqual([JSON.parse(own.rows[0]?.[0] ?? "")]);
  const digits = await tableOf(
    "select 170141183460469231731687303715884105727::HUGEINT as h, 0.10::DECIMAL(4,2) as d, 'nan'::DOUBLE as n",
  );
  expect(writeCopy("json", digits, "t")).toBe(
    '[\n  {"h": 170141183460469231731687303715884105727, "d": 0.10, "n": "nan"}\n]\n',
  );
});
