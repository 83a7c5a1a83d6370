import { RecordBatchReader, tableFromIPC } from "apache-arrow";
import fc from "fast-check";
import { beforeAll, describe, expect, it, test } from "vitest";
import type { Column } from "../engine/protocol.ts";
import { exportProjection } from "../export/exportProjection.ts";
import { writeNdjson } from "../export/writeNdjson.ts";
import { everyContainer, everyScalar } from "../ingest/testing/everyType.ts";
import { openWasmDuckDb, type WasmDuckDb } from "../ingest/testing/wasmDuckDb.ts";
import { CutMessages, type PartitionValues } from "./cutMessages.ts";

let wasm: WasmDuckDb;
beforeAll(async () => {
  wasm = await openWasmDuckDb();
});

const join = (parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

/** All files that a stream comes to, with their folders. */
async function filesOf(
  sql: string,
  { maxRows = null as number | null, isFull = (): boolean => false, columns = 1, keys = 0 } = {},
): Promise<{ folder: PartitionValues | null; bytes: Uint8Array }[]> {
  const cut = await CutMessages.open(wasm.stream(sql), columns, keys);
  const files: { folder: PartitionValues | null; bytes: Uint8Array }[] = [];
  do {
    const folder = cut.partition;
    const parts: Uint8Array[] = [];
    for await (const part of cut.nextFile({ maxRows, isFull })) parts.push(part.slice());
    files.push({ folder, bytes: join(parts) });
  } while (!cut.isOver);
  return files;
}

const valuesOf = (bytes: Uint8Array) =>
  tableFromIPC(bytes)
    .toArray()
    .map((row) => Object.values(row.toJSON()));

async function ndjsonOf(ipcs: Uint8Array[], columns: Column[]): Promise<string> {
  let text = "";
  for (const ipc of ipcs)
    for await (const chunk of writeNdjson(one(ipc), columns, {})) text += Buffer.from(chunk).toString();
  return text;
}
async function* one(bytes: Uint8Array) {
  yield bytes;
}

describe("rows of every type stay what they are, wherever they are cut", () => {
  for (const [type, values] of Object.entries(everyScalar)) {
    it(type, async () => {
      const containers = Object.values(everyContainer).map((wrap) => wrap("v", type));
      const rows = [...values, `null::${type}`].map((value) => `(${value}::${type})`);
      const many = Array.from({ length: 5 }, () => rows).flat();
      wasm.run(
        `create or replace table t as select v, ${containers.map((one, i) => `${one} as c${i}`).join(", ")} from (values ${many.join(", ")}) t(v)`,
      );
      const described = wasm
        .texts("select column_name::varchar, column_type::varchar from (describe t)")
        .map(([name, kind]) => ({ name: name ?? "", type: kind ?? "" }));
      const { select } = exportProjection("ndjson", described);
      const sql = `select ${select.join(", ")} from t`;
      const whole = await ndjsonOf([wasm.ipc(sql)], described);
      for (const maxRows of [3, 8]) {
        const files = (await filesOf(sql, { maxRows, columns: select.length })).map(({ bytes }) => bytes);
        expect(await ndjsonOf(files, described)).toEqual(whole);
        expect(files.map((bytes) => tableFromIPC(bytes).numRows)).toEqual(
          Array.from({ length: Math.ceil(many.length / maxRows) }, (_, i) =>
            Math.min(maxRows, many.length - i * maxRows),
          ),
        );
      }
    });
  }
});

test("rows of a folder go to its files, in their order, and the folder's columns are gone", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.option(fc.constantFrom("a", "b", "ä", "")), fc.integer({ min: 0, max: 3000 })), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.option(fc.integer({ min: 1, max: 2500 })),
      async (runs, maxRows) => {
        const literal = (key: string | null) => (key === null ? "null" : `'${key}'`);
        const parts = runs.map(
          ([key, rows], i) =>
            `select range::int as n, ${literal(key)}::varchar as k, ${i} as run from range(${rows})`,
        );
        wasm.run(`create or replace table folders as select n, k, run from (${parts.join(" union all ")})`);
        const files = await filesOf("select n, run, k from folders order by k, run, n", {
          maxRows,
          columns: 2,
          keys: 1,
        });
        const found = files.flatMap(({ folder, bytes }) =>
          valuesOf(bytes).map(([n, run]) => `${folder?.[0]} ${run} ${n}`),
        );
        const expected = wasm.texts(
          "select coalesce(k, 'null') || ' ' || run || ' ' || n from (select * from folders order by k, run, n)",
        );
        expect(found).toEqual(expected.flat());
        for (const { bytes } of files)
          expect(tableFromIPC(bytes).schema.fields.map(({ name }) => name)).toEqual(["n", "run"]);
        if (maxRows !== null)
          for (const { bytes } of files) expect(tableFromIPC(bytes).numRows).toBeLessThanOrEqual(maxRows);
      },
    ),
    { numRuns: 12 },
  );
});

test("a file ends between batches where it is full, and no rows are one file of none", async () => {
  let asked = 0;
  const files = await filesOf("select range as n from range(10000)", { isFull: () => ++asked % 2 === 0 });
  expect(files.map(({ bytes }) => [...RecordBatchReader.from(bytes)].length)).toEqual([2, 2, 1]);
  const none = await filesOf("select 1 as n where false");
  expect(none.map(({ folder, bytes }) => [folder, tableFromIPC(bytes).numRows])).toEqual([[null, 0]]);
});
