import { tableFromArrays, tableToIPC } from "apache-arrow";
import { beforeAll, describe, expect, test } from "vitest";
import { openWasmDuckDb, type WasmDuckDb } from "../ingest/testing/wasmDuckDb.ts";
import { decodeTextPage } from "./textPage.ts";

let wasm: WasmDuckDb;
beforeAll(async () => {
  wasm = await openWasmDuckDb();
});

describe("a page of text", () => {
  test("keeps NULL apart from the empty text", () => {
    const page = decodeTextPage(wasm.ipc("SELECT * FROM (VALUES ('a', ''), (NULL, 'b')) t(x, y)"));
    expect(page.columns).toEqual(["x", "y"]);
    expect([page.cell(0, 0), page.cell(1, 0), page.cell(0, 1), page.cell(1, 1)]).toEqual([
      "a",
      null,
      "",
      "b",
    ]);
  });

  test("reads across the engine's batches of 2,048 rows", () => {
    const page = decodeTextPage(wasm.ipc("SELECT i::VARCHAR AS i FROM range(10000) t(i)"));
    expect(page.rows).toBe(10_000);
    expect([0, 2047, 2048, 4096, 9999].map((row) => page.cell(row, 0))).toEqual([
      "0",
      "2047",
      "2048",
      "4096",
      "9999",
    ]);
  });

  test("has columns even where it has no rows", () => {
    const page = decodeTextPage(wasm.ipc("SELECT 'a' AS x WHERE false"));
    expect([page.columns, page.rows, page.cell(0, 0)]).toEqual([["x"], 0, null]);
  });

  test("has nothing outside its rows and columns", () => {
    const page = decodeTextPage(wasm.ipc("SELECT 'a' AS x"));
    expect([page.cell(1, 0), page.cell(-1, 0), page.cell(0, 1)]).toEqual([null, null, null]);
  });

  test("keeps a byte-order mark that belongs to the value", () => {
    expect(decodeTextPage(wasm.ipc("SELECT chr(65279) || 'a' AS x")).cell(0, 0)).toBe("\ufeffa");
  });

  test("refuses columns that are not text", () => {
    const numbers = tableToIPC(tableFromArrays({ n: Int32Array.of(1) }), "stream");
    expect(() => decodeTextPage(numbers)).toThrow(/column n is Int32/);
  });
});
