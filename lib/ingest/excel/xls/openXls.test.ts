import { beforeAll, describe, expect, test } from "vitest";
import { type LoadSheet, sheetLoader } from "../../testing/loadSheet.ts";
import { biffStream, f64, makeCompound, narrowText, record, u16, u32 } from "../../testing/makeXls.ts";
import { openWasmDuckDb } from "../../testing/wasmDuckDb.ts";
import { workbookSheets } from "../workbookSheets.ts";

let load: LoadSheet;

beforeAll(async () => {
  load = sheetLoader(await openWasmDuckDb());
});

const xls = (globals: readonly number[], cells: readonly number[]) =>
  makeCompound("Workbook", biffStream(globals, cells));
const label = (row: number, column: number, text: string) =>
  record(0x0204, [...u16(row, column, 0), ...u16(text.length), ...narrowText(text)]);
const number = (row: number, column: number, value: number, xf = 0) =>
  record(0x0203, [...u16(row, column, xf), ...f64(value)]);
const xf = (format: number) => record(0x00e0, u16(0, format, ...Array(8).fill(0)));

describe("a workbook of Excel 97 to 2003", () => {
  test("packed numbers are what they stand for", async () => {
    const packed = [(7 << 2) | 2, (-7 << 2) | 2, (12345 << 2) | 3, 0x3ff80000, 0x40590000 | 1];
    const cells = packed.flatMap((value, row) => record(0x027e, [...u16(row, 0, 0), ...u32(value)]));
    const { rows } = await load(xls(xf(0), cells), { headerRow: null });
    expect(rows.flat()).toEqual(["7.0", "-7.0", "123.45", "1.5", "1.0"]);
  });

  test("several packed numbers of one record lie side by side", async () => {
    const rk = (value: number) => [...u16(0), ...u32((value << 2) | 2)];
    const cells = record(0x00bd, [...u16(0, 1), ...rk(1), ...rk(2), ...rk(3), ...u16(3)]);
    const { types, rows } = await load(xls(xf(0), cells), { headerRow: null });
    expect([types, rows]).toEqual([["B BIGINT", "C BIGINT", "D BIGINT"], [["1", "2", "3"]]]);
  });

  test("shared texts go on in the next record, there with wide characters", async () => {
    const sst = [
      ...record(0x00fc, [...u32(2, 2), ...u16(6), ...narrowText("abc")]),
      ...record(0x003c, [1, ...u16(0x6f22, 0x5b57, 0x64), ...u16(2), ...narrowText("xy")]),
    ];
    const cells = [0, 1].flatMap((index) => record(0x00fd, [...u16(index, 0, 0), ...u32(index)]));
    const { rows } = await load(xls([...xf(0), ...sst], cells), { headerRow: null });
    expect(rows).toEqual([["abc漢字d"], ["xy"]]);
  });

  test("cells that are out of order are put in it", async () => {
    const cells = [...number(2, 0, 3), ...label(0, 0, "n"), ...number(1, 0, 2)];
    const { rows } = await load(xls(xf(0), cells));
    expect(rows).toEqual([["2"], ["3"]]);
  });

  test("formulas give numbers, texts, booleans, errors and nothing", async () => {
    const formula = (row: number, result: number[]) =>
      record(0x0006, [...u16(row, 0, 0), ...result, ...Array(8).fill(0)]);
    const special = (kind: number, value: number) => [kind, 0, value, 0, 0, 0, 255, 255];
    const cells = [
      ...formula(0, f64(2.5)),
      ...formula(1, special(0, 0)),
      ...record(0x0207, [...u16(4), ...narrowText("text")]),
      ...formula(2, special(1, 1)),
      ...formula(3, special(2, 42)),
      ...formula(4, special(3, 0)),
      ...number(5, 0, 1),
    ];
    const { rows } = await load(xls(xf(0), cells), { headerRow: null });
    expect(rows.flat()).toEqual(["2.5", "text", "TRUE", "#N/A", "1"]);
  });

  test("dates come by built-in formats and by codes of the workbook's own, from 1904 where it says so", async () => {
    const code = "yyyy\\-mm";
    const globals = [
      ...record(0x0022, u16(1)),
      ...record(0x041e, [...u16(170), ...u16(code.length), ...narrowText(code)]),
      ...xf(14),
      ...xf(170),
    ];
    const { types, rows } = await load(xls(globals, [...number(0, 0, 0, 0), ...number(0, 1, 44196, 1)]), {
      headerRow: null,
    });
    expect([types, rows]).toEqual([["A DATE", "B DATE"], [["1904-01-01", "2025-01-01"]]]);
  });

  test("a password is answered with what to do", async () => {
    const file = new Blob([new Uint8Array(xls(record(0x002f, u16(1)), []))]);
    await expect(workbookSheets(file)).rejects.toThrow("save it without one");
  });
});

