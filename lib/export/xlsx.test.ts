import { beforeAll, expect, test } from "vitest";
import { type StartedEngine, startedEngine } from "../../workers/engine/testing/startedEngine.ts";
import type { Column } from "../engine/protocol.ts";
import { openWasmDuckDb, type WasmDuckDb } from "../ingest/testing/wasmDuckDb.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { exportProjection } from "./exportProjection.ts";
import { writeXlsx } from "./writeXlsx.ts";

let wasm: WasmDuckDb;
let engine: StartedEngine;
beforeAll(async () => {
  [wasm, engine] = await Promise.all([openWasmDuckDb(), startedEngine()]);
}, 60_000);

function columnsOf(table: string): Column[] {
  return wasm
    .texts(`select column_name::varchar, column_type::varchar from (describe ${table})`)
    .map(([name, type]) => ({ name: name ?? "", type: type ?? "" }));
}

async function workbook(table: string, options: Record<string, unknown> = {}): Promise<File> {
  const columns = columnsOf(table);
  const { select } = exportProjection("xlsx", columns);
  const chunks: BlobPart[] = [];
  const stream = wasm.stream(`select ${select.join(", ")} from ${table}`);
  for await (const chunk of writeXlsx(stream, columns, { relation: table, ...options }))
    chunks.push(chunk.slice() as BlobPart);
  return new File(chunks, `${table}.xlsx`);
}

/** A table through a workbook and the app's own reader of them, each value cast back to its type. */
async function throughExcel(table: string): Promise<(string | null)[][]> {
  const receipt = await engine.load({ relation: table, file: await workbook(table) });
  expect(receipt.error).toBeNull();
  const back = columnsOf(table).map(({ name, type }) => `${quoteIdentifier(name)}::${type}::varchar`);
  return engine.rows(`select ${back.join(", ")} from ${table}`);
}

const textsOf = (table: string) => {
  const texts = columnsOf(table).map(({ name }) => `${quoteIdentifier(name)}::varchar`);
  return wasm.texts(`select ${texts.join(", ")} from ${table}`);
};

test("values of every kind, and NULL, come back from a workbook", async () => {
  wasm.run(`create table things as select * from (values
    (1, 9223372036854775807, 0.10::decimal(38,10), 1.5::double, 'plain', true, date '2024-02-29',
      timestamp '2024-02-29 23:59:59.123', time '23:59:59.5', [1, null]),
    (-2, -5, 9999999999999999999999999999.9999999999, 'nan', 'a <b> & "c" _x0041_ ' || chr(1) || chr(13) || ' 2 ', false,
      date '1899-12-31', timestamp '1582-10-15 00:00:00', time '00:00:00', []),
    (3, 123456789012345, -0.5, 1e300, chr(10) || 'ü € 𝄞' || chr(9), null, date '9999-12-31',
      timestamp '2024-01-01 00:00:00.000001', time '12:34:56.789012', null),
    (4, null, null, null, null, null, null, null, null, null))
    t(id, big, dec, dbl, txt, flag, day, moment, clock, list)`);
  expect(await throughExcel("things")).toEqual(textsOf("things"));
});

test("numbers, booleans and times are such to Excel, and leading zeros stay", async () => {
  wasm.run(
    "create table kinds as select i as n, i % 2 = 0 as flag, date '2024-01-01' + i::int as day, timestamp '2024-01-01' + interval (i) hour as moment, lpad(i::varchar, 4, '0') as code from range(1, 5000) t(i)",
  );
  const receipt = await engine.load({ relation: "kinds", file: await workbook("kinds") });
  expect(receipt.loaded).toBe(4999);
  const types = await engine.rows("select column_name, column_type from (describe kinds)");
  expect(types).toEqual([
    ["n", expect.stringMatching(/BIGINT|INTEGER|DOUBLE/)],
    ["flag", "BOOLEAN"],
    ["day", "DATE"],
    ["moment", "TIMESTAMP"],
    ["code", "VARCHAR"],
  ]);
  expect(
    await engine.rows("select count(*), sum(n)::bigint, max(moment)::varchar, min(code) from kinds"),
  ).toEqual(
    wasm.texts("select count(*)::varchar, sum(n)::varchar, max(moment)::varchar, min(code) from kinds"),
  );
});

test("what a sheet cannot hold is refused, and what it holds otherwise is said before", async () => {
  wasm.run("create table small as select 1::bigint as big, interval 1 day as gap, 'x' as txt");
  await expect(workbook("small", { rows: 1_048_576 })).rejects.toThrow(/1,048,576 rows.*holds 1,048,575/);
  wasm.run("create table longest as select repeat('x', 32768) as txt");
  await expect(workbook("longest")).rejects.toThrow(/Row 1 of txt has 32,768 characters/);
  expect(exportProjection("xlsx", columnsOf("small")).notes).toEqual([
    "big (BIGINT): numbers of more than 15 digits are written as text.",
    "gap (INTERVAL) is written as text.",
  ]);
});
