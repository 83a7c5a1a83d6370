import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { parquetRead } from "hyparquet";
import { decompressLz4Raw, decompressSnappy, decompressZstd } from "hyparquet-compressors";
import { afterAll, describe, expect, test } from "vitest";
import { openNativeDuckDb } from "../testing/nativeDuckDb.ts";
import { DamagedBlock } from "./DamagedBlock.ts";
import { inflateDeflate } from "./inflateDeflate.ts";
import { inflateLz4Frame } from "./inflateLz4Frame.ts";
import { inflateSnappy } from "./inflateSnappy.ts";
import { inflateZstd } from "./inflateZstd.ts";

const folder = mkdtempSync(join(tmpdir(), "packed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Codec {
  parquet: string;
  inflate: (bytes: Uint8Array, size: number) => Uint8Array;
  oracle: (bytes: Uint8Array, size: number) => Uint8Array;
}

/** One LZ4 block as a frame. */
function framed(block: Uint8Array): Uint8Array {
  const head = Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x70, 0, 0, 0, 0, 0]);
  head.writeUInt32LE(block.length, 7);
  return Buffer.concat([head, block, Buffer.alloc(4)]);
}

const codecs: Codec[] = [
  { parquet: "SNAPPY", inflate: (bytes) => inflateSnappy(bytes), oracle: decompressSnappy },
  { parquet: "ZSTD", inflate: inflateZstd, oracle: (bytes) => decompressZstd(bytes) },
  {
    parquet: "LZ4_RAW",
    inflate: (bytes, size) => inflateLz4Frame(framed(bytes), size),
    oracle: decompressLz4Raw,
  },
];

/** What DuckDB packed into the pages of a Parquet file, with the length of each when unpacked. */
async function packedPages(codec: string): Promise<{ bytes: Uint8Array; size: number }[]> {
  const path = join(folder, `${codec}.parquet`);
  const native = await openNativeDuckDb();
  await native.run(
    `COPY (SELECT i, i % 7 AS j, md5(i::VARCHAR) AS t, repeat('ab', i % 300) AS r FROM range(6000) r(i))
     TO '${path}' (FORMAT parquet, COMPRESSION ${codec}, ROW_GROUP_SIZE 2048)`,
  );
  const file = readFileSync(path);
  const pages: { bytes: Uint8Array; size: number }[] = [];
  const keep = (oracle: Codec["oracle"]) => (bytes: Uint8Array, size: number) => {
    pages.push({ bytes: bytes.slice(), size });
    return oracle(bytes, size);
  };
  await parquetRead({
    file: file.buffer.slice(file.byteOffset, file.byteOffset + file.length),
    compressors: Object.fromEntries(codecs.map(({ parquet, oracle }) => [parquet, keep(oracle)])),
  });
  return pages;
}

describe.each(codecs)("$parquet", ({ parquet, inflate, oracle }) => {
  test("what DuckDB packs is unpacked as another decoder does, and damage is met or harmless", async () => {
    const pages = await packedPages(parquet);
    expect(pages.length).toBeGreaterThan(10);
    for (const { bytes, size } of pages)
      expect(Buffer.compare(inflate(bytes, size), oracle(bytes, size))).toBe(0);
    const page = pages[3];
    if (!page) throw new Error("a page is missing");
    fc.assert(
      fc.property(fc.nat(page.bytes.length - 1), fc.nat(255), fc.nat(page.bytes.length), (at, byte, end) => {
        const bytes = page.bytes.slice(0, byte < 30 ? end : page.bytes.length);
        bytes[at] = byte;
        try {
          inflate(bytes, page.size);
        } catch (problem) {
          expect(problem).toBeInstanceOf(DamagedBlock);
        }
      }),
      { numRuns: 150, seed: 5 },
    );
  });
});

test("deflate is unpacked up to its limit, and refused where it ends early", () => {
  const plain = Buffer.from("abc".repeat(100_000));
  const bytes = deflateRawSync(plain);
  expect(Buffer.compare(inflateDeflate(bytes, plain.length), plain)).toBe(0);
  expect(() => inflateDeflate(bytes, plain.length - 1)).toThrow(DamagedBlock);
  expect(() => inflateDeflate(bytes.subarray(0, bytes.length - 3), plain.length)).toThrow(DamagedBlock);
  expect(inflateDeflate(deflateRawSync(Buffer.alloc(0)), 10).length).toBe(0);
});

test("a length that the data does not have is refused", () => {
  expect(() => inflateLz4Frame(framed(Uint8Array.of(0x10, 65)), 2)).toThrow(/holds 1 bytes and not 2/);
  expect(inflateLz4Frame(framed(Uint8Array.of(0x10, 65)), 1)).toEqual(Uint8Array.of(65));
  expect(() => inflateSnappy(Uint8Array.of(255, 255, 255, 127))).toThrow(/says it holds/);
});
