import { beforeAll, describe, expect, test } from "vitest";
import { decodeTextPage } from "../../table/textPage.ts";
import { textProjection } from "../../table/textProjection.ts";
import { openWasmDuckDb, type WasmDuckDb } from "../testing/wasmDuckDb.ts";
import { countNotes } from "./countNotes.ts";
import { CsvScanner } from "./csvScanner.ts";
import { exactTypes } from "./exactTypes.ts";
import { sniffCsv } from "./sniffCsv.ts";
import { readCsvSql, sniffToOptions } from "./sniffToOptions.ts";

let wasm: WasmDuckDb;
beforeAll(async () => {
  wasm = await openWasmDuckDb();
});

let files = 0;

/** Loads a file as the engine does: sniff, plan, load, count, and load again where the whole file asks for it. */
async function load(text: string, headBytes = 1 << 20) {
  const path = `f${++files}.csv`;
  const bytes = new TextEncoder().encode(text);
  wasm.file(path, bytes);
  const head = bytes.subarray(0, headBytes);
  const sniff = await sniffCsv(path, text.slice(0, headBytes), "", async (sql) =>
    decodeTextPage(wasm.ipc(sql)),
  );
  if (!sniff) throw new Error("not sniffed");
  let plan = sniffToOptions(sniff, head);
  const scanner = new CsvScanner(plan.dialect, plan.kinds);
  scanner.push(bytes);
  const count = scanner.end();
  const changes = exactTypes(plan.readAs, count.facts);
  if (changes.length > 0) plan = sniffToOptions(sniff, head, changes);
  const table = `t${files}`;
  wasm.run(`CREATE TABLE ${table} AS ${readCsvSql(path, plan, { errors: `e${files}`, scans: `s${files}` })}`);
  const types = wasm
    .texts(`SELECT column_name, column_type FROM (DESCRIBE ${table})`)
    .map(([name, type]) => `${name} ${type}`);
  const rejected = wasm
    .texts(`SELECT DISTINCT line::VARCHAR FROM e${files} ORDER BY ALL`)
    .map(([line]) => line);
  const rows = wasm.texts(`SELECT ${textProjection(plan.columns).join(", ")} FROM ${table}`);
  expect(plan.columns.map(({ name, type }) => `${name} ${type}`)).toEqual(types);
  expect(rows.length + rejected.length).toBe(count.records);
  return { types, rows, rejected, notes: [...plan.notes, ...countNotes(count, plan.dialect)] };
}

const many = (first: string, line: (i: number) => string, last: string) =>
  `${first}\n${Array.from({ length: 25_000 }, (_, i) => line(i)).join("\n")}\n${last}\n`;

