import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { decodeText } from "../testing/decodeText.ts";
import { charsetOf } from "./charsets.ts";
import { detectCharset } from "./detectCharset.ts";
import { codePointsOf, type SingleByteSet } from "./singleByteTables.ts";

/** Text in a single-byte set; every character must be in it. */
function encode(text: string, set: SingleByteSet): Uint8Array {
  const points = codePointsOf(set);
  return Uint8Array.from(text, (character) => {
    const byte = points.indexOf(character.codePointAt(0) ?? -1);
    if (byte < 0) throw new Error(`${set} has no ${character}`);
    return byte;
  });
}

const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, isLittleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), isLittleEndian);
  return new Uint8Array(view.buffer);
}

const towns = {
  french:
    "id,ville,région\n1,Orléans,Centre-Val de Loire\n2,Saint-Étienne,Auvergne\n3,Besançon,Franche-Comté\n",
  german: "Nr;Straße;Ort\n1;Große Bleiche;Köln\n2;Mühlgasse;Nürnberg\n3;Bäckerweg;Düsseldorf\n",
  polish: "nr,miasto,gmina\n1,Łódź,miejska\n2,Świętochłowice,śląskie\n3,Jastrzębie-Zdrój,śląskie\n",
  czech: "č.,město,kraj\n1,Plzeň,Plzeňský\n2,Ústí nad Labem,Ústecký\n3,České Budějovice,Jihočeský\n",
  russian: "№,город,область\n1,Екатеринбург,Свердловская\n2,Нижний Новгород,Нижегородская\n".replace(
    "№",
    "N",
  ),
  ukrainian:
    "N,місто,область\n1,Запоріжжя,Запорізька\n2,Івано-Франківськ,Івано-Франківська\n3,Київ,Київська\n",
  greek: "α/α,πόλη,περιφέρεια\n1,Θεσσαλονίκη,Κεντρική Μακεδονία\n2,Ηράκλειο,Κρήτη\n",
  turkish: "no,şehir,bölge\n1,Diyarbakır,Güneydoğu\n2,Eskişehir,İç Anadolu\n3,Muğla,Ege\n",
  hebrew: "מספר,עיר,מחוז\n1,תל אביב,תל אביב\n2,באר שבע,הדרום\n",
  arabic: "رقم,مدينة,محافظة\n1,الإسكندرية,الإسكندرية\n2,المنصورة,الدقهلية\n",
  thai: "ลำดับ,จังหวัด,ภาค\n1,เชียงใหม่,เหนือ\n2,นครราชสีมา,อีสาน\n",
  lithuanian: "nr,miestas,apskritis\n1,Šiauliai,Šiaulių\n2,Panevėžys,Panevėžio\n3,Klaipėda,Klaipėdos\n",
};

describe("a small table in a single-byte set is known by its letters", () => {
  test.each([
    ["windows-1252", towns.french],
    ["windows-1252", towns.german],
    ["macintosh", towns.french],
    ["ibm850", towns.german],
    ["windows-1250", towns.polish],
    ["iso-8859-2", towns.polish],
    ["ibm852", towns.czech],
    ["windows-1250", towns.czech],
    ["windows-1251", towns.russian],
    ["koi8-r", towns.russian],
    ["ibm866", towns.russian],
    ["ibm855", towns.russian],
    ["iso-8859-5", towns.russian],
    ["x-mac-cyrillic", towns.russian],
    ["koi8-u", towns.ukrainian],
    ["windows-1251", towns.ukrainian],
    ["windows-1253", towns.greek],
    ["ibm737", towns.greek],
    ["windows-1254", towns.turkish],
    ["windows-1255", towns.hebrew],
    ["windows-1256", towns.arabic],
    ["iso-8859-6", towns.arabic],
    ["windows-874", towns.thai],
    ["windows-1257", towns.lithuanian],
  ] as const)("%s", async (set, text) => {
    const found = detectCharset(encode(text, set), true);
    expect(found.bom).toBe(false);
    expect((await decodeText(encode(text, set), found.label)).text).toBe(text);
    expect(found.confidence).toBeGreaterThan(0.5);
    expect(found.candidates[0]).toEqual({ label: found.label, confidence: found.confidence });
  });
});

describe("Unicode is known by its structure", () => {
  test.each(Object.entries(towns))("%s", (_, text) => {
    for (const cut of [text, text.slice(0, 25)]) {
      expect(detectCharset(utf8(cut), true)).toMatchObject({ label: "utf-8", bom: false });
      expect(detectCharset(utf16(cut, true), true)).toMatchObject({ label: "utf-16le", bom: false });
      expect(detectCharset(utf16(cut, false), true)).toMatchObject({ label: "utf-16be", bom: false });
    }
  });

  test("also where it holds hardly any ASCII", () => {
    for (const text of ["東京都\n大阪府\n北海道\n", "서울특별시\n부산광역시\n", "北京市\n上海市\n天津市\n"]) {
      expect(detectCharset(utf16(text, true), true).label).toBe("utf-16le");
      expect(detectCharset(utf16(text, false), true).label).toBe("utf-16be");
    }
  });

  test("a mark says it for certain", () => {
    for (const [label, mark] of [
      ["utf-8", [0xef, 0xbb, 0xbf]],
      ["utf-16le", [0xff, 0xfe]],
      ["utf-16be", [0xfe, 0xff]],
      ["utf-32le", [0xff, 0xfe, 0, 0]],
      ["utf-32be", [0, 0, 0xfe, 0xff]],
      ["gb18030", [0x84, 0x31, 0x95, 0x33]],
    ] as const) {
      expect(detectCharset(Uint8Array.from(mark), true)).toMatchObject({ label, bom: true, confidence: 1 });
    }
  });

  test("a head that ends inside a character is still UTF-8", () => {
    const head = utf8("größe,日本\n".repeat(5));
    for (let cut = head.length - 6; cut < head.length; cut++) {
      expect(detectCharset(head.subarray(0, cut), false).label).toBe("utf-8");
    }
  });

  test("a few damaged bytes in UTF-8 do not make it another set", () => {
    const bytes = new Uint8Array([
      ...utf8("größe,日本\n".repeat(20)),
      0xe9,
      10,
      ...utf8("größe\n".repeat(20)),
    ]);
    expect(detectCharset(bytes, true).label).toBe("utf-8");
  });

  test("zeros between ASCII are no UTF-16", () => {
    expect(detectCharset(utf8("name,n\0\0\0\nadam,1\0\0\n"), true).label).toBe("utf-8");
    expect(detectCharset(utf8("hello\n\0world\0\n"), true).label).toBe("utf-8");
  });
});

