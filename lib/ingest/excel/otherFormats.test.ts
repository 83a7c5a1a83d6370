import { beforeAll, describe, expect, test } from "vitest";
import { type LoadSheet, sheetLoader } from "../testing/loadSheet.ts";
import { makeOds, odsContent } from "../testing/makeOds.ts";
import { makeXlsx } from "../testing/makeXlsx.ts";
import { openWasmDuckDb } from "../testing/wasmDuckDb.ts";
import { detectWorkbook } from "./detectWorkbook.ts";
import { workbookSheets } from "./workbookSheets.ts";

let load: LoadSheet;

beforeAll(async () => {
  load = sheetLoader(await openWasmDuckDb());
});

describe("OpenDocument", () => {
  const typed = (type: string, value: string, shown = "") =>
    `<table:table-cell office:value-type="${type}" calcext:value-type="x" ${value}><text:p>${shown}</text:p></table:table-cell>`;
  const text = (value: string) => typed("string", "", value);
  const row = (...cells: string[]) => `<table:table-row>${cells.join("")}</table:table-row>`;
  const blankEnd = `<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`;

  test("cells come by their own types", async () => {
    const rows = [
      row(...["n", "f", "p", "d", "dt", "t", "e", "b", "s"].map(text)),
      row(
        typed("float", 'office:value="12345678901234567"', "1.2E+16"),
        typed("float", 'office:value="0.5"'),
        typed("percentage", 'office:value="0.25"', "25%"),
        typed("date", 'office:date-value="2025-01-31"'),
        typed("date", 'office:date-value="2025-01-31T12:34:56.789"'),
        typed("time", 'office:time-value="PT12H30M00S"'),
        typed("time", 'office:time-value="PT30H15M00S"'),
        typed("boolean", 'office:boolean-value="true"', "TRUE"),
        text('two<text:s text:c="2"/>words</text:p><text:p>and a line'),
      ),
      blankEnd,
    ];
    const { types, rows: got } = await load(makeOds(odsContent({ s: rows.join("") })));
    expect(types).toEqual([
      "n BIGINT",
      "f DOUBLE",
      "p DOUBLE",
      "d DATE",
      "dt TIMESTAMP",
      "t TIME",
      "e INTERVAL",
      "b BOOLEAN",
      "s VARCHAR",
    ]);
    expect(got).toEqual([
      [
        "12345678901234567",
        "0.5",
        "0.25",
        "2025-01-31",
        "2025-01-31 12:34:56.789",
        "12:30:00",
        "30:15:00",
        "true",
        "two  words\nand a line",
      ],
    ]);
  });

  test("repeated cells and rows are all there, notes are not", async () => {
    const rows = [
      row(text("a"), text("b")),
      `<table:table-row table:number-rows-repeated="3">${typed("float", 'table:number-columns-repeated="2" office:value="7"').replace("<text:p>", "<office:annotation><text:p>a note</text:p></office:annotation><text:p>")}</table:table-row>`,
    ];
    const { rows: got } = await load(makeOds(odsContent({ s: rows.join("") })));
    expect(got).toEqual([
      ["7", "7"],
      ["7", "7"],
      ["7", "7"],
    ]);
  });

  test("sheets are read by their place, hidden ones are told, and a plain XML file is the same", async () => {
    const style = `<style:style style:name="style-two"><style:table-properties table:display="false"/></style:style>`;
    const content = odsContent({ one: row(text("a")), two: row(text("x")) + row(text("y")) }, style);
    for (const file of [makeOds(content), content]) {
      const { types, rows, report } = await load(file, { sheet: "two" });
      expect([types, rows]).toEqual([["x VARCHAR"], [["y"]]]);
      expect(report.notes[0]).toBe('sheet "two" is hidden');
    }
  });
});

describe("Excel's XML of 2003", () => {
  const workbook = (table: string) =>
    `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="t"><NumberFormat ss:Format="h:mm"/></Style></Styles><Worksheet ss:Name="First"><Table>${table}</Table></Worksheet></Workbook>`;
  const cell = (type: string, value: string, attributes = "") =>
    `<Cell ${attributes}><Data ss:Type="${type}">${value}</Data><Comment><ss:Data>no value</ss:Data></Comment></Cell>`;

  test("cells come by their types, places and styles", async () => {
    const names = ["n", "d", "t", "b"].map((name) => cell("String", name)).join("");
    const values = [
      cell("Number", "1.5"),
      cell("DateTime", "2025-01-31T00:00:00.000", 'ss:StyleID="d"'),
      cell("DateTime", "1899-12-31T12:30:00.000", 'ss:StyleID="t"'),
      cell("Boolean", "1"),
    ].join("");
    const rows = `<Row>${names}</Row><Row ss:Index="4">${values}</Row><Row>${cell("Boolean", "0", 'ss:Index="4"')}</Row>`;
    const { types, rows: got, report } = await load(workbook(rows));
    expect(types).toEqual(["n DOUBLE", "d DATE", "t TIME", "b BOOLEAN"]);
    expect(got).toEqual([
      ["1.5", "2025-01-31", "12:30:00", "true"],
      [null, null, null, "false"],
    ]);
    expect(report.skipped).toEqual([{ reason: "blank", lines: 2 }]);
  });
});

describe("what is only named like a workbook", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  test.each([
    ["<html><body><table><tr><td>1</td></tr></table>", "html", "web page"],
    ["\ufeff<!DOCTYPE html><p>", "html", "web page"],
    ["MIME-Version: 1.0\nContent-Type: multipart/related", "html", "web page"],
    ["ID;PWXL;N;E\n", "sylk", "SYLK"],
    ["a\tb\n1\t2\n", "text", "name it .csv"],
  ])("%s is known for what it is", async (text, content, message) => {
    expect(detectWorkbook(bytes(text))).toBe(content);
    await expect(workbookSheets(new Blob([text]))).rejects.toThrow(message);
  });

  test("a zip of something else is no workbook", async () => {
    const zip = makeXlsx({ sheets: {}, parts: { "_rels/.rels": "<Relationships/>", "xl/workbook.xml": "" } });
    await expect(workbookSheets(new Blob([new Uint8Array(zip)]))).rejects.toThrow("holds no element");
  });
});
