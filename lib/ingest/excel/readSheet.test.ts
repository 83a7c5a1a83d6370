import { beforeAll, describe, expect, test } from "vitest";
import { type LoadSheet, sheetLoader } from "../testing/loadSheet.ts";
import { makeXlsx, numberCell, rowXml, textCell } from "../testing/makeXlsx.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";
import { IngestError } from "../types.ts";

let load: LoadSheet;

beforeAll(async () => {
  load = sheetLoader(await openWasmDuckDb());
});

/** A sheet of rows from the first on; a blank one is []. */
function sheet(...rows: (readonly (string | null)[])[]): string {
  return rows.map((cells, index) => (cells.length === 0 ? "" : rowXml(index + 1, cells))).join("");
}

function header(...names: string[]): string[] {
  return names.map(textCell);
}

const date = 1;
const time = 2;
const elapsed = 3;
const stamp = 4;
const styles = { formats: [0, 14, 21, 46, 22, 9, 44] };

describe("types of columns", () => {
  test("whole numbers are BIGINT, with every digit that is stored", async () => {
    const rows = sheet(header("n"), [numberCell("9223372036854775807")], [numberCell("-9007199254740993")]);
    const { types, rows: got } = await load(makeXlsx({ sheets: { s: rows } }));
    expect(types).toEqual(["n BIGINT"]);
    expect(got).toEqual([["9223372036854775807"], ["-9007199254740993"]]);
  });

  test("numbers are DOUBLE where one has a fraction, percent and currency too", async () => {
    const rows = sheet(
      header("a", "b", "c"),
      [numberCell(1), numberCell(0.25, 5), numberCell("1234.5", 6)],
      [numberCell("0.1"), numberCell(1, 5), numberCell("1E+300", 6)],
    );
    const { types, rows: got } = await load(makeXlsx({ sheets: { s: rows }, ...styles }));
    expect(types).toEqual(["a DOUBLE", "b DOUBLE", "c DOUBLE"]);
    expect(got).toEqual([
      ["1.0", "0.25", "1234.5"],
      ["0.1", "1.0", "1e+300"],
    ]);
  });

  test("whole numbers that no type of numbers keeps stay text", async () => {
    const rows = sheet(header("n"), [numberCell("123456789012345678901")], [numberCell("1.5")]);
    const { types, rows: got, report } = await load(makeXlsx({ sheets: { s: rows } }));
    expect(types).toEqual(["n VARCHAR"]);
    expect(got).toEqual([["123456789012345678901"], ["1.5"]]);
    expect(report.notes).toEqual(["columns with values of different kinds are kept as text: n"]);
  });

  test("dates, times, both together and durations come by number format", async () => {
    const rows = sheet(header("d", "t", "dt", "e"), [
      numberCell(45658, date),
      numberCell(0.5, time),
      numberCell("45658.52425925926", stamp),
      numberCell(1.25, elapsed),
    ]);
    const { types, rows: got } = await load(makeXlsx({ sheets: { s: rows }, ...styles }));
    expect(types).toEqual(["d DATE", "t TIME", "dt TIMESTAMP", "e INTERVAL"]);
    expect(got).toEqual([["2025-01-01", "12:00:00", "2025-01-01 12:34:56", "30:00:00"]]);
  });

  test("a clock that goes on past a day makes its column a duration, so that no day is lost", async () => {
    const rows = sheet(header("t"), [numberCell(0.5, time)], [numberCell(1.5, time)]);
    const { types, rows: got } = await load(makeXlsx({ sheets: { s: rows }, ...styles }));
    expect(types).toEqual(["t INTERVAL"]);
    expect(got).toEqual([["12:00:00"], ["36:00:00"]]);
  });

  test("1904 workbooks count from another day", async () => {
    const rows = sheet(header("d"), [numberCell(0, date)], [numberCell(44196, date)]);
    const { rows: got } = await load(makeXlsx({ sheets: { s: rows }, ...styles, workbook: 'date1904="1"' }));
    expect(got).toEqual([["1904-01-01"], ["2025-01-01"]]);
  });

  test("days before March 1900 count as Excel counts them", async () => {
    const rows = sheet(header("d"), ...[1, 59, 61].map((day) => [numberCell(day, date)]));
    const { rows: got } = await load(makeXlsx({ sheets: { s: rows }, ...styles }));
    expect(got).toEqual([["1900-01-01"], ["1900-02-28"], ["1900-03-01"]]);
  });

  test("the 29 February 1900 that never was is told as text", async () => {
    const rows = sheet(header("d"), [numberCell(59, date)], [numberCell(60, date)]);
    const { types, rows: got } = await load(makeXlsx({ sheets: { s: rows }, ...styles }));
    expect(types).toEqual(["d VARCHAR"]);
    expect(got).toEqual([["1900-02-28"], ["1900-02-29"]]);
  });

  test("columns of several kinds are text with each value exact, and are named", async () => {
    const rows = sheet(
      header("m"),
      [numberCell("0.1")],
      [textCell("x")],
      [`<c t="b"><v>1</v></c>`],
      [numberCell(45658, date)],
      [numberCell(0.5, time)],
    );
    const { types, rows: got, report } = await load(makeXlsx({ sheets: { s: rows }, ...styles }));
    expect(types).toEqual(["m VARCHAR"]);
    expect(got.flat()).toEqual(["0.1", "x", "TRUE", "2025-01-01", "12:00:00"]);
    expect(report.notes).toEqual(["columns with values of different kinds are kept as text: m"]);
  });

  test("a later row that does not fit widens its column, and all rows are there once", async () => {
    const many = Array.from({ length: 5000 }, (_, index) => [numberCell(index)]);
    const rows = sheet(header("n"), ...many, [textCell("end")]);
    const { types, rows: got } = await load(makeXlsx({ sheets: { s: rows } }));
    expect(types).toEqual(["n VARCHAR"]);
    expect(got.length).toBe(5001);
    expect([got[0], got[4999], got[5000]]).toEqual([["0"], ["4999"], ["end"]]);
  });

  test("a column that only a late row has is a column for all", async () => {
    const many = Array.from({ length: 3000 }, (_, index) => [null, numberCell(index)]);
    const rows = sheet([null, textCell("n")], ...many, [textCell("note"), numberCell(1)]);
    const { types, rows: got } = await load(makeXlsx({ sheets: { s: rows } }));
    expect(types).toEqual(["A VARCHAR", "n BIGINT"]);
    expect([got[0], got[3000]]).toEqual([
      [null, "0"],
      ["note", "1"],
    ]);
  });
});

