import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { zipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import { isInstalled, throughProgram } from "../testing/commandLine.ts";
import { makeZip } from "../testing/makeZip.ts";
import { streamBytes } from "../testing/streamBytes.ts";
import { unpack } from "../testing/unpack.ts";
import { IngestError } from "../types.ts";
import { listMembers } from "./listMembers.ts";
import { memberFile } from "./memberFile.ts";
import { openMember } from "./openMember.ts";

const blob = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);
const lines = Array.from({ length: 5000 }, (_, i) => `${i},${(i * 7919) % 1013}\n`).join("");
const folder = mkdtempSync(join(tmpdir(), "zip-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a zip file", () => {
  test("gives its members' names, sizes and content", async () => {
    const zip = zipSync({ "a.csv": Buffer.from(lines), "in/b.csv": [Buffer.from("x\n1\n"), { level: 0 }] });
    const { members, problem } = await listMembers(blob(zip));
    expect(problem).toBeNull();
    expect(members.map(({ name, size, codec, kind }) => [name, size, codec, kind])).toEqual([
      ["a.csv", lines.length, "deflate", "file"],
      ["in/b.csv", 4, "stored", "file"],
    ]);
    expect(await unpack(zip)).toEqual({ files: { "a.csv": lines, "in/b.csv": "x\n1\n" }, problems: {} });
  });

  test("of any members gives them back", async () => {
    const members = fc.dictionary(
      fc.stringMatching(/^[a-z0-9 äé漢]{1,12}$/),
      fc.tuple(fc.uint8Array({ maxLength: 2000 }), fc.constantFrom<(0 | 6)[]>(0, 6)),
      { minKeys: 1, maxKeys: 8 },
    );
    await fc.assert(
      fc.asyncProperty(members, async (given) => {
        const zip = blob(
          zipSync(Object.fromEntries(Object.entries(given).map(([k, [v, level]]) => [k, [v, { level }]]))),
        );
        const listing = await listMembers(zip);
        expect(listing.members.map((member) => member.name)).toEqual(Object.keys(given));
        for (const member of listing.members) {
          const content = await streamBytes(openMember(zip, member));
          expect(content.equals(Buffer.from(given[member.name]?.[0] ?? []))).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("with data descriptors, a comment and bytes before it is read", async () => {
    const parts = [
      { name: "a", content: lines, descriptor: true },
      { name: "b", content: "b", descriptor: true, method: 0 },
    ];
    for (const options of [{ comment: "PK\u0005\u0006 is no end here" }, { before: "#!/bin/sh\nexit\n" }]) {
      expect(await unpack(makeZip(parts, options))).toEqual({ files: { a: lines, b: "b" }, problems: {} });
    }
  });

  test("with zip64 sizes and places is read", async () => {
    const zip = makeZip([
      { name: "a", content: lines, zip64: true },
      { name: "b", content: "b", zip64: true },
    ]);
    expect(await unpack(zip)).toEqual({ files: { a: lines, b: "b" }, problems: {} });
  });

  test.skipIf(!isInstalled("zip"))("by Info-ZIP, streamed with zip64, is read", async () => {
    const zip = throughProgram("zip", ["-fz", "-", "-"], Buffer.from(lines));
    expect((await unpack(zip)).files).toEqual({ "-": lines });
  });

  test.skipIf(!isInstalled("zip"))("by Info-ZIP, with members in bzip2, is read", async () => {
    writeFileSync(join(folder, "t.csv"), lines);
    execFileSync("zip", ["-q", "-Z", "bzip2", "b.zip", "t.csv"], { cwd: folder });
    expect((await unpack(readFileSync(join(folder, "b.zip")))).files).toEqual({ "t.csv": lines });
  });

  test.skipIf(!isInstalled("zstd"))("with a member in zstd is read", async () => {
    const packed = throughProgram("zstd", ["-c"], Buffer.from(lines));
    expect((await unpack(makeZip([{ name: "z", content: lines, method: 93, packed }]))).files).toEqual({
      z: lines,
    });
  });

  test.skipIf(!isInstalled("zip"))("with a password says so", async () => {
    writeFileSync(join(folder, "t.csv"), lines);
    execFileSync("zip", ["-q", "-P", "secret", "e.zip", "t.csv"], { cwd: folder });
    const { problems } = await unpack(readFileSync(join(folder, "e.zip")));
    expect(problems["t.csv"]).toBe(
      "t.csv cannot be read: it is encrypted; unpack the archive with its password and add the file.",
    );
  });

  test("with a method that is not read names it", async () => {
    const { problems } = await unpack(makeZip([{ name: "a", content: "x", method: 9 }]));
    expect(problems.a).toMatch(/compressed with Deflate64, which is not read/);
  });

  test("has names in UTF-8, in code page 437, and as macOS writes them", async () => {
    const zip = makeZip([
      { name: "ä.csv", content: "1" },
      { name: Uint8Array.of(0x84, 0x2e, 0x63), content: "2" },
      { name: new Uint8Array(Buffer.from("漢.csv")), content: "3" },
    ]);
    expect(Object.keys((await unpack(zip)).files)).toEqual(["ä.csv", "ä.c", "漢.csv"]);
  });

  test("cannot lead out of itself, and what systems leave in it is no table", async () => {
    const names = [
      "../../etc/passwd",
      "/abs/x.csv",
      "C:\\dir\\y.csv",
      "__MACOSX/._a.csv",
      "a/.DS_Store",
      "dir/",
      "./z.csv",
    ];
    const { members } = await listMembers(blob(makeZip(names.map((name) => ({ name, content: "1" })))));
    expect(members.map(({ name, kind }) => [name, kind])).toEqual([
      ["etc/passwd", "file"],
      ["abs/x.csv", "file"],
      ["dir/y.csv", "file"],
      ["__MACOSX/._a.csv", "litter"],
      ["a/.DS_Store", "litter"],
      ["dir", "folder"],
      ["z.csv", "file"],
    ]);
  });

  test("whose members share bytes is refused member by member", async () => {
    const zip = makeZip([
      { name: "kernel", content: "0".repeat(100_000) },
      { name: "again", content: "0".repeat(100_000), sharesWith: 0 },
      { name: "apart", content: "1" },
    ]);
    const { files, problems } = await unpack(zip);
    expect(Object.keys(files)).toEqual(["apart"]);
    expect(problems.kernel).toMatch(/overlap/);
    expect(problems.again).toMatch(/overlap/);
  });

  test("that lies about sizes or check sums is found out", async () => {
    const zip = makeZip([
      { name: "more", content: lines, size: 100 },
      { name: "less", content: lines, size: lines.length + 1 },
      { name: "crc", content: lines, crc: 1 },
      { name: "stored", content: lines, method: 0, crc: 1 },
      { name: "two sizes", content: lines, method: 0, size: 5 },
      { name: "good", content: "1" },
    ]);
    const { files, problems } = await unpack(zip);
    expect(files).toEqual({ good: "1" });
    expect(problems.more).toMatch(/more than the 100 bytes/);
    expect(problems.less).toMatch(/ends after/);
    expect(problems.crc).toMatch(/check sum/);
    expect(problems.stored).toMatch(/check sum/);
    expect(problems["two sizes"]).toMatch(/states two sizes/);
  });

  test("that is a bomb is stopped at the limit", async () => {
    const zip = makeZip([{ name: "bomb", content: Buffer.alloc(20_000_000) }]);
    const { problems } = await unpack(zip, { limits: { freeBytes: 1e6, ratio: 100, maxBytes: 1e12 } });
    expect(problems.bomb).toMatch(/has grown to .* decompression bomb/);
  });

  test("cut short has no directory, and says so", async () => {
    const zip = makeZip([{ name: "a", content: lines }]);
    await expect(unpack(zip.subarray(0, zip.length - 30))).rejects.toThrow(/no directory at its end/);
  });

  test("with a damaged directory gives what is whole and says how much is not", async () => {
    const zip = makeZip(
      [
        { name: "a", content: "1" },
        { name: "b", content: "2" },
      ],
      { entries: 3 },
    );
    const { files, problems } = await unpack(zip);
    expect(files).toEqual({ a: "1", b: "2" });
    expect(problems[""]).toMatch(/states 3 members and 2 could be read/);
  });

  test("damaged anywhere fails with a message, or is read as it was", async () => {
    const content = lines.slice(0, 3000);
    const zip = makeZip([
      { name: "a", content },
      { name: "b", content, method: 0 },
      { name: "c", content, zip64: true },
    ]);
    await fc.assert(
      fc.asyncProperty(fc.nat(zip.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const bad = Buffer.from(zip);
        bad[at] = (bad[at] ?? 0) ^ flip;
        const answer = await unpack(bad).catch((problem) => problem);
        if (answer instanceof Error) expect(answer).toBeInstanceOf(IngestError);
        else for (const text of Object.values(answer.files)) expect(text).toBe(content);
      }),
      { numRuns: 400, seed: 11 },
    );
  });
});

describe("a member as a file", () => {
  test("has the member's own name and is read in place where it is stored", async () => {
    const zip = blob(makeZip([{ name: "in/b.csv", content: "x\n1\n", method: 0 }]));
    const [member] = (await listMembers(zip)).members;
    if (!member) throw new Error("no member");
    const file = await memberFile(zip, member, { memoryBytes: 0 });
    expect([file.name, await file.text()]).toEqual(["b.csv", "x\n1\n"]);
  });

  test("too large for memory is refused, or goes where the caller says", async () => {
    const zip = blob(makeZip([{ name: "b.csv", content: lines }]));
    const [member] = (await listMembers(zip)).members;
    if (!member) throw new Error("no member");
    await expect(memberFile(zip, member, { memoryBytes: 1000 })).rejects.toThrow(/more than the 1000 bytes/);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const file = await memberFile(zip, member, {
      memoryBytes: 1000,
      spill: async (name) => ({
        write: async (chunk) => void parts.push(new Uint8Array(chunk)),
        finish: async () => new File(parts, name),
        discard: async () => undefined,
      }),
    });
    expect(await file.text()).toBe(lines);
  });
});
