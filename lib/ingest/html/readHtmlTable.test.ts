import { beforeAll, describe, expect, test } from "vitest";
import { collectingSink } from "../testing/collectingSink.ts";
import { openWasmDuckDb, type WasmDuckDb } from "../testing/wasmDuckDb.ts";
import { IngestError } from "../types.ts";
import { type HtmlReadOptions, readHtmlTable } from "./readHtmlTable.ts";

let wasm: WasmDuckDb;
let tables = 0;
beforeAll(async () => {
  wasm = await openWasmDuckDb();
});

async function load(html: string | Uint8Array<ArrayBuffer>, options: HtmlReadOptions = {}) {
  const sink = collectingSink();
  const signal = new AbortController().signal;
  const report = await readHtmlTable(new Blob([html]), sink, options, () => undefined, signal);
  const table = `h${++tables}`;
  wasm.insert(table, sink.ipcs);
  const names = wasm.texts(`SELECT column_name FROM (DESCRIBE ${table})`).map(([name]) => name);
  const rows = wasm.texts(`FROM ${table}`);
  expect(report.loaded).toBe(rows.length);
  expect(report.rows).toBe(report.loaded + report.rejects.length);
  expect(report.columns.map(({ name }) => name)).toEqual(names);
  return { names, rows, report };
}

describe("reading a table of a page", () => {
  test("the largest table is read, and that there are others is told", async () => {
    const { names, rows, report } = await load(
      "<h1>Hi</h1><table><tr><td>menu</table><table><tr><th>Name<th>n<tr><td>a<td>1<tr></tr><tr><td>b<td></table>",
    );
    expect(names).toEqual(["Name", "n"]);
    expect(rows).toEqual([
      ["a", "1"],
      ["b", null],
    ]);
    expect(report.skipped).toEqual([
      { reason: "heading", lines: 1 },
      { reason: "row without cells", lines: 1 },
    ]);
    expect(report.notes).toEqual([
      "table 2 of 2 is read",
      "characters of text around tables, which are not read: 2",
    ]);
  });

  test("another table can be asked for, and its first row be or not be its heading", async () => {
    const html = "<table><tr><td>a<td>A<tr><td>1<td>2</table><table><tr><th>x<tr><td>1</table>";
    expect((await load(html, { table: 2 })).names).toEqual(["x"]);
    expect(await load(html, { table: 1 })).toMatchObject({
      names: ["column0", "column1"],
      rows: [
        ["a", "A"],
        ["1", "2"],
      ],
    });
    expect(await load(html, { table: 1, header: true })).toMatchObject({
      names: ["a", "A_1"],
      rows: [["1", "2"]],
    });
    expect(await load(html, { table: 2, header: false })).toMatchObject({
      names: ["column0"],
      rows: [["x"], ["1"]],
    });
  });

  test("many rows go in several batches", async () => {
    const body = Array.from({ length: 45_000 }, (_, n) => `<tr><td>${n}</td></tr>`).join("");
    const { rows } = await load(`<table>${body}</table>`);
    expect(rows).toHaveLength(45_000);
    expect(rows[44_999]).toEqual(["44999"]);
  });

  test("a page's encoding is what it says, or what its bytes are", async () => {
    const latin1 = (html: string) => Uint8Array.from(Buffer.from(html, "latin1"));
    const cell = "<table><tr><td>caf\u00e9</table>";
    const said = await load(latin1(`<meta charset="iso-8859-1">${cell}`));
    expect([said.rows, said.report.encoding]).toEqual([[["caf\u00e9"]], "iso-8859-1"]);
    const unsaid = await load(latin1(cell));
    expect([unsaid.rows, unsaid.report.encoding]).toEqual([[["caf\u00e9"]], "windows-1252"]);
    expect(unsaid.report.notes[0]).toMatch(/Windows-1252/);
    const utf16 = Uint8Array.from(Buffer.from(`\ufeff${cell}`, "utf16le"));
    expect((await load(utf16)).rows).toEqual([["caf\u00e9"]]);
    const wrong = await load(latin1(`<meta charset=utf-8>${cell}`));
    expect([wrong.rows, wrong.report.notes[0]]).toEqual([
      [["caf\ufffd"]],
      "characters that are no utf-8 became U+FFFD: 1",
    ]);
  });

  test.each([
    ["<p>no table</p>", {}, /no table with text/],
    ["<table><tr><td></table>", {}, /no table with text/],
    ["<table><tr><td>1</table>", { table: 2 }, /no table 2.*it has 1/],
    ["<meta charset=x-klingon><table><tr><td>1</table>", {}, /x-klingon/],
  ])("%s with %j is refused with a reason", async (html, options, reason) => {
    await expect(load(html, options)).rejects.toThrow(IngestError);
    await expect(load(html, options)).rejects.toThrow(reason);
  });
});