describe("a CSV file as it is sniffed and read", () => {
  test("times with Z or an offset become UTC TIMESTAMP, and the notes say so", async () => {
    const { types, rows, notes } = await load("t,n\n2026-01-01T00:00:00+02:00,1\n2026-01-01T00:00:00Z,2\n");
    expect(types).toEqual(["t TIMESTAMP", "n BIGINT"]);
    expect(rows).toEqual([
      ["2025-12-31 22:00:00", "1"],
      ["2026-01-01 00:00:00", "2"],
    ]);
    expect(notes).toEqual(["times with Z or an offset are kept as UTC TIMESTAMP: t"]);
  });

  test("an offset far behind the sample is applied too", async () => {
    const { rows, notes } = await load(
      many("t,n", (i) => `2026-01-01 00:00:00,${i}`, "2026-01-01T00:00:00+02:00,7"),
    );
    expect(rows.at(-1)).toEqual(["2025-12-31 22:00:00", "7"]);
    expect(notes[0]).toContain(
      "column t read as TIMESTAMP WITH TIME ZONE: 2026-01-01T00:00:00+02:00 (line 25002)",
    );
  });

  test("leading zeros stay, wherever they are", async () => {
    expect((await load("id,n\n007,1\n012,2\n")).rows).toEqual([
      ["007", "1"],
      ["012", "2"],
    ]);
    const late = await load(many("id,n", (i) => `${i + 1},${i}`, "007,1"));
    expect([late.types[0], late.rows.at(-1)]).toEqual(["id VARCHAR", ["007", "1"]]);
    expect(late.notes[0]).toBe(
      "column id read as VARCHAR: 007 (line 25002) would lose its leading zeros as a number",
    );
  });

  test("a fraction far behind the sample is not rounded", async () => {
    const { types, rows } = await load(many("x,n", (i) => `${i},${i}`, "1.5,1"));
    expect([types[0], rows.at(-1)]).toEqual(["x DOUBLE", ["1.5", "1"]]);
  });

  test("digits beyond a DOUBLE stay", async () => {
    const { types, rows } = await load(
      "id,d,e\n12345678901234567890,1.1234567890123456789,0.30000000000000004\n2,0.1,1.5\n",
    );
    expect(types).toEqual(["id HUGEINT", "d DECIMAL(38,19)", "e DOUBLE"]);
    expect(rows[0]).toEqual(["12345678901234567890", "1.1234567890123456789", "0.30000000000000004"]);
  });

  test("nanoseconds stay", async () => {
    const { types, rows } = await load("t,n\n2026-01-01 00:00:00.123456789,1\n2026-01-01 00:00:00,2\n");
    expect([types[0], rows[0]?.[0]]).toEqual(["t TIMESTAMP_NS", "2026-01-01 00:00:00.123456789"]);
  });

  test("quotes far behind the sample are quotes", async () => {
    const { rows, rejected } = await load(many("a,b", (i) => `x${i},${i}`, '"two\nlines, and ""quotes""",1'));
    expect([rows.at(-1), rejected]).toEqual([['two\nlines, and "quotes"', "1"], []]);
  });

  test("quotes inside a field are characters", async () => {
    expect((await load('a,b\n5" pipe,2\nx,y\n')).rows).toEqual([
      ['5" pipe', "2"],
      ["x", "y"],
    ]);
  });

  test("a ragged line is rejected, not the reason to see one column", async () => {
    const { types, rows, rejected } = await load("a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n");
    expect([types.length, rows.length, rejected]).toEqual([3, 2, ["3", "4"]]);
  });

  test("a value of the wrong type is rejected with its line", async () => {
    expect((await load(many("a,b", (i) => `${i},${i}`, "x,1"))).rejected).toEqual(["25002"]);
  });

  test("mixed line ends load, with a note", async () => {
    const { rows, notes } = await load("a,b\n1,2\r\n3,4\n5,6\r\n");
    expect(rows).toHaveLength(3);
    expect(notes[0]).toMatch(/^line ends are mixed/);
  });

  test("comments before the header are skipped and do not cut values", async () => {
    const { rows, notes } = await load("# made by x\n# on y\nid,colour\n1,#fff\n2,#eee\n");
    expect([rows, notes]).toEqual([
      [
        ["1", "#fff"],
        ["2", "#eee"],
      ],
      [],
    ]);
  });

  test("comments among rows are comments where no value holds the mark", async () => {
    expect((await load("a,b\n1,2\n# note\n3,4\n")).rows).toHaveLength(2);
  });

  test("what stands before the header is skipped", async () => {
    expect((await load("Report of May\n\na,b\n1,2\n3,4\n5,6\n")).types).toEqual(["a BIGINT", "b BIGINT"]);
  });

  test("quoted empty values are NULL, and counted in a note", async () => {
    const { rows, notes } = await load('"a","b"\n"1",""\n"2","3"\n');
    expect([rows[0], notes]).toEqual([["1", null], ['quoted empty values ("") are read as NULL: 1']]);
  });

  test.each([
    ["tabs", "\t"],
    ["semicolons", ";"],
    ["bars", "|"],
  ])("columns may be parted by %s", async (_, mark) => {
    expect((await load(`a${mark}b\n1${mark}x\n2${mark}y\n`)).types).toEqual(["a BIGINT", "b VARCHAR"]);
  });

  test("days may come first, and the notes say so", async () => {
    const { rows, notes } = await load("d,n\n31/12/2025,1\n01/02/2026,2\n");
    expect(rows.map(([day]) => day)).toEqual(["2025-12-31", "2026-02-01"]);
    expect(notes).toEqual(["dates are read as %d/%m/%Y"]);
  });

  test("names may need quotes", async () => {
    expect((await load(`"it's ""a""",select\n1,2\n3,4\n`)).types).toEqual([
      `it's "a" BIGINT`,
      "select BIGINT",
    ]);
  });
});
