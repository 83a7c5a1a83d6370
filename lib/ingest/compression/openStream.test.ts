import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isInstalled, throughProgram } from "../testing/commandLine.ts";
import { streamBytes } from "../testing/streamBytes.ts";
import { IngestError } from "../types.ts";
import { type Codec, detectCodec } from "./detectCodec.ts";
import { openStream } from "./openStream.ts";

const contentOf = (bytes: Uint8Array, codec: Codec, options = {}) =>
  streamBytes(openStream(new Blob([new Uint8Array(bytes)]), codec, options));

const lines = Buffer.from(
  Array.from({ length: 15_000 }, (_, i) => `line ${i} ${(i * 7919) % 1013} ${Math.sin(i)}\n`).join(""),
);
const runs = Buffer.concat([
  Buffer.alloc(3_000_000, 97),
  lines,
  Buffer.alloc(700_003, 0),
  Buffer.from("end"),
]);

/** A program that writes a compression, and the ways in which it can. */
const programs: { codec: Codec; program: string; ways: string[][] }[] = [
  {
    codec: "zstd",
    program: "zstd",
    ways: [["-1"], ["-3", "--no-check"], ["-19"], ["--long=27"], ["--fast=5"], ["-3", "-T0", "-B100000"]],
  },
  {
    codec: "lz4",
    program: "lz4",
    ways: [["-1"], ["-9", "-B4"], ["-B5", "-BD"], ["-BX", "--no-frame-crc"], ["-B7", "-BD", "-9"]],
  },
  { codec: "bzip2", program: "bzip2", ways: [["-1"], ["-9"]] },
  { codec: "gzip", program: "gzip", ways: [["-1"], ["-9"]] },
];

