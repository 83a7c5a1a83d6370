import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeText } from "../testing/decodeText.ts";
import { IngestError } from "../types.ts";
import { charsets, isSingleByteSet } from "./charsets.ts";
import { decodeStream } from "./decodeStream.ts";
import { codePointsOf } from "./singleByteTables.ts";

const bytes = (hex: string) => Uint8Array.from(hex.split(" "), (byte) => Number.parseInt(byte, 16));
const utf8 = (text: string) => new TextEncoder().encode(text);

describe("text of every set becomes UTF-8", () => {
  test.each([
    ["utf-8", "e6 97 a5 c3 a9", "日é"],
    ["utf-16le", "e5 65 3d d8 00 de 0a 00", "日😀\n"],
    ["utf-16be", "65 e5 d8 3d de 00 00 0a", "日😀\n"],
    ["utf-32le", "e5 65 00 00 00 f6 01 00", "日😀"],
    ["utf-32be", "00 00 65 e5 00 01 f6 00", "日😀"],
    ["shift_jis", "93 fa 96 7b 2c b6 c5 5c 81 60 fa b1", "日本,ｶﾅ\\～﨑"],
    ["euc-jp", "c6 fc cb dc 8e b6 8f b0 a1", "日本ｶ丂"],
    ["iso-2022-jp", "41 1b 24 42 46 7c 4b 5c 1b 28 42 42 1b 28 49 36 1b 28 4a 5c 1b 28 42", "A日本Bｶ¥"],
    ["iso-2022-kr", "1b 24 29 43 41 0e 47 51 1b 24 29 43 0f 42", "A한B"],
    ["gbk", "d6 d0 b9 fa 81 40 80", "中国丂€"],
    ["gb18030", "d6 d0 81 30 81 30 95 32 82 36", "中\u0080𠀀"],
    ["big5", "a4 a4 b0 ea 88 62", "中國Ê\u0304"],
    ["euc-kr", "c7 d1 b1 db 81 41 a2 e6", "한글갂€"],
    ["johab", "d0 65 8b 69 d9 31 e0 31", "한글\u3000伽"],
    ["koi8-r", "f2 d5 d3 d8", "Русь"],
    ["koi8-u", "eb c9 a7 d7", "Київ"],
    ["windows-1250", "b9 9c f3", "ąśó"],
    ["windows-1251", "cc ee f1 ea e2 e0", "Москва"],
    ["windows-1252", "80 93 e9 94", "€“é”"],
    ["windows-1253", "c1 e8 de ed e1", "Αθήνα"],
    ["windows-1254", "dd fe f0", "İşğ"],
    ["windows-1255", "f9 ec e5 ed", "שלום"],
    ["windows-1256", "e3 d5 d1", "مصر"],
    ["windows-1257", "f0 fb", "šū"],
    ["windows-1258", "f0 f5 ec", "đơ\u0301"],
    ["windows-874", "e4 b7 c2", "ไทย"],
    ["iso-8859-2", "b1 b6", "ąś"],
    ["iso-8859-5", "bc de", "Мо"],
    ["iso-8859-16", "aa ba", "Șș"],
    ["macintosh", "8e db", "é€"],
    ["x-mac-cyrillic", "8c df", "Мя"],
    ["ibm437", "82 a4", "éñ"],
    ["ibm850", "82 c6", "éã"],
    ["ibm852", "a5 98", "ąś"],
    ["ibm855", "d3 d6", "Мо"],
    ["ibm866", "8c ae", "Мо"],
  ])("%s", async (label, hex, text) => {
    const decoded = await decodeText(bytes(hex), label);
    expect(decoded.text).toBe(text);
    expect(decoded.report.badCount).toBe(0);
  });

  test("and every byte that a single-byte set defines is one character", async () => {
    for (const set of charsets.filter(isSingleByteSet)) {
      const points = codePointsOf(set);
      const defined = Array.from(points.keys()).filter((byte) => (points[byte] ?? -1) >= 0);
      const { text, report } = await decodeText(Uint8Array.from(defined), set);
      expect(text).toBe(String.fromCodePoint(...defined.map((byte) => points[byte] ?? 0)));
      expect(report.badCount).toBe(0);
      expect(new Set(text).size, set).toBe(defined.length);
    }
  });

  test("a byte order mark is dropped, and only the first", async () => {
    for (const [label, mark] of [
      ["utf-8", "ef bb bf"],
      ["utf-16le", "ff fe"],
      ["utf-16be", "fe ff"],
      ["utf-32le", "ff fe 00 00"],
      ["gb18030", "84 31 95 33"],
    ] as const) {
      for (const chunkBytes of [1, 100]) {
        expect((await decodeText(bytes(`${mark} ${mark}`), label, chunkBytes)).text).toBe("\ufeff");
      }
    }
  });

  test("a label that no set has is refused by name", () => {
    expect(() => decodeStream(new ReadableStream(), "klingon")).toThrow(IngestError);
    expect(() => decodeStream(new ReadableStream(), "klingon")).toThrow(/"klingon"/);
  });
});

