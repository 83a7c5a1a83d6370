import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Column } from "../engine/protocol.ts";
import { exportProjection } from "../export/exportProjection.ts";
import { exportWriters } from "../export/exportWriters.ts";
import { everyScalar } from "../ingest/testing/everyType.ts";
import { type NativeDuckDb, openNativeDuckDb } from "../ingest/testing/nativeDuckDb.ts";
import { openWasmDuckDb, type WasmDuckDb } from "../ingest/testing/wasmDuckDb.ts";
import { quoteLiteral } from "../sql/quote.ts";
import { textProjection } from "../table/textProjection.ts";
import { doubleText } from "./doubleText.ts";
import { embeddedColumn } from "./embeddedColumn.ts";
import { type ReadTable, readTable } from "./readTable.ts";

const require = createRequire(import.meta.url);
const wasmModule = readFileSync(require.resolve("parquet-wasm/esm/parquet_wasm_bg.wasm"));

let wasm: WasmDuckDb;
let native: NativeDuckDb;
beforeAll(async () => {
  wasm = await openWasmDuckDb();
  native = await openNativeDuckDb();
});

function columnsOf(query: string): Column[] {
  return wasm
    .texts(`select column_name::varchar, column_type::varchar from (describe ${query})`)
    .map(([name, type]) => ({ name: name ?? "", type: type ?? "" }));
}

/** What a file with data carries of a query, read as its page does. */
async function carried(query: string): Promise<ReadTable> {
  const embedded = `select ${columnsOf(query).map(embeddedColumn).join(", ")} from (${query})`;
  const columns = columnsOf(embedded);
  const wide = new Set(columns.filter(({ type }) => type === "HUGEINT").map(({ name }) => name));
  const { select } = exportProjection("parquet", columns, wide);
  const stream = wasm.stream(`select ${select.join(", ")} from (${embedded})`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of exportWriters.parquet(stream, columns, { wasm: wasmModule }))
    chunks.push(chunk.slice());
  const bytes = Buffer.concat(chunks);
  return readTable(
    new Uint8Array(bytes).buffer,
    columnsOf(query).map(({ type }) => type),
  );
}

const textsOf = ({ columns, rowCount }: ReadTable) =>
  Array.from({ length: rowCount }, (_, row) => columns.map((column) => column.text(row)));

describe("what a file with data shows is what DuckDB prints", () => {
  it.each(Object.entries(everyScalar))("of %s, to the last digit", async (type, values) => {
    const rows = [...values, `NULL::${type}`].map((value) => `(${value}::${type})`).join(", ");
    const query = `select v, [v, NULL] as l, {'a b': v} as s from (values ${rows}) t(v)`;
    const asked = wasm.texts(`select ${textProjection(columnsOf(query)).join(", ")} from (${query})`);
    expect(textsOf(await carried(query))).toEqual(asked);
  });

  it("also as native DuckDB does it, for what usually is bent: big integers, decimals, microseconds", async () => {
    const query = `select * from (values
      (9007199254740993::bigint, 12345678901234567890.123456789::decimal(38,9), timestamp '2024-02-29 23:59:59.000001', date '0044-03-15 (BC)', 0.1::float, 0.1::double),
      (-9223372036854775808, -0.000000001, timestamp '1969-12-31 23:59:59.999999', date '9999-12-31', 16777216::float, 1e16::double),
      (NULL, NULL, timestamp 'infinity', date '-infinity', 'nan'::float, -0.0::double)) t(b, d, t, day, f, x)`;
    const { rows } = await native.read(
      `select ${textProjection(columnsOf(query)).join(", ")} from (${query})`,
    );
    expect(textsOf(await carried(query))).toEqual(rows);
  });

  it("also of no rows, and of more than a row group holds", async () => {
    expect(textsOf(await carried("select 1 as a where false"))).toEqual([]);
    const many = await carried("select range as n, 'x' || range as t from range(250000)");
    expect([many.rowCount, many.columns[0]?.text(249_999), many.columns[1]?.text(130_000)]).toEqual([
      250_000,
      "249999",
      "x130000",
    ]);
  });

  it("in the order that DuckDB gives numbers and times, NULL last", async () => {
    const query = `select * from (values (10, 1e300, 2.5::decimal(4,2), 1e30::float, 18446744073709551615::ubigint, 'b10'), (9, 'nan'::double, 10.25, -2, 1, 'B9'), (NULL, -1, -3, '-inf', 0, NULL), (-1, 0, 9, NULL, 9223372036854775808, 'a')) t(i, x, d, f, u, t)`;
    const table = await carried(query);
    for (const { name, compare, text } of table.columns.slice(0, 5)) {
      const mine = [0, 1, 2, 3].sort(compare).map(text);
      const theirs = wasm.texts(`select ${name}::varchar from (${query}) order by ${name} nulls last`).flat();
      expect([name, mine]).toEqual([name, theirs]);
    }
    expect([0, 1, 2, 3].sort(table.columns[5]?.compare).map((row) => table.columns[5]?.text(row))).toEqual([
      "a",
      "B9",
      "b10",
      null,
    ]);
  });

  it("of any DOUBLE", async () => {
    const any = fc.sample(fc.double(), { numRuns: 2000, seed: 7 });
    const usual = fc.sample(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), {
      numRuns: 500,
      seed: 9,
    });
    const powers = Array.from({ length: 60 }, (_, n) => 10 ** (n - 30));
    const doubles = [...any, ...powers, ...usual.flatMap((n) => [n, n / 8, n / 100, Math.fround(n / 7)])];
    const list = doubles.map((value) =>
      quoteLiteral(Object.is(value, -0) ? "-0.0" : String(value).toLowerCase()),
    );
    const { rows } = await native.read(`select unnest([${list.join(", ")}])::double::varchar`);
    expect(doubles.map(doubleText)).toEqual(rows.map(([text]) => text));
  });
});
