import { beforeAll, describe, expect, test } from "vitest";
import { everyContainer, everyScalar } from "../ingest/testing/everyType.ts";
import { type NativeDuckDb, openNativeDuckDb } from "../ingest/testing/nativeDuckDb.ts";
import { openWasmDuckDb, type WasmDuckDb } from "../ingest/testing/wasmDuckDb.ts";
import { textProjection } from "./textProjection.ts";

let wasm: WasmDuckDb;
let native: NativeDuckDb;

beforeAll(async () => {
  [wasm, native] = await Promise.all([openWasmDuckDb(), openNativeDuckDb()]);
});

async function sameText(select: string): Promise<void> {
  const oracle = await native.read(select);
  const projected = textProjection(oracle.columns).join(", ");
  expect(wasm.texts(`SELECT ${projected} FROM (${select})`)).toEqual(oracle.rows);
}

describe("a value on the page is what native DuckDB prints", () => {
  test.each(Object.entries(everyScalar))("%s", async (type, values) => {
    await sameText([...values, `NULL::${type}`].map((value) => `SELECT ${value} AS v`).join(" UNION ALL "));
  });

  describe.each(Object.entries(everyContainer))("nested in a %s", (_, wrap) => {
    test.each(Object.entries(everyScalar))("%s", async (type, values) => {
      await sameText(values.map((value) => `SELECT ${wrap(value, type)} AS v`).join(" UNION ALL "));
    });
  });

  test("columns keep their names, whatever is in them", async () => {
    await sameText(`SELECT 1 AS "a ""quoted"" name", 2 AS "SELECT", 3 AS "größe, cm"`);
  });
});
