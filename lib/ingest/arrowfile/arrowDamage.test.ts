import { tableFromArrays, tableToIPC } from "apache-arrow";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { arrowStream } from "../testing/arrowStream.ts";
import { collectingSink } from "../testing/collectingSink.ts";
import { arrowLoader } from "../testing/loadArrow.ts";
import type { LoadedFile } from "../testing/loadFile.ts";
import { column, field, ints, texts } from "../testing/testColumns.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";
import { IngestError } from "../types.ts";
import { readArrow } from "./readArrow.ts";

let load: (bytes: Uint8Array) => Promise<LoadedFile>;
beforeAll(async () => {
  const loader = arrowLoader(await openWasmDuckDb());
  load = (bytes) => loader(new Blob([new Uint8Array(bytes)]));
});

const read = (bytes: Uint8Array) =>
  readArrow(
    new Blob([new Uint8Array(bytes)]),
    collectingSink(),
    () => undefined,
    new AbortController().signal,
  );

const rows = 50;
const numbers = Array.from({ length: rows }, (_, row) => (row % 7 === 0 ? null : row));
const words = numbers.map((row) => (row === null ? null : `row ${row}, and so on`));
const int32 = { kind: "int", bits: 32, signed: true } as const;
const fields = [
  field("n", int32),
  field("s", { kind: "text", offsets: 32 }),
  { ...field("d", { kind: "text", offsets: 32 }), dictionary: { id: 7n, index: int32 } },
  field("l", { kind: "list-view", offsets: 32 }, [field("item", int32)]),
  field("r", { kind: "runs" }, [field("ends", int32), field("values", int32)]),
  field("t", { kind: "time", unit: "ns", bits: 64 }),
];
const columns = [
  ints(numbers),
  texts(words),
  ints(numbers.map((_, row) => row % 3)),
  column(rows, [new Int32Array(rows).fill(1), new Int32Array(rows).fill(2)], { children: [ints([1, 2, 3])] }),
  column(rows, [], { children: [ints([10, rows]), ints([1, 2])] }),
  column(rows, [new BigInt64Array(rows).map((_, row) => BigInt(row))]),
];
const messages = [
  { kind: "dictionary", id: 7n, isDelta: false, column: texts(["a", "b", null]) },
  { kind: "batch", rows, columns },
] as const;
const whole = arrowStream(fields, [...messages]);

/** A frame of one block that is kept as it was. */
function lz4(bytes: Uint8Array): Uint8Array {
  const head = Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x70, 0, 0, 0, 0, 0]);
  // The highest bit says that the block is as it was.
  head.writeUInt32LE((bytes.length | 0x80000000) >>> 0, 7);
  return Buffer.concat([head, bytes, Buffer.alloc(4)]);
}

function zstd(bytes: Uint8Array): Uint8Array {
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32LE(bytes.length, 5);
  head.writeUIntLE((bytes.length << 3) | 1, 9, 3);
  return Buffer.concat([head, bytes]);
}

describe("compressed buffers", () => {
  test.each([
    ["LZ4", 0, lz4],
    ["zstd", 1, zstd],
  ] as const)("of %s give the same rows", async (_, codec, pack) => {
    const packed = arrowStream(fields, [...messages], { compression: { codec, pack } });
    expect((await load(packed)).rows).toEqual((await load(whole)).rows);
  });

  test("that say they hold more than they do are refused, and nothing is set aside for them", async () => {
    const packed = Buffer.from(arrowStream(fields, [...messages], { compression: { codec: 1, pack: zstd } }));
    const frame = packed.indexOf(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]));
    packed.writeBigInt64LE(2n ** 50n, frame - 8);
    await expect(read(packed)).rejects.toThrow(/says it holds 1125899906842624 bytes, which cannot be/);
  });
});

describe("an Arrow file", () => {
  const table = tableFromArrays({ n: Int32Array.of(1, 2, 3), s: ["a", "b", "c"] });
  const bytes = tableToIPC(table, "file");

  test("is read by its footer", async () => {
    expect((await load(bytes)).rows).toEqual([
      ["1", "a"],
      ["2", "b"],
      ["3", "c"],
    ]);
  });

  test.each([
    ["cut short", bytes.subarray(0, bytes.length - 20), /cut short: it has no footer/],
    ["of Feather version 1", Buffer.from("FEA1\0\0\0\0 and more"), /Feather file of version 1.*to_feather/],
    ["of other bytes", Buffer.from("no Arrow at all, but text"), /neither an Arrow file nor an Arrow stream/],
  ])("%s is refused with a reason", async (_, damaged, message) => {
    await expect(read(damaged)).rejects.toThrow(message);
    await expect(read(damaged)).rejects.toThrow(IngestError);
  });
});

test("a stream that is cut within a message is refused with the place", async () => {
  await expect(read(whole.subarray(0, whole.length - 100))).rejects.toThrow(
    /the file is cut short: message 3 \(byte \d+\) needs \d+ bytes/,
  );
});

test("rows that unfold without end are refused as a bomb before they fill the memory", async () => {
  const count = 2_000_000_000;
  const empty = arrowStream(
    [field("n", { kind: "null" })],
    [{ kind: "batch", rows: count, columns: [column(count, [])] }],
  );
  const none = { append: async () => undefined, restart: async () => undefined };
  const signal = new AbortController().signal;
  await expect(readArrow(new Blob([new Uint8Array(empty)]), none, () => undefined, signal)).rejects.toThrow(
    /decompression bomb/,
  );
});

test("a stream with bytes changed anywhere is read or refused, and every row is accounted for", async () => {
  const place = fc.nat(whole.length - 1);
  const change = fc.tuple(
    place,
    fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 8 }), fc.constant(Uint8Array.of(255, 255, 255, 127))),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const bytes = whole.slice();
      for (const [at, values] of changes) bytes.set(values.subarray(0, bytes.length - at), at);
      try {
        const report = await read(bytes);
        expect(report.rows).toBe(report.loaded);
      } catch (problem) {
        expect(problem).toBeInstanceOf(IngestError);
      }
    }),
    { numRuns: 400, seed: 13 },
  );
});
