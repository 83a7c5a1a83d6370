import { RecordBatchReader } from "apache-arrow";
import { beforeAll, describe, expect, test } from "vitest";
import { type NativeDuckDb, openNativeDuckDb } from "../testing/nativeDuckDb.ts";
import { openWasmDuckDb, type WasmDuckDb } from "../testing/wasmDuckDb.ts";
import { cutIpc } from "./cutIpc.ts";
import { joinIpc } from "./joinIpc.ts";

const rows = 500;
const select = `SELECT i, i % 3 = 0 AS flag, CASE WHEN i % 7 <> 0 THEN 'text ' || i END AS t,
  CASE WHEN i % 5 <> 0 THEN i / 4 END AS d, (i / 100)::DECIMAL(12, 3) AS dec,
  CASE WHEN i % 11 <> 0 THEN [i, NULL, i + 1] END AS l, {'a': i, 'b': ['x' || i], 'c': i % 2 = 0} AS s,
  MAP {'k' || i: i % 4 = 0} AS m, TIMESTAMP '2026-01-01' + INTERVAL (i) MINUTE AS ts, encode('é' || i) AS b, NULL::INTEGER AS n,
  [i, i + 1]::BIGINT[2] AS a
  FROM range(${rows}) r(i)`;

let wasm: WasmDuckDb;
let native: NativeDuckDb;
let whole: Uint8Array;
let expected: (string | null)[][];
beforeAll(async () => {
  [wasm, native] = await Promise.all([openWasmDuckDb(), openNativeDuckDb()]);
  expected = (await native.read(select)).rows;
  whole = wasm.ipc(select);
});

describe("a stream that is cut", () => {
  test.each([1, 7, 64, 99, 333, 499])("at row %i has the same rows before and after", (at) => {
    const [first, rest] = cutIpc(whole, at);
    const counts = [first, rest].map((ipc) =>
      [...RecordBatchReader.from(ipc)].reduce((n, b) => n + b.numRows, 0),
    );
    expect(counts).toEqual([at, rows - at]);
    wasm.insert(`cut${at}`, [joinIpc([first, rest])]);
    expect(wasm.texts(`SELECT COLUMNS(*)::VARCHAR FROM cut${at}`)).toEqual(expected);
  });
});