describe.each(programs)("a file compressed by $program", ({ codec, program, ways }) => {
  const can = isInstalled(program);
  const pack = (bytes: Uint8Array, way: readonly string[] = []) =>
    throughProgram(program, [...way, "-c"], bytes);

  test.skipIf(!can).each(ways.map((way) => [way]))("as with %j gives back what went in", async (way) => {
    for (const text of [Buffer.alloc(0), Buffer.from("a"), Buffer.from("aaaaa"), lines, runs]) {
      const packed = pack(text, way);
      expect(detectCodec(packed)).toEqual({ codec, problem: null });
      expect((await contentOf(packed, codec)).equals(text)).toBe(true);
    }
  });

  test.skipIf(!can)("of any bytes gives them back", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 3000 }),
      fc
        .array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 600 })), { maxLength: 40 })
        .map((parts) => Buffer.concat(parts.map(([byte, count]) => Buffer.alloc(count, byte)))),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (text) => {
        expect((await contentOf(pack(text), codec)).equals(Buffer.from(text))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test.skipIf(!can)("of several parts, one after the other, is read to its end", async () => {
    const texts = [lines, Buffer.from("b\n"), Buffer.alloc(0), lines.subarray(0, 50_000), Buffer.from("c")];
    const packed = Buffer.concat(texts.map((text) => pack(text)));
    expect((await contentOf(packed, codec)).equals(Buffer.concat(texts))).toBe(true);
  });

  test.skipIf(!can)("and cut short anywhere says so", async () => {
    const packed = pack(lines);
    for (const share of [0.0001, 0.3, 0.9, 0.99999]) {
      const cut = packed.subarray(0, Math.max(5, Math.floor(packed.length * share)));
      await expect(contentOf(cut, codec)).rejects.toThrow(/ends early after \d+ bytes of content/);
    }
  });

  test.skipIf(!can)("and damaged anywhere fails, or is read as it was", async () => {
    const text = lines.subarray(0, 20_000);
    const packed = pack(text, codec === "zstd" ? ["--check"] : []);
    await fc.assert(
      fc.asyncProperty(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const bad = packed.slice();
        bad[at] = (bad[at] ?? 0) ^ flip;
        const answer = await contentOf(bad, codec).catch((problem) => problem);
        if (Buffer.isBuffer(answer)) expect(answer.equals(text)).toBe(true);
        else expect(answer).toBeInstanceOf(IngestError);
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  test.skipIf(!can)("and followed by something else says so", async () => {
    await expect(
      contentOf(Buffer.concat([pack(lines), Buffer.from("garbage, no part")]), codec),
    ).rejects.toThrow(/damaged|ends early/);
  });

  test.skipIf(!can)("that grows beyond what is allowed is a bomb, and says how far it came", async () => {
    const packed = pack(Buffer.alloc(30_000_000));
    const limits = { freeBytes: 1_000_000, ratio: 10, maxBytes: 1e12 };
    const refusal = /has grown to \S+ [KM]iB and is not at its end .* decompression bomb/;
    await expect(contentOf(packed, codec, { limits })).rejects.toThrow(refusal);
    await expect(
      contentOf(packed, codec, { limits: { ...limits, ratio: 1e9, maxBytes: 2e7 } }),
    ).rejects.toThrow(refusal);
    expect((await contentOf(packed, codec, { limits: { ...limits, ratio: 1e9 } })).length).toBe(30_000_000);
  });
});

describe("a stream", () => {
  test("can be stopped by a signal", async () => {
    const stop = new AbortController();
    const reading = async () => {
      for await (const _ of openStream(new Blob([gzipSync(runs)]), "gzip", { signal: stop.signal }))
        stop.abort();
    };
    await expect(reading()).rejects.toThrow(/abort/i);
  });

  test("of a plain file is the file", async () => {
    expect((await contentOf(lines, "none")).equals(lines)).toBe(true);
  });
});

describe("zstd data", () => {
  test("that lies about its window does not get the memory", async () => {
    // A frame of no content that asks for a window of 3.75 TiB, many times.
    const frame = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xff, 0x01, 0x00, 0x00];
    const packed = Uint8Array.from(Array.from({ length: 2000 }, () => frame).flat());
    expect(await contentOf(packed, "zstd")).toHaveLength(0);
  });

  test("between frames to skip is read", async () => {
    const skip = [0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
    // A single raw block "hi".
    const frame = [0x28, 0xb5, 0x2f, 0xfd, 0x20, 2, 0x11, 0, 0, 104, 105];
    const packed = Uint8Array.from([...skip, ...frame, ...skip, ...frame]);
    expect(detectCodec(packed).codec).toBe("zstd");
    expect(String(await contentOf(packed, "zstd"))).toBe("hihi");
  });

  test("that needs a dictionary says which", async () => {
    const packed = Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0x21, 77, 2, 0x11, 0, 0, 104, 105]);
    await expect(contentOf(packed, "zstd")).rejects.toThrow(/needs the dictionary 77/);
  });

  const folder = "../shared/data/csv/duckdb/zstd";
  test.skipIf(!existsSync(folder))("of another project's suite is read", async () => {
    const table = await contentOf(readFileSync(join(folder, "lineitem1k.tbl.zst")), "zstd");
    expect(table.toString().trimEnd().split("\n")).toHaveLength(1000);
  });
});

test.each<[Codec, string, string]>([
  ["zstd", "hello hello hello hello\n", "KLUv/QRobQAAOGhlbGxvIAoBAJlLEah8Lqg="],
  ["bzip2", "hello hello hello hello\n", "QlpoOTFBWSZTWW9PEPMAAAXRAAAQQAACRKAAMMACqDRxDa2HDxdyRThQkG9PEPM="],
  [
    "lz4",
    "hello hello hello hello\n".repeat(3),
    "BCJNGGRApxoAAABtaGVsbG8gBgAdChIAAiQADxgAAVBlbGxvCgAAAAA5qW2Q",
  ],
])("%s data is read where no program of its kind is installed", async (codec, text, packed) => {
  expect(String(await contentOf(Buffer.from(packed, "base64"), codec))).toBe(text);
});

describe("a compression that is not read", () => {
  test.each([
    ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
    ["framed Snappy", [0xff, 0x06, 0x00, 0x00, 0x73, 0x4e, 0x61, 0x50, 0x70, 0x59]],
    ["compress (.Z)", [0x1f, 0x9d, 0x90]],
  ])("is named: %s", (name, head) => {
    const { codec, problem } = detectCodec(Uint8Array.from(head));
    expect(codec).toBeNull();
    expect(problem).toContain(name);
  });

  test("is not seen in text that begins alike", () => {
    expect(detectCodec(Buffer.from("BZh9,id,name\n")).codec).toBe("none");
  });
});
