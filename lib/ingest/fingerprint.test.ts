import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RemoteFile } from "../remote/RemoteFile.ts";
import { fingerprintOf, wholeBytes } from "./fingerprint.ts";

const kib64 = 64 << 10;

/** A Blob that says which bytes of it were read. */
class WatchedBlob extends Blob {
  readonly read: [number, number][] = [];

  override slice(start = 0, end = this.size): Blob {
    this.read.push([start, Math.min(end, this.size)]);
    return super.slice(start, end);
  }
}

const bytesOf = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 0xff);

describe("the fingerprint of a file", () => {
  it("is not made of a file elsewhere, of which nothing is read for it", async () => {
    const ref = { name: "a.csv", sizeBytes: 9, address: "http://127.0.0.1:9/", etag: null, modifiedMs: 0 };
    expect(await fingerprintOf(new RemoteFile(ref))).toBeNull();
  });

  it("is the same text for the same bytes, on every machine and in every version", async () => {
    expect(await fingerprintOf(new Blob([]))).toBe("s1:9a271f2a916b0b6ee6cecb2426f0b320");
    expect(await fingerprintOf(new Blob(["id\n1\n"]))).toBe(await fingerprintOf(new Blob(["id\n", "1\n"])));
  });

  it("does not depend on the file's name or date", async () => {
    const before = new File(["a"], "x.csv", { lastModified: 1 });
    const after = new File(["a"], "y.tsv", { lastModified: 2 });
    expect(await fingerprintOf(before)).toBe(await fingerprintOf(after));
  });

  it("differs after any change of a byte in a file that is covered whole", async () => {
    const content = bytesOf(wholeBytes);
    const before = await fingerprintOf(new Blob([content]));
    await fc.assert(
      fc.asyncProperty(fc.nat(wholeBytes - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = content.slice();
        changed[at] = ((changed[at] ?? 0) + by) & 0xff;
        expect(await fingerprintOf(new Blob([changed]))).not.toBe(before);
      }),
      { numRuns: 30 },
    );
  });

  it("differs when a file grows or is cut, of whatever size", async () => {
    for (const size of [0, 1, kib64, wholeBytes, wholeBytes + 1, 3 * wholeBytes]) {
      const zeros = await fingerprintOf(new Blob([new Uint8Array(size)]));
      expect(await fingerprintOf(new Blob([new Uint8Array(size + 1)])), `${size} bytes`).not.toBe(zeros);
    }
  });

  it("reads one mebibyte of a large file, its first and its last bytes among it", async () => {
    const size = 5 * wholeBytes + 12345;
    const blob = new WatchedBlob([new Uint8Array(size)]);
    await fingerprintOf(blob);
    const total = blob.read.reduce((sum, [start, end]) => sum + end - start, 0);
    expect(total).toBe(wholeBytes);
    expect(blob.read[0]).toEqual([0, kib64]);
    expect(blob.read.at(-1)).toEqual([size - kib64, size]);
  });

  it("covers every byte of a file one byte longer than what is covered whole, but for what no window reaches", async () => {
    const blob = new WatchedBlob([new Uint8Array(wholeBytes + 15)]);
    await fingerprintOf(blob);
    const gaps = blob.read.slice(1).map(([start], i) => start - (blob.read[i]?.[1] ?? 0));
    expect(Math.max(...gaps)).toBe(1);
  });
});