describe("nothing is silent", () => {
  test("errors in a column of numbers become NULL and are counted by name and place", async () => {
    const rows = sheet(
      header("a"),
      [numberCell(1)],
      [`<c t="e"><v>#N/A</v></c>`],
      [`<c t="e"><v>#N/A</v></c>`],
    );
    const { types, rows: got, report } = await load(makeXlsx({ sheets: { s: rows } }));
    expect(types).toEqual(["a BIGINT"]);
    expect(got).toEqual([["1"], [null], [null]]);
    expect(report.notes).toEqual(["cells with the error #N/A that became NULL: 2 (in a)"]);
  });

  test("errors in a column of texts stay what they are", async () => {
    const rows = sheet(header("a"), [textCell("x")], [`<c t="e"><v>#DIV/0!</v></c>`]);
    const { rows: got, report } = await load(makeXlsx({ sheets: { s: rows } }));
    expect(got).toEqual([["x"], ["#DIV/0!"]]);
    expect(report.notes).toEqual([]);
  });

  test("formulas give their stored result; those without one are counted", async () => {
    const rows = sheet(
      header("a", "b"),
      [`<c><f>1+1</f><v>2</v></c>`, `<c t="str"><f>"a"</f><v>a</v></c>`],
      [`<c><f>1+2</f></c>`, textCell("b")],
    );
    const { types, rows: got, report } = await load(makeXlsx({ sheets: { s: rows } }));
    expect(types).toEqual(["a BIGINT", "b VARCHAR"]);
    expect(got).toEqual([
      ["2", "a"],
      [null, "b"],
    ]);
    expect(report.notes).toEqual(["formulas without a stored result, kept as NULL: 1"]);
  });

  test("blank rows are skipped and counted, those at the end are not rows at all", async () => {
    const styled = ["<c/>"];
    const rows = sheet(header("a"), [numberCell(1)], [], styled, [numberCell(2)], styled, [textCell("")]);
    const { rows: got, report } = await load(makeXlsx({ sheets: { s: rows } }));
    expect(got).toEqual([["1"], ["2"]]);
    expect(report.skipped).toEqual([{ reason: "blank", lines: 2 }]);
  });

  test("what a column cannot show as the sheet does is told: leading zeros, and a day that is none", async () => {
    const rows = sheet(
      header("zip", "d"),
      [numberCell(1234, 7), numberCell(0, date)],
      [numberCell(99999, 7), numberCell(45658, date)],
    );
    const made = { sheets: { s: rows }, formats: [...styles.formats, 170], codes: { 170: "00000" } };
    const { rows: got, report } = await load(makeXlsx(made));
    expect(got).toEqual([
      ["1234", "1899-12-31"],
      ["99999", "2025-01-01"],
    ]);
    expect(report.notes).toEqual([
      "numbers that the sheet shows with leading zeros are kept without: zip",
      "day 0, which Excel shows as 1900-01-00, is kept as 1899-12-31: d",
    ]);
  });

  test("hidden rows, columns and sheets are loaded and told", async () => {
    const xml = `<worksheet><cols><col min="1" max="1" hidden="1"/></cols><sheetData>${rowXml(1, header("a"))}${rowXml(2, [numberCell(1)], 'hidden="1"')}${rowXml(3, [numberCell(2)])}</sheetData></worksheet>`;
    const { rows, report } = await load(makeXlsx({ sheets: { s: xml, t: "" } }));
    expect(rows).toEqual([["1"], ["2"]]);
    expect(report.notes).toEqual([
      'sheet "s" was read; other sheets: "t"',
      "hidden rows, loaded as the others: 1",
      "hidden columns, loaded as the others: 1",
    ]);
  });

  test("merged cells keep their value in the first cell, and are told", async () => {
    const data = sheet(header("a", "b"), [textCell("x"), numberCell(1)], [null, numberCell(2)]);
    const xml = `<worksheet><sheetData>${data}</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells></worksheet>`;
    const { rows, report } = await load(makeXlsx({ sheets: { s: xml } }));
    expect(rows).toEqual([
      ["x", "1"],
      [null, "2"],
    ]);
    expect(report.notes).toEqual([
      "merged cells among the rows, whose value stands in the first cell only: A2:A3",
    ]);
  });

  test("merged cells of a header that is known only behind many rows still name its columns", async () => {
    const many = Array.from({ length: 3000 }, (_, index) => ["a", "b", "c"].map(() => numberCell(index)));
    const data = sheet([textCell("2025"), null, textCell("x")], [textCell("q1"), textCell("q2")], ...many);
    const xml = `<worksheet><sheetData>${data}</sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="C1:C2"/></mergeCells></worksheet>`;
    const { types, rows } = await load(makeXlsx({ sheets: { s: xml } }));
    expect(types).toEqual(["2025 q1 BIGINT", "2025 q2 BIGINT", "x BIGINT"]);
    expect(rows.length).toBe(3000);
  });
});

