import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { IngestError } from "../../types.ts";
import { readZipDirectory } from "./zipDirectory.ts";
import { type MemberWatch, memberBytes, memberChunks } from "./zipMember.ts";

const text = "some text, ".repeat(1000);

function blob(...parts: Uint8Array[]): Blob {
  return new Blob(parts.map((part) => new Uint8Array(part)));
}

async function read(file: Blob, name: string): Promise<string> {
  const member = (await readZipDirectory(file)).get(name);
  if (!member) throw new Error(`no ${name}`);
  return new TextDecoder().decode(await memberBytes(file, member, 1 << 20));
}

describe("members of a zip", () => {
  test.each([
    ["deflated", 6],
    ["stored", 0],
  ] as const)("%s ones come out as they went in", async (_, level) => {
    const zip = zipSync({ "folder/é.txt": strToU8(text), other: strToU8("x") }, { level });
    expect(await read(blob(zip), "folder/é.txt")).toBe(text);
  });

  test("are found behind bytes that stand before the zip, and before a comment", async () => {
    const zip = zipSync({ a: strToU8(text) });
    const end = zip.length - 22;
    const commented = new Uint8Array(zip.length + 5);
    commented.set(zip);
    commented[end + 20] = 5;
    expect(await read(blob(strToU8("#!program\n"), commented), "a")).toBe(text);
  });

  test("only the bytes of the one that is read are asked for", async () => {
    const zip = zipSync(
      { big: new Uint8Array(1 << 20).map((_, at) => at * 7919), small: strToU8(text) },
      { level: 0 },
    );
    let asked = 0;
    const file = blob(zip);
    const slice = file.slice.bind(file);
    file.slice = (from = 0, to = file.size, type) => {
      asked += Math.min(to, file.size) - from;
      return slice(from, to, type);
    };
    expect(await read(file, "small")).toBe(text);
    expect(asked).toBeLessThan(200_000);
  });

  test.each([
    ["a byte of its content changed", 60, 0xff],
    ["its method changed to an unknown one", -46 + 10, 99],
  ])("refuse %s", async (_, at, value) => {
    const zip = zipSync({ a: strToU8(text) });
    const from = at < 0 ? zip.length - 22 - 1 + at : at;
    zip[from] = value;
    await expect(read(blob(zip), "a")).rejects.toBeInstanceOf(IngestError);
  });

  test("are stopped where they grow as a bomb does", async () => {
    const file = blob(zipSync({ a: new Uint8Array(8 << 20) }));
    const member = (await readZipDirectory(file)).get("a");
    if (!member) throw new Error("no a");
    const all = async (watch: MemberWatch) => {
      let size = 0;
      for await (const chunk of memberChunks(file, member, watch)) size += chunk.length;
      return size;
    };
    await expect(all({ bombBytes: 1 << 20 })).rejects.toThrow("decompression bomb");
    expect(await all({})).toBe(8 << 20);
  });
});
