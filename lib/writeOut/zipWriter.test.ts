import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { unzipSync } from "fflate";
import { afterAll, expect, test } from "vitest";
import { ZipWriter } from "./zipWriter.ts";

const folder = mkdtempSync(join(tmpdir(), "eider-zip-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Part {
  path: string;
  pieces: Uint8Array[];
  isPacked: boolean;
}

async function zipped(parts: readonly Part[], plain?: { bytes: number; files: number }): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const zip = new ZipWriter(async (bytes) => void chunks.push(bytes.slice()), Date.UTC(2026, 0, 31), plain);
  for (const { path, pieces, isPacked } of parts) {
    const file = await zip.add(path, isPacked);
    for (const piece of pieces) await file.write(piece);
    await file.end();
  }
  await zip.end();
  return Buffer.concat(chunks);
}

/** What Python's own reader, which knows ZIP64, finds in an archive, and whether every CRC is right. */
function readByPython(bytes: Buffer): Record<string, string> {
  const path = join(folder, "read.zip");
  writeFileSync(path, bytes);
  const script =
    "import zipfile,json,sys\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(json.dumps({i.filename:z.read(i).hex() for i in z.infolist()}))";
  return JSON.parse(execFileSync("python3", ["-c", script, path], { maxBuffer: 1 << 28 }).toString());
}

const hasPython = (() => {
  try {
    execFileSync("python3", ["-c", "import zipfile"]);
    return true;
  } catch {
    return false;
  }
})();

test("what goes into an archive comes out of it, however it was cut", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(
        fc.record({
          path: fc.constantFrom("a.csv", "day=1/part-00001.csv", "ä/𝄞.bin", "b%20.txt", "empty"),
          pieces: fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 4 }),
          isPacked: fc.boolean(),
        }),
        { selector: ({ path }) => path },
      ),
      async (parts) => {
        const found = unzipSync(await zipped(parts));
        expect(Object.keys(found).sort()).toEqual(parts.map(({ path }) => path).sort());
        for (const { path, pieces } of parts)
          expect(Buffer.from(found[path] ?? []).equals(Buffer.concat(pieces))).toBe(true);
      },
    ),
    { numRuns: 50 },
  );
});

test("sizes, places and counts beyond a plain archive's are those of ZIP64", async () => {
  const pieces = [new Uint8Array(70_000).map((_, at) => at * 7), new Uint8Array(50_000)];
  const parts = [
    { path: "packed.parquet", pieces, isPacked: true },
    { path: "small.txt", pieces: [new Uint8Array([1, 2, 3])], isPacked: false },
    { path: "text.csv", pieces, isPacked: false },
  ];
  const expected = Object.fromEntries(
    parts.map(({ path, pieces: own }) => [path, Buffer.concat(own).toString("hex")]),
  );
  for (const plain of [
    undefined,
    ...[100, 1000, 80_000].map((bytes) => ({ bytes, files: 9 })),
    { bytes: 1e9, files: 2 },
  ]) {
    const bytes = await zipped(parts, plain);
    expect(hexOf(unzipSync(bytes))).toEqual(expected);
    // Where it is at hand, a second reader, which looks at every CRC too.
    if (hasPython) expect(readByPython(bytes)).toEqual(expected);
  }
});

const hexOf = (files: Record<string, Uint8Array>) =>
  Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes).toString("hex")]),
  );