describe("little evidence", () => {
  test("ASCII is said to be just that, and less surely where more follows", () => {
    const head = utf8("a,b\n1,2\n");
    expect(detectCharset(head, true)).toMatchObject({ label: "utf-8", confidence: 1, isAscii: true });
    expect(detectCharset(head, false).confidence).toBeLessThan(1);
    expect(detectCharset(new Uint8Array(0), true)).toMatchObject({ label: "utf-8", isAscii: true });
  });

  test.each([
    "id,sign\n1,©\n",
    "item,price\ntea,£3\n",
    "place,temp\nhere,21°C\n",
    "a,b\nit’s,1\n",
    "n\ncafé\n",
  ])("one sign or letter in ASCII is windows-1252, with doubt: %s", (text) => {
    const found = detectCharset(encode(text, "windows-1252"), true);
    expect(found.label).toBe("windows-1252");
    expect(found.confidence).toBeLessThan(0.99);
    expect(found.candidates.length).toBeGreaterThan(1);
  });

  test("fillers and noise are doubtful", () => {
    const noise = Uint8Array.from({ length: 40 }, (_, at) => (at % 8 === 7 ? 10 : 0x80 + ((at * 37) % 128)));
    expect(detectCharset(noise, true).confidence).toBeLessThan(0.9);
  });
});

test("escapes tell the seven-bit sets", () => {
  const japanese = Uint8Array.from([0x1b, 0x24, 0x42, 0x46, 0x7c, 0x1b, 0x28, 0x42, 10]);
  expect(detectCharset(japanese, true).label).toBe("iso-2022-jp");
  expect(
    detectCharset(Uint8Array.from([0x1b, 0x24, 0x29, 0x43, 10, 0x0e, 0x47, 0x51, 0x0f]), true).label,
  ).toBe("iso-2022-kr");
  expect(detectCharset(utf8("\u001b[31mred\u001b[0m\n"), true).label).toBe("utf-8");
});

const data = join(process.cwd(), "../shared/data/charsets");

describe.skipIf(!existsSync(data))("files of others (needs ../shared/data)", () => {
  // What the folders call sets that include, or are included in, the one that is answered.
  const asked = (folder: string) =>
    folder
      .replace(/-(?:czech|hungarian|slovak|slovene|bulgarian|russian|arabic|greek|turkish)$/, "")
      .replace(/-(?:croatian|polish|romanian|hebrew)$/, "");
  const accepted: Record<string, string> = { "UTF-16": "utf-16be", "UTF-32": "utf-32be", ascii: "utf-8" };

  test("documents: the label is right for 98 in 100, and the text for all", async () => {
    const wrongLabels: string[] = [];
    const wrongTexts: string[] = [];
    let count = 0;
    const folder = join(data, "documents");
    for (const label of readdirSync(folder)) {
      for (const name of readdirSync(join(folder, label))) {
        count++;
        const bytes = new Uint8Array(readFileSync(join(folder, label, name)));
        const expected = accepted[label] ?? charsetOf(asked(label)) ?? "";
        const found = detectCharset(bytes, true);
        if (found.label === expected) continue;
        wrongLabels.push(`${label}/${name}: ${found.label}`);
        const [own, right] = [await decodeText(bytes, found.label), await decodeText(bytes, expected)];
        if (own.text !== right.text) wrongTexts.push(`${label}/${name}: ${found.label}`);
      }
    }
    expect(count).toBeGreaterThan(100);
    expect(wrongTexts).toEqual([]);
    expect(wrongLabels.length / count, wrongLabels.join("\n")).toBeLessThan(0.02);
  });

  test("tables: every one reads as its UTF-8 twin", async () => {
    const folder = join(data, "tables");
    for (const name of readdirSync(folder)) {
      const file = join(folder, name);
      if (!statSync(file).isFile()) continue;
      const raw = readFileSync(file);
      const bytes = new Uint8Array(name.endsWith(".gz") ? gunzipSync(raw) : raw);
      const twin = [name, name.replace(/\.gz$/, "")].map((twinName) =>
        join(folder, "expected-utf8", twinName),
      );
      const expected = twin.find((path) => existsSync(path));
      expect(expected, name).toBeDefined();
      if (!expected) continue;
      const found = detectCharset(bytes.subarray(0, 1 << 20), bytes.length <= 1 << 20);
      const { text, report } = await decodeText(bytes, found.label, 10_007);
      const gold = new TextDecoder().decode(readFileSync(expected));
      const lines = (some: string) => some.replace(/\r\n?/g, "\n");
      expect(lines(text) === lines(gold), `${name} read as ${found.label}`).toBe(true);
      expect(report.badCount, name).toBe(0);
    }
  });
});
