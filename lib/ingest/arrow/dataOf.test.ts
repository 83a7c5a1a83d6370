import { Field, Interval, IntervalUnit, Schema } from "apache-arrow";
import { expect, test } from "vitest";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";
import { dataOf } from "./dataOf.ts";
import { batchOf, ipcOf } from "./ipcOf.ts";

test("every one of many intervals arrives whole", async () => {
  const wasm = await openWasmDuckDb();
  const type = new Interval(IntervalUnit.MONTH_DAY_NANO);
  const schema = new Schema([new Field("i", type, true)]);
  const values = Array.from({ length: 9 }, (_, row) => (row === 4 ? null : [row, -row, BigInt(row) * 1000n]));
  wasm.insert("intervals", [ipcOf(schema, [batchOf(schema, [dataOf(type, values)], values.length)])]);
  const parts = wasm.texts(
    "SELECT datepart('month', i)::VARCHAR, datepart('day', i)::VARCHAR, datepart('microsecond', i)::VARCHAR FROM intervals",
  );
  expect(parts).toEqual(
    values.map((value, row) => (value === null ? [null, null, null] : [`${row}`, `${0 - row}`, `${row}`])),
  );
});
