import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { type BesideReader, besideReader, readBeside } from "../../lib/ingest/besideReader.ts";
import { fileChunks } from "../../lib/ingest/fileChunks.ts";
import { gunzip } from "../../lib/ingest/gunzip.ts";
import { streamBytes } from "../../lib/ingest/testing/streamBytes.ts";
import { piecesFrom, readerOn } from "../engine/startReader.ts";
import { answerOn } from "./answerOn.ts";
import type { OpenMessage } from "./messages.ts";
import { openFile } from "./openFile.ts";

/** The reader's own code behind its own messages, in this thread. */
const reader: BesideReader = {
  open(file, how) {
    const { port1, port2 } = new MessageChannel();
    answerOn(port2, openFile(file, how));
    return piecesFrom(port1);
  },
};

afterEach(() => readBeside(null));

const blobOf = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);

async function pieceLengths(file: Blob, pieceBytes: number, inflates: boolean): Promise<number[]> {
  const pieces = reader.open(file, { pieceBytes, inflates });
  const lengths: number[] = [];
  for (let piece = await pieces.next(); piece; piece = await pieces.next()) lengths.push(piece.bytes.length);
  return lengths;
}

describe("a file read in another thread", () => {
  const bytes = fc.uint8Array({ maxLength: 5000 });
  const pieceBytes = fc.integer({ min: 1, max: 700 });

  test.each([
    ["as it is", false],
    ["inflated", true],
  ])("%s comes whole and in order, in full pieces but for the last", async (_, inflates) => {
    await fc.assert(
      fc.asyncProperty(bytes, pieceBytes, async (content, size) => {
        const file = blobOf(inflates ? gzipSync(content) : content);
        const lengths = await pieceLengths(file, size, inflates);
        expect(lengths).toEqual([
          ...Array.from({ length: Math.floor(content.length / size) }, () => size),
          ...(content.length % size > 0 ? [content.length % size] : []),
        ]);
        const pieces = reader.open(file, { pieceBytes: size, inflates });
        const parts: Uint8Array[] = [];
        let fileBytes = 0;
        for (let piece = await pieces.next(); piece; piece = await pieces.next()) {
          parts.push(piece.bytes);
          fileBytes = piece.fileBytes;
        }
        expect(Buffer.concat(parts).equals(Buffer.from(content))).toBe(true);
        if (content.length > 0) expect(fileBytes).toBe(file.size);
        expect(await pieces.next()).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  test("is asked for no more once it is stopped", async () => {
    const pieces = reader.open(blobOf(new Uint8Array(10_000)), { pieceBytes: 10, inflates: false });
    expect((await pieces.next())?.bytes.length).toBe(10);
    pieces.stop();
    expect(await pieces.next()).toBeNull();
  });

  test("that is damaged gives what came before, then says so", async () => {
    const content = Buffer.from(
      Array.from({ length: 40_000 }, (_, n) => `${(n * 7919) % 10_007}\n`).join(""),
    );
    const packed = gzipSync(content);
    const pieces = reader.open(blobOf(packed.subarray(0, packed.length - 9)), {
      pieceBytes: 1000,
      inflates: true,
    });
    let length = 0;
    const all = async () => {
      for (let piece = await pieces.next(); piece; piece = await pieces.next()) length += piece.bytes.length;
    };
    await expect(all()).rejects.toThrow();
    expect(length).toBeGreaterThan(content.length / 2);
  });
});

test("a thread that ends breaks off what is being read, and files are read without it from then on", async () => {
  let end: () => void = () => undefined;
  const ends = new Promise<void>((resolve) => {
    end = resolve;
  });
  const opened: OpenMessage[] = [];
  const worker = { postMessage: (message: OpenMessage) => opened.push(message) };
  const beside = readerOn(worker, ends);
  readBeside(beside);
  const pieces = beside.open(blobOf(new Uint8Array(100)), { pieceBytes: 10, inflates: false });
  const waiting = pieces.next();
  end();
  await expect(waiting).rejects.toThrow("ended the thread");
  expect(await pieces.next()).toBeNull();
  expect(besideReader(new Blob())).toBeNull();
  for (const { port } of opened) port.close();
});

describe("with a thread that reads ahead", () => {
  const content = new Uint8Array(9_000_000).map((_, at) => (at * at) % 251);

  test("a file's chunks and progress are the same", async () => {
    readBeside(reader);
    const told: number[] = [];
    const read = await streamBytes(fileChunks(blobOf(content), { onBytes: (bytes) => told.push(bytes) }));
    expect(read.equals(Buffer.from(content))).toBe(true);
    expect(told).toEqual([4 << 20, 8 << 20, content.length]);
  });

  test("gzip data of several members are inflated to their end", async () => {
    let state = 1;
    const random = new Uint8Array(3_000_000).map(() => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      return state >>> 24;
    });
    const packed = Buffer.concat([gzipSync(random), gzipSync(content), gzipSync(random)]);
    expect(packed.length).toBeGreaterThan(1 << 20);
    readBeside(reader);
    const read = await streamBytes(gunzip(blobOf(packed)));
    expect(read.equals(Buffer.concat([random, content, random]))).toBe(true);
  });
});