describe("what writers do", () => {
  test("prefixes, missing addresses, and the strict form of the standard change nothing", async () => {
    const strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    const xml = `<x:worksheet xmlns:x="${strict}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const parts = { "xl/worksheets/sheet1.xml": xml };
    const { types, rows } = await load(makeXlsx({ sheets: { s: "" }, parts }));
    expect(types).toEqual(["a BIGINT"]);
    expect(rows).toEqual([["7"]]);
  });

  test("shared texts keep rich runs and spaces, not phonetic guides", async () => {
    const shared = `<si><t>a</t></si><si><r><t xml:space="preserve">one </t></r><r><t>two</t></r><rPh sb="0" eb="1"><t>guide</t></rPh></si><si><t>x_x000D_y &amp; &#x1F986;</t></si>`;
    const cell = (index: number) => `<c t="s"><v>${index}</v></c>`;
    const rows = sheet([cell(0)], [cell(1)], [cell(2)]);
    const { rows: got } = await load(makeXlsx({ sheets: { s: rows }, shared }));
    expect(got).toEqual([["one two"], ["x\ry & 🦆"]]);
  });

  test("a dimension that lies is not believed", async () => {
    const xml = `<worksheet><dimension ref="A1:A2"/><sheetData>${sheet(header("a", "b"), [numberCell(1), numberCell(2)], [numberCell(3), numberCell(4)])}</sheetData></worksheet>`;
    const { rows } = await load(makeXlsx({ sheets: { s: xml } }));
    expect(rows.length).toBe(2);
  });

  test("dates as ISO text are dates", async () => {
    const rows = sheet(header("d"), [`<c t="d"><v>2025-01-31T10:00:00Z</v></c>`]);
    const { types, rows: got } = await load(makeXlsx({ sheets: { s: rows } }));
    expect([types, got]).toEqual([["d TIMESTAMP"], [["2025-01-31 10:00:00"]]]);
  });
});