test("a workbook of Excel 5 is read in its code page", async () => {
  const text = record(0x0204, [...u16(0, 0, 0), ...u16(3), 0xcc, 0xe8, 0xf0]);
  const stream = biffStream([...record(0x0042, u16(1251)), ...xf(0)], text, 0x0500);
  const { rows } = await load(makeCompound("Book", stream), { headerRow: null });
  expect(rows).toEqual([["Мир"]]);
});

test("an Office file that is no workbook is named, an encrypted one too", async () => {
  const open = (name: string) => workbookSheets(new Blob([new Uint8Array(makeCompound(name, []))]));
  await expect(open("WordDocument")).rejects.toThrow("a Word document");
  await expect(open("EncryptedPackage")).rejects.toThrow("encrypted with a password");
});

describe("a sheet of Excel 2 to 4", () => {
  const bytes = (...records: number[][]) => Uint8Array.from(records.flat());
  const short = (text: string) => [text.length, ...narrowText(text).slice(1)];

  test("of Excel 2 has whole numbers, and formats in the cells", async () => {
    const style = (format: number) => [0, format, 0];
    const sheet = bytes(
      record(0x0009, u16(2, 0x10)),
      record(0x001e, short("General")),
      record(0x001e, short("d-mmm-yy")),
      record(0x0004, [...u16(0, 0), ...style(0), ...short("n")]),
      record(0x0004, [...u16(0, 1), ...style(0), ...short("d")]),
      record(0x0002, [...u16(1, 0), ...style(0), ...u16(65535)]),
      record(0x0003, [...u16(1, 1), ...style(1), ...f64(45658)]),
      record(0x0006, [...u16(2, 0), ...style(0), ...f64(3), 0, 0]),
      record(0x000a),
    );
    const { types, rows } = await load(sheet);
    expect(types).toEqual(["n BIGINT", "d DATE"]);
    expect(rows).toEqual([
      ["65535", "2025-01-01"],
      ["3", null],
    ]);
  });

  test.each([
    [3, 0x0209, 0x001e, 0x0243, 0x0206],
    [4, 0x0409, 0x041e, 0x0443, 0x0406],
  ])("of Excel %i has formats by styles", async (version, bof, format, xfRecord, formula) => {
    const unused = version === 4 ? u16(0) : [];
    const sheet = bytes(
      record(bof, u16(version, 0x10, 0)),
      record(format, [...unused, ...short("General")]),
      record(format, [...unused, ...short("yyyy")]),
      record(xfRecord, [0, 0, ...Array(10).fill(0)]),
      record(xfRecord, [0, 1, ...Array(10).fill(0)]),
      record(0x0204, [...u16(0, 0, 0), ...u16(1), 0x78]),
      number(1, 0, 45658, 1),
      record(formula, [...u16(2, 0, 0), 0, 0, 0, 0, 0, 0, 255, 255, ...u16(0, 0)]),
      record(0x0207, [...u16(4), ...narrowText("text").slice(1)]),
      record(0x000a),
    );
    const { rows } = await load(sheet, { headerRow: 1 });
    expect(rows).toEqual([["2025-01-01"], ["text"]]);
  });
});
