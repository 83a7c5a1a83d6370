import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { ArrowField, ArrowType } from "../columnar/arrowField.ts";
import type { Column } from "../columnar/column.ts";
import { arrowStream, type TestMessage } from "../testing/arrowStream.ts";
import { arrowLoader } from "../testing/loadArrow.ts";
import type { LoadedFile } from "../testing/loadFile.ts";
import { column, field, ints, texts, validity } from "../testing/testColumns.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";

let load: (file: Blob) => Promise<LoadedFile>;
beforeAll(async () => {
  load = arrowLoader(await openWasmDuckDb());
});

const int32: ArrowType = { kind: "int", bits: 32, signed: true };
const text32: ArrowType = { kind: "text", offsets: 32 };

/** What one column of one batch becomes. */
async function loadColumn(of: ArrowField, values: Column) {
  const bytes = arrowStream([of], [{ kind: "batch", rows: values.length, columns: [values] }]);
  const { types, rows, report } = await load(new Blob([new Uint8Array(bytes)]));
  return { type: types[0], texts: rows.flat(), notes: report.notes };
}

const longs = (...values: bigint[]) => column(values.length, [BigInt64Array.from(values)]);
const words = (...values: number[]) => Int32Array.from(values);
const batchOf = (values: Column): TestMessage => ({ kind: "batch", rows: values.length, columns: [values] });

describe("nested types that DuckDB has not", () => {
  const key = field("key", text32);
  const value = field("value", int32);
  const map = field("m", { kind: "map" }, [field("entries", { kind: "struct" }, [key, value])]);
  const entries = (keys: (string | null)[], values: number[]) =>
    column(keys.length, [], { children: [texts(keys), ints(values)] });

  test("a map with a key twice, or without one, becomes a list of pairs", async () => {
    for (const keys of [
      ["k", "k"],
      ["k", null],
    ]) {
      const found = await loadColumn(map, column(1, [words(0, 2)], { children: [entries(keys, [1, 2])] }));
      expect(found.type).toBe('STRUCT("key" VARCHAR, "value" INTEGER)[]');
      expect(found.texts).toEqual([`[{'key': k, 'value': 1}, {'key': ${keys[1] ?? "NULL"}, 'value': 2}]`]);
      expect(found.notes).toEqual(["maps with a NULL or repeated key are kept as lists of pairs: m"]);
    }
  });

  test("a map stays one where a key comes twice, but in different rows", async () => {
    const found = await loadColumn(
      map,
      column(2, [words(0, 1, 2)], { children: [entries(["k", "k"], [1, 2])] }),
    );
    expect(found).toMatchObject({ type: "MAP(VARCHAR, INTEGER)", texts: ["{k=1}", "{k=2}"] });
  });

  test("lists of no values each, and structs without fields", async () => {
    const list = field("l", { kind: "fixed-list", size: 0 }, [field("item", int32)]);
    expect(await loadColumn(list, column(2, [], { valid: Uint8Array.of(1), children: [ints([])] }))).toEqual({
      type: "INTEGER[]",
      texts: ["[]", null],
      notes: ["lists of 0 values each are kept as LIST: l"],
    });
    expect(
      await loadColumn(field("s", { kind: "struct" }), column(2, [], { valid: Uint8Array.of(2) })),
    ).toEqual({
      type: "VARCHAR",
      texts: [null, "{}"],
      notes: ["structs without fields are kept as text: s"],
    });
  });

  test("unions within lists", async () => {
    const union = field("item", { kind: "union", dense: true, ids: [3, 9] }, [
      field("i", int32),
      field("t", text32),
    ]);
    const members = column(3, [Int8Array.of(9, 3, 9), words(0, 0, 1)], {
      children: [ints([7]), texts(["x", null])],
    });
    const found = await loadColumn(
      field("l", { kind: "list", offsets: 32 }, [union]),
      column(2, [words(0, 2, 3)], { children: [members] }),
    );
    expect(found.texts).toEqual(["[x, 7]", "[NULL]"]);
  });

  test("names that DuckDB could not tell apart get numbers", async () => {
    const names = ["a", "A", "", "v2", "a_1"];
    const bytes = arrowStream(
      names.map((name) => field(name, int32)),
      [{ kind: "batch", rows: 1, columns: names.map((_, index) => ints([index])) }],
    );
    const { columns, rows } = await load(new Blob([new Uint8Array(bytes)]));
    expect(columns.map(({ name }) => name)).toEqual(["a", "A_2", "v2_1", "v2", "a_1"]);
    expect(rows).toEqual([["0", "1", "2", "3", "4"]]);
  });
});

