import { afterAll, describe, expect, it } from "vitest";
import { errorPosition } from "./errorPosition.ts";
import { WasmDuckDB } from "./testing/wasmDuckDB.ts";

const plain = new WasmDuckDB(["create table t as select 1 as a"]);
const json = new WasmDuckDB(["create table t as select 1 as a", "set errors_as_json=true"]);
afterAll(() => {
  plain.stop();
  json.stop();
});
const same = (offset: number) => offset;

describe("the place of an error", () => {
  it.each([
    ["select a,\n  nope from t", 2, 3, 4],
    ["selec 1", 1, 1, 5],
    ["select 'é€💾', nope from t", 1, 16, 4],
    [`select ${"a + ".repeat(60)}nope from t`, 1, 248, 4],
    [`select a,\n${" ".repeat(150)}nope, ${"a, ".repeat(60)} a from t`, 2, 151, 4],
    ["-- note\n\nselect *\r\nfrom missing_table", 4, 6, 13],
  ])("%j", async (sql, line, column, length) => {
    for (const engine of [plain, json]) {
      const answer = await engine.query(sql);
      if (answer.status !== "error") throw new Error("no error");
      const placed = errorPosition(answer.message, sql, same, sql);
      expect(placed).toMatchObject({ line, column, length });
      expect(placed.message).toMatch(/^(Binder|Parser|Catalog) Error: /);
      expect(placed.message).not.toMatch(/LINE|\^|exception_type/);
    }
  });

  it("goes through the map to the cell's own text", () => {
    const cell = "-- first\nselect {{ x }}, nope";
    const sent = "select 1, nope";
    const map = (offset: number) => (offset < 8 ? 9 + offset : cell.length - sent.length + offset);
    const text = 'Binder Error: column "nope" not found\n\nLINE 1: select 1, nope\n                  ^';
    expect(errorPosition(text, sent, map, cell)).toMatchObject({
      line: 2,
      column: 17,
      length: 4,
      type: "Binder",
    });
  });

  it("an error without a place has none, and keeps its message", () => {
    const error = errorPosition("Invalid Input Error: boo", "select 1", same, "select 1");
    expect(error).toMatchObject({
      type: "Invalid Input",
      message: "Invalid Input Error: boo",
      sentOffset: null,
    });
    expect(error.line).toBeUndefined();
  });

  it("advice about extensions gives way to what can be done", async () => {
    const answer = await plain.query("select * from read_parquet('x.parquet')");
    if (answer.status !== "error") throw new Error("no error");
    const placed = errorPosition(answer.message, "", same, "");
    expect(placed.message).toContain("parquet extension");
    expect(placed.message).not.toMatch(/INSTALL|LOAD/);
    expect(placed.hint).toBeDefined();
  });
});
