import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { collectingSink } from "../testing/collectingSink.ts";
import { makeXlsx, numberCell, rowXml, textCell } from "../testing/makeXlsx.ts";
import { IngestError } from "../types.ts";
import { readSheet } from "./readSheet.ts";
import { workbookSheets } from "./workbookSheets.ts";

const folder = join(process.cwd(), "../shared/data/excel/sheetjs");
const made = makeXlsx({
  sheets: {
    s: rowXml(1, ["a", "b"].map(textCell)) + rowXml(2, [numberCell(45658, 1), '<c t="s"><v>0</v></c>']),
  },
  shared: "<si><t>x</t></si>",
  formats: [0, 14],
});

/** The same numbers for the same seed. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

/** Bytes cut short, changed, wiped out in a stretch, or with a stretch twice. */
function spoiled(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
  const copy = bytes.slice();
  const at = next(copy.length);
  switch (next(4)) {
    case 0:
      return copy.slice(0, at);
    case 1:
      for (let times = next(8); times >= 0; times--) copy[next(copy.length)] = next(256);
      return copy;
    case 2:
      return copy.fill(next(2) * 255, at, at + next(64));
    default:
      return Uint8Array.from([...copy.subarray(0, at), ...copy.subarray(Math.max(0, at - 99))]);
  }
}

/** Either is fine: reading what is left, or an IngestError; nothing else may be thrown. */
async function readOrRefuse(bytes: Uint8Array): Promise<void> {
  const file = new Blob([new Uint8Array(bytes)]);
  const refused = (problem: unknown) => expect(problem).toBeInstanceOf(IngestError);
  await workbookSheets(file).catch(refused);
  await readSheet(file, collectingSink(), {}, () => undefined, new AbortController().signal).catch(refused);
}

describe("damage is refused with a message, and never hangs", () => {
  test("every length that a workbook can be cut to", async () => {
    for (let length = 0; length < made.length; length += 7) {
      const cut = new Blob([made.slice(0, length)]);
      await expect(workbookSheets(cut)).rejects.toBeInstanceOf(IngestError);
    }
  });

  test("bytes changed anywhere in the file", async () => {
    const next = numbersFrom(1);
    for (let round = 0; round < 150; round++) await readOrRefuse(spoiled(made, next));
  });

  test("bytes changed inside a part, whose zip is whole", async () => {
    const next = numbersFrom(2);
    const parts = unzipSync(made);
    const names = Object.keys(parts);
    for (let round = 0; round < 150; round++) {
      const name = names[next(names.length)] ?? "";
      const part = parts[name] ?? new Uint8Array(1);
      await readOrRefuse(zipSync({ ...parts, [name]: spoiled(part, next) }));
    }
  });

  const files = ["merge_cells.xls", "defined_names_unicode.biff5.xls", "RkNumber.xlsb", "merge_cells.ods"];
  test.skipIf(!existsSync(folder)).each(files)("%s (needs ../shared/data)", async (name) => {
    const next = numbersFrom(3);
    const bytes = new Uint8Array(readFileSync(join(folder, name)));
    const parts = name.endsWith(".xls") ? null : unzipSync(bytes);
    const names = Object.keys(parts ?? {}).filter((part) => /\.(xml|bin|rels)$/.test(part));
    for (let round = 0; round < 40; round++) {
      await readOrRefuse(spoiled(bytes, next));
      const part = names[next(Math.max(1, names.length))] ?? "";
      const content = parts?.[part];
      if (parts && content?.length) await readOrRefuse(zipSync({ ...parts, [part]: spoiled(content, next) }));
    }
  });
});

test("a sheet that is damaged does not keep the others from being read", async () => {
  const rows = rowXml(1, [textCell("a")]) + rowXml(2, [numberCell(1)]);
  const parts = { "xl/worksheets/sheet1.xml": "<worksheet><sheetData>" };
  const file = new Blob([new Uint8Array(makeXlsx({ sheets: { bad: "", good: rows }, parts }))]);
  const infos = await workbookSheets(file);
  expect(infos.map(({ name, rows: count }) => [name, count])).toEqual([
    ["bad", 0],
    ["good", 2],
  ]);
  expect(infos.map(({ problem }) => problem?.includes("ends inside <sheetData>") ?? null)).toEqual([
    true,
    null,
  ]);
});

describe("what only a bomb has is refused", () => {
  const problemOf = async (file: Blob) => (await workbookSheets(file))[0]?.problem;

  test.each([
    ["a row beyond the last", '<row r="1048577"><c><v>1</v></c></row>', "1048576"],
    ["a column beyond the last", '<row r="1"><c r="XFE1"><v>1</v></c></row>', "16384"],
    ["elements nested without end", "<a>".repeat(2000), "nests deeper"],
  ])("%s", async (_, sheet, message) => {
    const file = new Blob([new Uint8Array(makeXlsx({ sheets: { s: sheet } }))]);
    expect(await problemOf(file)).toContain(message);
  });

  test("a repeat count of an OpenDocument sheet that stands for billions of cells", async () => {
    const ods = `<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="t" xmlns:text="x"><table:table table:name="s"><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/></table:table-row></table:table></office:document>`;
    expect(await problemOf(new Blob([ods]))).toContain("as a bomb would");
  });

  test("entities that name each other grow nothing", async () => {
    const parts = {
      "xl/sharedStrings.xml": `<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>`,
    };
    const sheet = rowXml(1, ['<c t="s"><v>0</v></c>']);
    const file = new Blob([new Uint8Array(makeXlsx({ sheets: { s: sheet }, parts }))]);
    const [info] = await workbookSheets(file);
    expect(info?.cells).toBe(1);
  });
});
