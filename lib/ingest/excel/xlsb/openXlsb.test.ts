import { strToU8, unzipSync, zipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import { type LoadSheet, sheetLoader } from "../../testing/loadSheet.ts";
import { f64, u32 } from "../../testing/makeXls.ts";
import { makeXlsx } from "../../testing/makeXlsx.ts";
import { openWasmDuckDb } from "../../testing/wasmDuckDb.ts";

let load: LoadSheet;

beforeAll(async () => {
  load = sheetLoader(await openWasmDuckDb());
});

function record(id: number, body: readonly number[] = []): number[] {
  const number = id < 128 ? [id] : [(id & 127) | 128, id >> 7];
  const size = body.length < 128 ? [body.length] : [(body.length & 127) | 128, body.length >> 7];
  return [...number, ...size, ...body];
}

function text(value: string): number[] {
  return [...u32(value.length), ...[...value].flatMap((character) => [character.charCodeAt(0), 0])];
}

/** An xlsb file with one sheet of these records. */
function xlsb(rows: readonly number[]): Uint8Array {
  const parts = unzipSync(makeXlsx({ sheets: { s: "" } }));
  const renamed = (name: string) =>
    strToU8(
      new TextDecoder().decode(parts[name]).replaceAll(".xml", ".bin").replaceAll("[Content_Types].bin", ""),
    );
  const xf = (format: number) => record(47, [0, 0, format, 0, ...Array(12).fill(0)]);
  return zipSync({
    "[Content_Types].xml": strToU8("<Types/>"),
    "_rels/.rels": renamed("_rels/.rels"),
    "xl/_rels/workbook.bin.rels": renamed("xl/_rels/workbook.xml.rels"),
    "xl/workbook.bin": Uint8Array.from([
      ...record(153, u32(0, 0)),
      ...record(156, [...u32(1, 1), ...text("rId1"), ...text("Numbers")]),
    ]),
    "xl/styles.bin": Uint8Array.from([...record(617, u32(2)), ...xf(0), ...xf(14), ...record(618)]),
    "xl/sharedStrings.bin": Uint8Array.from(record(19, [0, ...text("shared")])),
    "xl/worksheets/sheet1.bin": Uint8Array.from([
      ...record(145),
      ...rows,
      ...record(146),
      ...record(1, u32(9, 9)),
    ]),
  });
}

const row = (number: number) => record(0, [...u32(number, 0), ...Array(17).fill(0)]);
const cell = (id: number, column: number, value: readonly number[], style = 0) =>
  record(id, [...u32(column, style), ...value]);

test("cells of every kind come as what they hold, and what stands behind the rows is no cell", async () => {
  const records = [
    ...row(0),
    ...cell(7, 0, u32(0)),
    ...cell(6, 1, text("own")),
    ...row(1),
    ...cell(2, 0, u32((5 << 2) | 2)),
    ...cell(5, 1, f64(45658), 1),
    ...cell(4, 2, [1]),
    ...row(2),
    ...cell(9, 0, [...f64(6), 0, 0]),
    ...cell(3, 1, [42]),
    ...cell(1, 3, []),
  ];
  const { types, rows, report } = await load(xlsb(records), { headerRow: 1 });
  expect(types).toEqual(["shared BIGINT", "own DATE", "C BOOLEAN"]);
  expect(rows).toEqual([
    ["5", "2025-01-01", "true"],
    ["6", null, null],
  ]);
  expect(report.notes).toEqual([
    'sheet "Numbers" is hidden',
    "cells with the error #N/A that became NULL: 1 (in own)",
  ]);
});
