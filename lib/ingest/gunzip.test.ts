import { gzipSync, crc32 as nodeCrc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crc32 } from "./crc32.ts";
import { type GunzipOptions, gunzip, inflateHead } from "./gunzip.ts";
import { IngestError } from "./types.ts";

async function textOf(bytes: Uint8Array, options?: GunzipOptions): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of gunzip(new Blob([new Uint8Array(bytes)]), options)) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** Inflates the first member only and then fails, as browsers do. */
const strictInflater = (first: string): GunzipOptions => ({
  inflater: () => {
    let sent = false;
    return new TransformStream<Uint8Array, Uint8Array>({
      transform(_, controller) {
        if (!sent) controller.enqueue(new TextEncoder().encode(first));
        sent = true;
      },
      flush() {
        throw new TypeError("Junk found after end of compressed data.");
      },
    });
  },
});

const lines = Array.from({ length: 20_000 }, (_, i) => `line ${i} ${(i * 7919) % 1013}\n`).join("");

describe("a gzip file", () => {
  test("of one member inflates", async () => {
    expect(await textOf(gzipSync(lines))).toBe(lines);
  });

  test("of several members inflates whole where the platform takes it", async () => {
    expect(await textOf(Buffer.concat(["a\n", "", "b\n", lines].map((text) => gzipSync(text))))).toBe(
      `a\nb\n${lines}`,
    );
  });

  test("of several members inflates whole where the platform stops after the first", async () => {
    const members = [lines, "b\n", "", lines, "c"];
    const file = Buffer.concat(members.map((text) => gzipSync(text)));
    expect(await textOf(file, strictInflater(lines))).toBe(members.join(""));
  });

  test("of thousands of tiny members inflates whole", async () => {
    const file = Buffer.concat(Array.from({ length: 5000 }, (_, i) => gzipSync(`${i}\n`)));
    const whole = Array.from({ length: 5000 }, (_, i) => `${i}\n`).join("");
    expect(await textOf(file, strictInflater("0\n"))).toBe(whole);
  });

  test.each([1, 9, 10, 17, 512, 10_000])("padded with %i zeros inflates", async (zeros) => {
    const file = Buffer.concat([gzipSync(lines), Buffer.alloc(zeros)]);
    if (zeros > 9) expect(await textOf(file, strictInflater(lines))).toBe(lines);
    expect(await textOf(file)).toBe(lines);
  });

  test("cut short says after how many bytes", async () => {
    const whole = gzipSync(lines);
    await expect(textOf(whole.subarray(0, whole.length - 20_000))).rejects.toThrow(
      /^The gzip data ends early after \d+ bytes/,
    );
    await expect(textOf(whole.subarray(0, whole.length - 3))).rejects.toThrow(
      new IngestError(
        `The gzip data ends early after ${lines.length} bytes of content; get the whole file again.`,
      ),
    );
  });

  test("with a wrong check sum is damaged, in any member", async () => {
    const bad = gzipSync(lines);
    bad[bad.length - 6] = (bad[bad.length - 6] ?? 0) ^ 1;
    await expect(textOf(Buffer.concat([bad, gzipSync("b")]), strictInflater(lines))).rejects.toThrow(
      IngestError,
    );
    await expect(textOf(Buffer.concat([gzipSync("b"), bad]), strictInflater("b"))).rejects.toThrow(
      IngestError,
    );
  });

  test("followed by something else says so instead of dropping it", async () => {
    await expect(
      textOf(Buffer.concat([gzipSync("a"), Buffer.from("garbage, not a member")])),
    ).rejects.toThrow(/damaged/);
  });

  test("tells how many of its bytes are read", async () => {
    const file = gzipSync(lines);
    let done = 0;
    await textOf(file, {
      onBytes: (bytes) => {
        done = bytes;
      },
    });
    expect(done).toBe(file.length);
  });

  test("can be left before its end", async () => {
    for await (const part of gunzip(new Blob([new Uint8Array(gzipSync(lines))]))) {
      expect(part.length).toBeGreaterThan(0);
      break;
    }
  });
});

describe("the head of a gzip file", () => {
  test("gives its first inflated bytes", () => {
    const head = inflateHead(gzipSync(lines).subarray(0, 4096));
    expect(head.length).toBeGreaterThan(1000);
    expect(lines.startsWith(new TextDecoder().decode(head))).toBe(true);
  });

  test("is empty where there is no gzip", () => {
    expect(inflateHead(new TextEncoder().encode("plain text, surely"))).toHaveLength(0);
  });
});

test("the check sum is zlib's, in one piece or several", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 100 }), (a, b) => {
      expect(crc32(b, crc32(a))).toBe(nodeCrc32(Buffer.concat([a, b])));
    }),
  );
});