describe("extension types", () => {
  const marked = (type: ArrowType, name: string, parameters = "") => ({
    ...field("a", type),
    extension: { name, parameters },
  });
  const sixteen: ArrowType = { kind: "fixed-bytes", width: 16 };
  const one = column(1, [BigInt64Array.of(1n, 0n)]);

  test("UUIDs, DuckDB's HUGEINT and truth values of a byte are what they are", async () => {
    expect((await loadColumn(marked(sixteen, "arrow.uuid"), one)).type).toBe("UUID");
    const hugeint = '{"type_name":"hugeint","vendor_name":"DuckDB"}';
    expect(await loadColumn(marked(sixteen, "arrow.opaque", hugeint), one)).toMatchObject({
      type: "HUGEINT",
      texts: ["1"],
    });
    const bool8 = marked({ kind: "int", bits: 8, signed: true }, "arrow.bool8");
    expect(await loadColumn(bool8, column(2, [Int8Array.of(0, 5)]))).toMatchObject({
      texts: ["false", "true"],
    });
  });

  test("any other is what it is stored as, and the notes name it", async () => {
    expect(await loadColumn(marked(int32, "my.angle"), ints([5]))).toEqual({
      type: "INTEGER",
      texts: ["5"],
      notes: ["values of extension type my.angle are kept as they are stored: a"],
    });
  });
});

test("a stream inside gzip, and one without an end mark, are read", async () => {
  const bytes = arrowStream([field("a", int32)], [{ kind: "batch", rows: 2, columns: [ints([1, null])] }]);
  expect((await load(new Blob([new Uint8Array(gzipSync(bytes))]))).rows).toEqual([["1"], [null]]);
  const { rows, report } = await load(new Blob([new Uint8Array(bytes.subarray(0, bytes.length - 8))]));
  expect(rows).toEqual([["1"], [null]]);
  expect(report.notes).toEqual(["the stream has no end mark: it may have been cut between two batches"]);
});

test("rows reach the sink a row group at a time, however they are cut into batches", async () => {
  const batch = (rows: number) => batchOf(column(rows, [new Int32Array(rows).map((_, row) => row)]));
  const many = arrowStream([field("a", int32)], [batch(300_000)]);
  expect((await load(new Blob([new Uint8Array(many)]))).sink.ipcs.length).toBe(3);
  const few = arrowStream([field("a", int32)], [batch(10), batch(20), batch(30)]);
  const { rows, sink } = await load(new Blob([new Uint8Array(few)]));
  expect([rows.length, sink.ipcs.length, rows[10]]).toEqual([60, 1, ["0"]]);
});

test("a value that does not fit is met in the last batch, and all is loaded once more", async () => {
  const of = field("a", { kind: "date", unit: "ms" });
  const batch = (value: bigint) => batchOf(longs(value));
  const days = Array.from({ length: 3 }, () => batch(0n));
  const { types, rows } = await load(new Blob([new Uint8Array(arrowStream([of], [...days, batch(5n)]))]));
  expect(types).toEqual(["TIMESTAMP"]);
  expect(rows.flat()).toEqual([...days.map(() => "1970-01-01 00:00:00"), "1970-01-01 00:00:00.005"]);
});

test("validity of a stretch that begins anywhere is kept", async () => {
  const values = Array.from({ length: 200_001 }, (_, row) => (row % 3 === 0 ? null : row));
  const bytes = arrowStream(
    [field("a", int32)],
    [{ kind: "batch", rows: values.length, columns: [ints(values)] }],
  );
  const { rows } = await load(new Blob([new Uint8Array(bytes)]));
  expect(rows.flat()).toEqual(values.map((value) => (value === null ? null : String(value))));
  expect(validity([1, 2])).toBeNull();
});
