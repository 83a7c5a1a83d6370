import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Codec } from "../compression/detectCodec.ts";
import { openStream } from "../compression/openStream.ts";
import { isInstalled, throughProgram } from "../testing/commandLine.ts";
import { makeTar, paxRecord } from "../testing/makeTar.ts";
import { makeZip } from "../testing/makeZip.ts";
import { unpack } from "../testing/unpack.ts";
import { IngestError } from "../types.ts";

const text = Array.from({ length: 400 }, (_, i) => `${i},${(i * 7919) % 1013}\n`).join("");
const zip = makeZip([
  { name: "a.csv", content: text },
  { name: "b.csv", content: text, method: 0, descriptor: true },
  { name: "c.csv", content: text, zip64: true },
]);
const tar = makeTar([
  { name: "a.csv", content: text },
  { name: "pax", type: "x", content: paxRecord("path", "long/b.csv") },
  { name: "b", content: text },
  { name: "././@LongLink", type: "L", content: `${"x".repeat(150)}\0`, magic: "gnu" },
  { name: "c", content: text, magic: "gnu" },
]);
const limits = { freeBytes: 1 << 20, ratio: 50, maxBytes: 1 << 24 };

/** Cuts, repeats, overwrites and swaps pieces of a file, as bad disks, bad programs and attackers do. */
const edits = fc.array(
  fc.record({
    kind: fc.constantFrom("cut", "repeat", "overwrite", "insert", "zero"),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 600 }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 4 },
);
type Edits = typeof edits extends fc.Arbitrary<infer T> ? T : never;

function edited(file: Uint8Array, changes: Edits): Buffer {
  let bytes = Buffer.from(file);
  for (const { kind, at: share, length, bytes: with_ } of changes) {
    const at = Math.floor(share * bytes.length);
    const before = bytes.subarray(0, at);
    const piece = bytes.subarray(at, at + length);
    const after = bytes.subarray(at + length);
    if (kind === "cut") bytes = Buffer.concat([before, after]);
    else if (kind === "repeat") bytes = Buffer.concat([before, piece, piece, after]);
    else if (kind === "insert") bytes = Buffer.concat([before, with_, piece, after]);
    else if (kind === "zero") bytes = Buffer.concat([before, Buffer.alloc(piece.length), after]);
    else bytes = Buffer.concat([before, with_, bytes.subarray(at + with_.length)]);
  }
  return bytes;
}

async function expectIngestErrorAtMost(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    if (!(thrown instanceof IngestError)) throw thrown;
    expect(thrown.message.length).toBeGreaterThan(20);
  }
}

describe.each([
  ["zip", zip],
  ["tar", tar],
  ["tar.gz", gzipSync(tar)],
])("a %s that was changed at will", (_, file) => {
  test("ends, and with an IngestError at the most", async () => {
    await fc.assert(
      fc.asyncProperty(edits, (changes) =>
        expectIngestErrorAtMost(() => unpack(edited(file, changes), { limits })),
      ),
      { numRuns: 250, seed: 3 },
    );
  });

  test("never gives content that is not the member's, where the format has check sums", async () => {
    if (file !== zip) return;
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        const answer = await unpack(edited(file, changes), { limits }).catch(() => null);
        for (const content of Object.values(answer?.files ?? {})) expect([text, ""]).toContain(content);
      }),
      { numRuns: 150, seed: 4 },
    );
  });
});

const packed: [Codec, Uint8Array][] = [
  ["gzip", gzipSync(text)],
  ...(["zstd", "lz4", "bzip2"] as const)
    .filter((codec) => isInstalled(codec))
    .map((codec): [Codec, Uint8Array] => [codec, throughProgram(codec, ["-c"], Buffer.from(text))]),
];

describe.each(packed)("%s data that was changed at will", (codec, file) => {
  const read = (bytes: Uint8Array) => async () => {
    let given = 0;
    for await (const chunk of openStream(new Blob([new Uint8Array(bytes)]), codec, { limits }))
      given += chunk.length;
    return given;
  };

  test("ends, and with an IngestError at the most", async () => {
    await fc.assert(
      fc.asyncProperty(edits, (changes) => expectIngestErrorAtMost(read(edited(file, changes)))),
      { numRuns: 250, seed: 5 },
    );
  });

  test("is no trouble where only its beginning is right", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(20), fc.uint8Array({ maxLength: 300 }), (kept, noise) =>
        expectIngestErrorAtMost(read(Buffer.concat([file.subarray(0, kept), noise]))),
      ),
      { numRuns: 250, seed: 6 },
    );
  });
});

test("bytes at random are no archive, or a damaged one", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 1500 }),
      fc.constantFrom("PK\u0003\u0004", "PK\u0005\u0006", ""),
      (noise, magic) => expectIngestErrorAtMost(() => unpack(Buffer.concat([Buffer.from(magic), noise]))),
    ),
    { numRuns: 300, seed: 8 },
  );
});
