import { beforeAll, describe, expect, test } from "vitest";
import { crc32 } from "../crc32.ts";
import { avroFile, avroMark, containerFile, varint } from "../testing/avroFile.ts";
import { collectingSink } from "../testing/collectingSink.ts";
import { fileLoader, type LoadedFile } from "../testing/loadFile.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";
import { IngestError } from "../types.ts";
import { readAvro } from "./readAvro.ts";

const signal = new AbortController().signal;
let load: (bytes: Uint8Array) => Promise<LoadedFile>;

beforeAll(async () => {
  const loader = fileLoader(await openWasmDuckDb(), (file, sink) =>
    readAvro(file, sink, () => undefined, signal),
  );
  load = (bytes) => loader(new Blob([new Uint8Array(bytes)]));
});

const record = (fields: unknown[]) => ({ type: "record", name: "r", fields });
const field = (type: unknown, name = "a") => ({ name, type });

describe("blocks", () => {
  const schema = JSON.parse(JSON.stringify(record([field("long", "n"), field("string", "s")])));
  const records = Array.from({ length: 5000 }, (_, n) => ({ n, s: `row ${n}` }));
  const expected = records.map(({ n, s }) => [String(n), s]);
  const snappy = (bytes: Uint8Array) => {
    const literals: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += 60) {
      const part = bytes.subarray(at, at + 60);
      literals.push(Uint8Array.of((part.length - 1) << 2), part);
    }
    const size: number[] = [];
    for (let rest = bytes.length; ; rest >>>= 7) {
      size.push(rest > 127 ? (rest & 127) | 128 : rest);
      if (rest < 128) break;
    }
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(bytes));
    return Buffer.concat([Uint8Array.from(size), ...literals, sum]);
  };
  const zstd = (bytes: Uint8Array) => {
    // One frame of one raw block, its size in four bytes.
    const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0, 0, 0, 0]);
    head.writeUInt32LE(bytes.length, 5);
    head.writeUIntLE((bytes.length << 3) | 1, 9, 3);
    return Buffer.concat([head, bytes]);
  };

  test.each([
    ["null", undefined],
    ["deflate", undefined],
    ["snappy", snappy],
    ["zstandard", zstd],
  ])("packed with codec %s", async (codec, pack) => {
    const { rows } = await load(avroFile(schema, records, { codec, pack, blockRows: 700 }));
    expect(rows).toEqual(expected);
  });

  test.each(["bzip2", "xz", "own"])("packed with codec %s are refused by its name", async (codec) => {
    await expect(load(avroFile(schema, records, { codec }))).rejects.toThrow(
      new RegExp(`compressed with ${codec}`),
    );
  });

  test("of more rows than one of DuckDB's row groups", async () => {
    const many = Array.from({ length: 300_000 }, (_, n) => varint(n));
    const { rows, sink } = await load(containerFile('"int"', many, { blockRows: 40_000 }));
    expect(rows.length).toBe(300_000);
    expect(rows.at(-1)).toEqual(["299999"]);
    expect(sink.ipcs.length).toBe(3);
  });

  test("without any", async () => {
    const { rows, types } = await load(avroFile(schema, []));
    expect([rows, types]).toEqual([[], ["BIGINT", "VARCHAR"]]);
  });

  test("with a damaged one among them lose only its rows, which are rejected", async () => {
    const bytes = avroFile(schema, records, { codec: "snappy", pack: snappy, blockRows: 1000 });
    const text = Buffer.from(bytes);
    const inside = text.indexOf("row 2500");
    text[inside] = 0;
    const { rows, report } = await load(text);
    expect(rows).toEqual([...expected.slice(0, 2000), ...expected.slice(3000)]);
    expect(report.rows).toBe(5000);
    expect(report.rejects.length).toBe(1000);
    expect(report.rejects[0]?.reason).toMatch(/record 1 of the block at byte \d+: its check sum is wrong/);
    expect(report.rejects[0]?.line).toBe(2001);
  });

  test("whose records break off lose the rows from there on", async () => {
    const bytes = Buffer.from(avroFile(schema, records, { blockRows: 1000 }));
    // The length of the text of row 2500, made longer than its block.
    const at = bytes.indexOf("row 2500");
    bytes[at - 1] = 0xff;
    const { rows, report } = await load(bytes);
    expect(rows.length + report.rejects.length).toBe(5000);
    expect(rows.slice(0, 2500)).toEqual(expected.slice(0, 2500));
    expect(rows.slice(-2000)).toEqual(expected.slice(3000));
  });

  test("one of which begins with nonsense are read on from the next mark, and the notes say what is lost", async () => {
    const bytes = Buffer.from(avroFile(schema, records, { blockRows: 1000 }));
    const second = bytes.indexOf(avroMark, bytes.indexOf(avroMark) + 16) + 16;
    bytes.fill(0xff, second, second + 12);
    const { rows, report } = await load(bytes);
    expect(rows).toEqual([...expected.slice(0, 1000), ...expected.slice(2000)]);
    expect(report.notes.join()).toMatch(
      new RegExp(`bytes ${second} to \\d+ are damaged and an unknown number of rows in them is lost`),
    );
  });

  test("cut short by the end of the file give the rows before the cut", async () => {
    const bytes = avroFile(schema, records, { blockRows: 1000 });
    const { rows, report } = await load(bytes.subarray(0, bytes.length - 5000));
    expect(report.rows).toBe(5000);
    expect(rows).toEqual(expected.slice(0, rows.length));
    expect(report.rejects.length).toBe(5000 - rows.length);
    expect(report.rejects[0]?.reason).toMatch(/the file ends within its block/);
  });
});

describe("a file that is none", () => {
  test.each([
    ["of other bytes", Buffer.from("hello"), /does not begin with Obj/],
    [
      "with a header that is cut short",
      avroFile("int", [1]).subarray(0, 30),
      /header is damaged or cut short/,
    ],
    ["with a schema that is no JSON", containerFile("{", []), /of its schema, it is no JSON/],
    ["with an unknown type", containerFile('"thing"', []), /type thing is not defined/],
    [
      "with a deep schema",
      containerFile(`${'{"type":'.repeat(100)}"int"${"}".repeat(100)}`, []),
      /nests deeper/,
    ],
  ])("%s is refused with a reason", async (_, bytes, message) => {
    const read = readAvro(new Blob([new Uint8Array(bytes)]), collectingSink(), () => undefined, signal);
    await expect(read).rejects.toThrow(IngestError);
    await expect(read).rejects.toThrow(message);
  });
});
