import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { isInstalled } from "../testing/commandLine.ts";
import { makeTar, paxRecord } from "../testing/makeTar.ts";
import { streamBytes } from "../testing/streamBytes.ts";
import { unpack } from "../testing/unpack.ts";
import { IngestError } from "../types.ts";
import { detectArchive } from "./detectArchive.ts";
import { listMembers } from "./listMembers.ts";
import { openMember } from "./openMember.ts";

const blob = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);
const lines = Array.from({ length: 500 }, (_, i) => `${i},${(i * 7919) % 1013}\n`).join("");
const folder = mkdtempSync(join(tmpdir(), "tar-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a tar archive", () => {
  test.each<["ustar" | "gnu" | "v7"]>([["ustar"], ["gnu"], ["v7"]])(
    "in the %s form is read",
    async (magic) => {
      const tar = makeTar([
        { name: "a.csv", content: lines, magic },
        { name: "dir/", type: "5", magic },
        { name: "dir/link", type: "2", magic },
        { name: "dir/b.csv", content: "1", magic },
      ]);
      expect(await unpack(tar)).toEqual({ files: { "a.csv": lines, "dir/b.csv": "1" }, problems: {} });
    },
  );

  test("compressed as a whole is read, and each member on its own", async () => {
    const tar = blob(
      gzipSync(
        makeTar([
          { name: "a", content: lines },
          { name: "b", content: "b" },
        ]),
      ),
    );
    expect(await detectArchive(tar)).toEqual({ archive: "tar", codec: "gzip" });
    const { members } = await listMembers(tar);
    const contents = await Promise.all(
      members.map(async (member) => String(await streamBytes(openMember(tar, member)))),
    );
    expect(contents).toEqual([lines, "b"]);
    expect((await unpack(new Uint8Array(await tar.arrayBuffer()))).files).toEqual({ a: lines, b: "b" });
  });

  test("with long names, by prefix, GNU and pax, has them", async () => {
    const long = `${"deep/".repeat(60)}a.csv`;
    const tar = makeTar([
      { name: "a.csv", prefix: "some/where", content: "1" },
      { name: "././@LongLink", type: "L", content: `${long}\0`, magic: "gnu" },
      { name: long.slice(0, 99), content: "2", magic: "gnu" },
      { name: "pax", type: "x", content: paxRecord("mtime", "1.5") + paxRecord("path", "漢/b.csv") },
      { name: "short", content: "3" },
      { name: "global", type: "g", content: paxRecord("comment", "x") },
      { name: "plain", content: "4" },
    ]);
    expect(await unpack(tar)).toEqual({
      files: { "some/where/a.csv": "1", [long]: "2", "漢/b.csv": "3", plain: "4" },
      problems: {},
    });
  });

  test.skipIf(!isInstalled("tar"))("by GNU tar in each of its forms is read", async () => {
    const names = ["x.csv", `${"long-".repeat(30)}.csv`, `d/${"n".repeat(200)}.csv`];
    mkdirSync(join(folder, "in/d"), { recursive: true });
    for (const name of names) writeFileSync(join(folder, "in", name), lines + name);
    for (const form of ["gnu", "oldgnu", "pax", "posix"]) {
      execFileSync("tar", ["-C", join(folder, "in"), `--format=${form}`, "-cf", join(folder, "t.tar"), "."]);
      const { files, problems } = await unpack(readFileSync(join(folder, "t.tar")));
      expect(problems).toEqual({});
      expect(files).toEqual(Object.fromEntries(names.map((name) => [name, lines + name])));
    }
  });

  test("cut short gives what is whole and names what is not", async () => {
    const tar = makeTar([
      { name: "a", content: lines },
      { name: "b", content: lines },
    ]);
    const cut = tar.subarray(0, tar.length - 3000);
    for (const bytes of [cut, gzipSync(cut)]) {
      const { members, problem } = await listMembers(blob(bytes));
      expect(members.map(({ name, problem }) => [name, problem === null])).toEqual([
        ["a", true],
        ["b", false],
      ]);
      expect(problem).toMatch(/ends early at byte \d+ inside b; the 1 members before it are whole/);
      const { files, problems } = await unpack(bytes);
      expect(files).toEqual({ a: lines });
      expect(Object.keys(problems)).toEqual(["b", ""]);
    }
  });

  test("whose compression is cut short gives what is whole", async () => {
    const noise = Array.from({ length: 20_000 }, (_, i) => Math.sin(i)).join("\n");
    const packed = gzipSync(
      makeTar([
        { name: "a", content: lines },
        { name: "b", content: noise },
      ]),
    );
    const { files, problems } = await unpack(packed.subarray(0, packed.length - 5000));
    expect(files).toEqual({ a: lines });
    expect(problems.b).toMatch(/the archive ends early or is damaged inside it/);
    expect(problems[""]).toMatch(/The gzip data ends early/);
  });

  test("without an end mark is read, and says that it may be cut short", async () => {
    const { files, problems } = await unpack(makeTar([{ name: "a", content: lines }], 0));
    expect(files).toEqual({ a: lines });
    expect(problems[""]).toMatch(/no end mark after 1 members/);
  });

  test("followed by another says that this one is not read", async () => {
    const one = makeTar([{ name: "a", content: "1" }]);
    const { files, problems } = await unpack(Buffer.concat([one, one]));
    expect(files).toEqual({ a: "1" });
    expect(problems[""]).toMatch(/More follows the tar archive's end mark/);
  });

  test("that states absurd sizes ends with a message", async () => {
    const { problems } = await unpack(makeTar([{ name: "a", content: "1", size: 8 ** 11 - 1 }]));
    expect(problems[""]).toMatch(/ends early/);
    const names = await unpack(
      makeTar([
        { name: "a", content: "1" },
        { name: "L", type: "L", size: 8 ** 10 },
      ]),
    ).catch((problem) => problem);
    expect(names.problems[""]).toMatch(/a name or note there would take/);
  });

  test("damaged anywhere fails with a message, loses no member in silence, and never hangs", async () => {
    const content = lines.slice(0, 1500);
    const tar = makeTar([
      { name: "a", content },
      { name: "pax", type: "x", content: paxRecord("path", "long") },
      { name: "b", content },
      { name: "c", content },
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(tar.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, flip, isGzip) => {
          const bad = Buffer.from(tar);
          bad[at] = (bad[at] ?? 0) ^ flip;
          const answer = await unpack(isGzip ? gzipSync(bad) : bad).catch((problem) => problem);
          if (answer instanceof Error) expect(answer).toBeInstanceOf(IngestError);
          else if (Object.keys(answer.problems).length === 0)
            expect(Object.keys(answer.files).length).toBeGreaterThan(1);
        },
      ),
      { numRuns: 300, seed: 5 },
    );
  });
});

describe("what is no archive", () => {
  test.each(["a,b\n1,2\n", "", "PK", "x".repeat(600)])("is not taken for one: %j", async (text) => {
    expect(await detectArchive(new Blob([text]))).toBeNull();
    expect(await detectArchive(blob(gzipSync(text)))).toBeNull();
  });
});

const shared = "../shared/data/pollock";
describe.skipIf(!isInstalled("tar") || !existsSync(shared))("a collection of thousands of files", () => {
  test("unpacks to what tar makes of it", async () => {
    const bytes = readFileSync(join(shared, "survey_sample.tar.gz"));
    const listed = execFileSync("tar", ["-tzf", join(shared, "survey_sample.tar.gz")], {
      maxBuffer: 1 << 28,
    });
    const names = listed
      .toString()
      .split("\n")
      .filter((name) => name !== "" && !name.endsWith("/"));
    const { files, problems } = await unpack(bytes);
    expect(problems).toEqual({});
    expect(Object.keys(files).length).toBe(names.length);
  });
});