describe("what is asked for", () => {
  const grid = sheet(
    header("a", "b", "c"),
    [numberCell(1), numberCell(2), numberCell(3)],
    [numberCell(4), numberCell(5), numberCell(6)],
  );

  test("a range keeps to its cells, and what is outside is counted", async () => {
    const { types, rows, report } = await load(makeXlsx({ sheets: { s: grid } }), { range: "B1:C2" });
    expect([types, rows]).toEqual([["b BIGINT", "c BIGINT"], [["2", "3"]]]);
    expect(report.skipped).toEqual([{ reason: "outside the range", lines: 1 }]);
  });

  test("a header can be refused or placed", async () => {
    const none = await load(makeXlsx({ sheets: { s: grid } }), { headerRow: null, allText: true });
    expect(none.types).toEqual(["A VARCHAR", "B VARCHAR", "C VARCHAR"]);
    expect(none.rows[0]).toEqual(["a", "b", "c"]);
    const second = await load(makeXlsx({ sheets: { s: grid } }), { headerRow: 2 });
    expect([second.types, second.rows]).toEqual([["1 BIGINT", "2 BIGINT", "3 BIGINT"], [["4", "5", "6"]]]);
    expect(second.report.skipped).toEqual([{ reason: "above the header", lines: 1 }]);
  });

  test("a sheet is found by name, and one that is not there is answered with those that are", async () => {
    const workbook = makeXlsx({ sheets: { one: grid, Two: sheet(header("z"), [numberCell(9)]) } });
    expect((await load(workbook, { sheet: "two" })).rows).toEqual([["9"]]);
    await expect(load(workbook, { sheet: "three" })).rejects.toThrow('its sheets are "one", "Two"');
    await expect(load(workbook, { range: "1B" })).rejects.toThrow(IngestError);
  });

  test("an empty sheet says so", async () => {
    await expect(load(makeXlsx({ sheets: { s: "" } }))).rejects.toThrow('There is no value in sheet "s"');
  });

  test("where no sheet is named, the first with values is read, and hidden ones come last", async () => {
    const workbook = makeXlsx({ sheets: { blank: "", data: grid } });
    expect((await load(workbook)).report.notes).toEqual(['sheet "data" was read; other sheets: "blank"']);
  });
});