describe("what comes out does not depend on how the bytes are cut", () => {
  const labels = fc.constantFrom(...charsets);
  // Bytes over 7F, and those of escapes, numbers and line ends, make characters and errors of every length.
  const byte = fc.oneof(
    fc.integer({ min: 0, max: 255 }),
    fc.integer({ min: 0x81, max: 0xfe }),
    fc.constantFrom(0x0a, 0x0d, 0x1b, 0x24, 0x28, 0x42, 0x30, 0x39, 0x0e, 0x0f, 0xe2, 0x82, 0xac, 0xf0, 0x9f),
  );
  const input = fc.array(byte, { maxLength: 60 }).map((values) => Uint8Array.from(values));

  test("text, places and lines are the same for chunks of any size", async () => {
    await fc.assert(
      fc.asyncProperty(labels, input, fc.integer({ min: 1, max: 9 }), async (label, some, chunkBytes) => {
        const whole = await decodeText(some, label);
        const parts = await decodeText(some, label, chunkBytes);
        expect(parts.text).toBe(whole.text);
        expect({ ...parts.report }).toEqual({ ...whole.report });
      }),
      { numRuns: 3000 },
    );
  });

  test("UTF-8 and UTF-16 are what the platform makes of them, bad or not", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("utf-8", "utf-16le", "utf-16be"),
        input,
        fc.integer({ min: 1, max: 70 }),
        async (label, some, chunkBytes) => {
          const { text, report } = await decodeText(some, label, chunkBytes);
          const own = new TextDecoder(label).decode(some);
          expect(text).toBe(own);
          const inText = own.split("\ufffd").length - 1;
          if (label === "utf-8" && !utf8("\ufffd").every((value) => some.includes(value))) {
            expect(report.badCount).toBe(inText);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  test("pairs decode as the platform's decoder has them", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("shift_jis", "gb18030", "euc-jp", "big5"),
        fc.array(fc.tuple(fc.integer({ min: 0xa4, max: 0xc6 }), fc.integer({ min: 0xa1, max: 0xfc })), {
          maxLength: 30,
        }),
        async (label, pairs) => {
          const some = Uint8Array.from(pairs.flat());
          const own = new TextDecoder(label).decode(some);
          const { text, report } = await decodeText(some, label, 7);
          // Platforms differ in what they put for pairs without a character, not in the others.
          if (!/[\ufffd\ue000-\uf8ff]/.test(own)) {
            expect(text).toBe(own);
            expect(report.badCount).toBe(0);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("bytes that do not decode are told", () => {
  test("by byte, line and value, and become U+FFFD", async () => {
    const some = new Uint8Array([...utf8("a,b\n1,"), 0xe9, ...utf8("\n2,é\n3,"), 0xff, 0xe2, 0x82]);
    for (const chunkBytes of [1, 3, 100]) {
      const { text, report } = await decodeText(some, "utf-8", chunkBytes);
      expect(text).toBe("a,b\n1,\ufffd\n2,é\n3,\ufffd\ufffd");
      expect(report.bad).toEqual([
        { byte: 6, line: 2, hex: "e9" },
        { byte: 15, line: 4, hex: "ff" },
        { byte: 16, line: 4, hex: "e2 82" },
      ]);
      expect(report.bytes).toBe(some.length);
    }
  });

  test("where a lead byte stands before a delimiter, the delimiter stays", async () => {
    const { text, report } = await decodeText(bytes("93 fa 93 2c 31 0a"), "shift_jis");
    expect(text).toBe("日\ufffd,1\n");
    expect(report.bad).toEqual([{ byte: 2, line: 1, hex: "93" }]);
  });

  test("where a set leaves a byte undefined or has a control that no text holds", async () => {
    const { text, report } = await decodeText(bytes("41 81 42 0d 85 0d 90"), "iso-8859-2");
    expect(text).toBe("A\ufffdB\r\ufffd\r\ufffd");
    expect(report.bad.map(({ byte, line }) => [byte, line])).toEqual([
      [1, 1],
      [4, 2],
      [6, 3],
    ]);
  });

  test("where a text ends inside a character", async () => {
    for (const [label, hex] of [
      ["utf-8", "41 f0 9f 98"],
      ["utf-16le", "41 00 3d d8"],
      ["utf-16be", "00 41 d8"],
      ["utf-32le", "41 00 00 00 42"],
      ["shift_jis", "41 93"],
      ["gb18030", "41 81 30 81"],
      ["euc-jp", "41 8f b0"],
    ] as const) {
      for (const chunkBytes of [1, 100]) {
        const { text, report } = await decodeText(bytes(hex), label, chunkBytes);
        expect(text.startsWith("A\ufffd"), label).toBe(true);
        expect(report.badCount, label).toBeGreaterThan(0);
      }
    }
  });

  test("one by one only so far, and all by number", async () => {
    const { report } = await decodeText(new Uint8Array(5000).fill(0xff), "utf-8", 700, { keepBad: 3 });
    expect(report.badCount).toBe(5000);
    expect(report.bad.map(({ byte }) => byte)).toEqual([0, 1, 2]);
  });
});

test("valid UTF-8 passes through uncopied", async () => {
  const chunk = utf8("größe,日本\n");
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(chunk);
      controller.close();
    },
  });
  const { value } = await decodeStream(stream, "utf-8").utf8.getReader().read();
  expect(value?.buffer).toBe(chunk.buffer);
});

test("a reader that stops early stops the source", async () => {
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(utf8("more\n")),
    cancel() {
      isCancelled = true;
    },
  });
  const reader = decodeStream(stream, "windows-1252").utf8.getReader();
  await reader.read();
  await reader.cancel();
  expect(isCancelled).toBe(true);
});
