import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64url, toBase64url } from "./base64url.ts";
import { checksumOf } from "./capsuleFormat.ts";
import { decodeCapsule } from "./decodeCapsule.ts";
import { encodeCapsule } from "./encodeCapsule.ts";
import { deflate, inflate } from "./inflate.ts";
import { pinnedLink } from "./linkToAddress.ts";

/** A link around any content, with a checksum that fits. */
async function linkOf(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const packed = await deflate(bytes);
  return `#nb1d.${toBase64url(packed)}.${await checksumOf(packed)}`;
}

async function errorOf(fragment: string): Promise<string> {
  const outcome = await decodeCapsule(fragment);
  return outcome.ok ? "opened" : outcome.error.message;
}

describe("a link", () => {
  it("gives back the text, the parameters and the cell", async () => {
    const text = "---\ntitle: Käse 😀\n---\n\n```sql name=a\r\nselect 1\n```\n\uD800";
    const link = await encodeCapsule(text, { params: { day: "2026-01-01", n: [1, null] }, cell: "größe" });
    expect(link).toMatch(/^#nb1d\.[A-Za-z0-9_-]+\.[0-9a-f]{8}&cell=gr%C3%B6%C3%9Fe$/);
    expect(await decodeCapsule(link)).toEqual({
      ok: true,
      value: { text, params: { day: "2026-01-01", n: [1, null] }, cell: "größe" },
    });
    expect(await decodeCapsule(link.slice(1))).toEqual(await decodeCapsule(link));
  });

  it("gives back any text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 3000 }), async (text) => {
        expect(await decodeCapsule(await encodeCapsule(text))).toEqual({ ok: true, value: { text } });
      }),
      { numRuns: 200 },
    );
  });

  it("is short for a notebook of usual size", async () => {
    const cells = Array.from(
      { length: 20 },
      (_, i) => `\`\`\`sql name=cell_${i}\nselect * from t where day = ${i}\n\`\`\`\n`,
    );
    expect((await encodeCapsule(cells.join("\n"))).length).toBeLessThan(2000);
  });

  it("survives the punctuation that a chat glues to it", async () => {
    const link = await encodeCapsule("hello");
    for (const end of [".", ")", ").", ">", "'"]) expect(await errorOf(link + end)).toBe("opened");
  });

  it("opens at the top when its cell cannot be read", async () => {
    expect(await decodeCapsule(`${await encodeCapsule("hello")}&cell=%E0%`)).toEqual({
      ok: true,
      value: { text: "hello" },
    });
  });
});

describe("a link that is not whole", () => {
  it("is told from a good one wherever it was cut", async () => {
    const link = await encodeCapsule("```sql name=a\nselect 1\n```\n");
    for (let length = "#nb1d.".length; length < link.length; length++) {
      expect(await errorOf(link.slice(0, length))).toBe("The link is damaged or was cut off.");
    }
  });

  it("is told from a good one whichever character changed", async () => {
    const link = await encodeCapsule("select 1 as answer, 2 as other");
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 6, max: link.length - 1 }),
        fc.constantFrom(..."aZ09_-"),
        async (at, char) => {
          fc.pre(link[at] !== char && link[at] !== ".");
          const changed = link.slice(0, at) + char + link.slice(at + 1);
          const outcome = await decodeCapsule(changed);
          // The last character of base64 may hold bits that count for nothing.
          if (outcome.ok) expect(outcome.value.text).toBe("select 1 as answer, 2 as other");
          else expect(outcome.error.message).toBe("The link is damaged or was cut off.");
        },
      ),
    );
  });

  it.each([
    ["no JSON", "not json"],
    ["no object", "[1]"],
    ["no text", '{"v":1}'],
    ["a text that is no string", '{"v":1,"text":{}}'],
    ["no version", '{"text":"a"}'],
  ])("is damaged when it holds %s", async (_what, content) => {
    expect(await errorOf(await linkOf(content))).toBe("The link is damaged or was cut off.");
  });

  it("is damaged when its bytes are no UTF-8", async () => {
    expect(await errorOf(await linkOf(new Uint8Array([0xff, 0xfe])))).toBe(
      "The link is damaged or was cut off.",
    );
  });

  it("is damaged when its bytes are no deflate stream, or half of one", async () => {
    const whole = await deflate(new TextEncoder().encode("a".repeat(1000) + Math.PI));
    for (const packed of [new Uint8Array([255, 255, 255]), whole.slice(0, whole.length - 3)]) {
      const link = `#nb1d.${toBase64url(packed)}.${await checksumOf(packed)}`;
      expect(await errorOf(link)).toBe("The link is damaged or was cut off.");
    }
  });
});

describe("a link from elsewhere", () => {
  it("says so when a newer Eider made it", async () => {
    expect(await errorOf("#nb2d.AAAA.00000000")).toBe("This link was made by a newer Eider.");
    expect(await errorOf(await linkOf('{"v":2,"text":"a"}'))).toBe("This link was made by a newer Eider.");
  });

  it("says so when it leads elsewhere, or is of a kind that this version does not know", async () => {
    expect(await errorOf(pinnedLink("https://example.org/a.nb.md", "0".repeat(64)))).toContain(
      "at another address",
    );
    expect(await errorOf("#nb1z.abc")).toContain("not known to this version");
  });

  it.each(["", "#", "#top", "#nbxd.AAAA.00000000"])("is none: %j", async (fragment) => {
    expect(await errorOf(fragment)).toBe("The address holds no notebook.");
  });

  it("is not looked at when it is longer than any that Eider makes", async () => {
    expect(await errorOf(`#nb1d.${"A".repeat(256 * 1024)}.00000000`)).toContain("longer than any");
  });

  it("cannot fill the memory: a bomb is stopped early", async () => {
    const bomb = await linkOf(new Uint8Array(100 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(256 * 1024);
    expect(await errorOf(bomb)).toContain("more than 4 MiB");
  });

  it("cannot reach the prototype of an object", async () => {
    const content =
      '{"v":1,"text":"a","params":{"__proto__":{"x":1},"deep":{"__proto__":{"y":1}}},"__proto__":{"z":1}}';
    const outcome = await decodeCapsule(await linkOf(content));
    expect(outcome).toEqual({ ok: true, value: { text: "a", params: { deep: {} } } });
    expect(JSON.stringify(outcome)).not.toContain("__proto__");
  });

  it("opens without parameters that are no object", async () => {
    expect(await decodeCapsule(await linkOf('{"v":1,"text":"a","params":[1],"snapshot":{}}'))).toEqual({
      ok: true,
      value: { text: "a" },
    });
  });
});

describe("encodeCapsule", () => {
  it("refuses what no link could be opened with", async () => {
    await expect(encodeCapsule("a".repeat(5 * 1024 * 1024))).rejects.toThrow(/larger than 4 MiB/);
  });
});

describe("base64url", () => {
  it("gives back any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = toBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString("base64url"));
        expect(fromBase64url(text)).toEqual(bytes);
      }),
    );
  });

  it("refuses other text", () => {
    for (const text of ["a", "ab=", "a b", "ab+/"]) expect(fromBase64url(text)).toBeNull();
  });
});

describe("inflate", () => {
  it("allows exactly as much as it is told", async () => {
    const packed = await deflate(new Uint8Array(5000));
    expect(await inflate(packed, 5000)).toEqual({ ok: true, bytes: new Uint8Array(5000) });
    expect(await inflate(packed, 4999)).toEqual({ ok: false, why: "too-large" });
  });
});
