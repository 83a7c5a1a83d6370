import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RecordBatch, RecordBatchReader, Table } from "apache-arrow";
import { ParquetFile, type RecordBatch as WasmBatch } from "parquet-wasm/esm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openNativeDuckDb } from "../testing/nativeDuckDb.ts";
import { ffiBatch, isFfiReadable } from "./ffiData.ts";
import { startParquetWasm } from "./parquetWasm.ts";

const wasmFile = createRequire(import.meta.url).resolve("parquet-wasm/esm/parquet_wasm_bg.wasm");
const folder = mkdtempSync(join(tmpdir(), "ffi-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let memory: WebAssembly.Memory;
beforeAll(async () => {
  memory = await startParquetWasm(readFileSync(wasmFile));
});

const columns = `
  (i % 256)::utinyint as u8, (-i)::smallint as i16, i::integer as i32, (i * 5000000000)::bigint as i64,
  i / 7 as f64, (i / 7)::float as f32, (i / 7)::decimal(7, 3) as deci, (i * 1e20)::decimal(38, 2) as wide,
  i % 3 = 0 as flag, 'text ' || i as text, ('blob ' || i)::blob as bytes, date '2020-01-01' + i::integer as day,
  timestamp '2020-01-01' + to_seconds(i) as ts, time '00:00:01' + to_seconds(i) as clock,
  [i, null, i + 1] as items, {'a': i, 'b': [{'c': 'deep ' || i}]} as struc, map([i], ['v']) as pairs`;
const names = columns.match(/(?<= as )\w+/g) ?? [];

/** Batches that parquet-wasm decodes from rows of the columns, every third value NULL. */
async function* decoded(rows: number) {
  const native = await openNativeDuckDb();
  const path = join(folder, `${rows}.parquet`);
  const picked = names.map((name, index) => `case when (i + ${index}) % 3 > 0 then ${name} end as ${name}`);
  await native.run(
    `copy (select ${picked.join(", ")} from (select i, ${columns} from range(${rows}) t(i))) to '${path}' (format parquet)`,
  );
  const parquet = await ParquetFile.fromFile(new Blob([new Uint8Array(readFileSync(path))]));
  const reader = (await parquet.stream({ batchSize: rows })).getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

const rowsOf = (batch: RecordBatch) =>
  new Table([batch]).toArray().map((row) => Object.values(row.toJSON()).map(String));

describe("a batch seen in parquet-wasm's memory", () => {
  test.each([1, 7, 8, 9, 200])("has the values of its IPC stream: %i rows of every type", async (rows) => {
    let seen = 0;
    for await (const value of decoded(rows)) {
      const expected = overIpc(value);
      expect(isFfiReadable(expected.schema)).toBe(true);
      const shared = value.toFFI();
      const batch = ffiBatch(memory.buffer, shared.arrayAddr(), expected.schema);
      expect(batch && rowsOf(batch)).toEqual(rowsOf(expected));
      seen += batch?.numRows ?? 0;
      shared.free();
    }
    expect(seen).toBe(rows);
  });

  test("that is cut out of a larger one has the same values, or is refused", async () => {
    for await (const value of decoded(100)) {
      const part = value.slice(13, 20);
      const expected = overIpc(part);
      const batch = ffiBatch(memory.buffer, part.toFFI().arrayAddr(), expected.schema);
      if (batch) expect(rowsOf(batch)).toEqual(rowsOf(expected));
      else expect(batch).toBeNull();
    }
  });
});

function overIpc(value: WasmBatch): RecordBatch {
  const [batch] = RecordBatchReader.from(value.slice(0, value.numRows).intoIPCStream());
  if (!batch) throw new Error("parquet-wasm gave no batch");
  return batch;
}
