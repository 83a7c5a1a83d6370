import { afterAll, describe, expect, it } from "vitest";
import { prepareCell } from "./prepareCell.ts";
import { WasmDuckDB } from "./testing/wasmDuckDB.ts";
import { timeMacrosSql } from "./time/timeMacros.ts";

const engine = new WasmDuckDB([...timeMacrosSql(), 'create table "log" as select now() as z, 1 as a']);
afterAll(() => engine.stop());
const files = (path: string) => (path === "log.csv" ? "log" : null);

function prepared(sql: string, params = {}) {
  const answer = prepareCell(sql, params, files);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

async function failure(sql: string) {
  const answer = await engine.query(sql);
  if (answer.status !== "error") throw new Error(`no error: ${sql}`);
  return { code: "sql" as const, message: answer.message };
}

describe("a cell made ready to run", () => {
  it("binds values, resolves files and says what each statement is", () => {
    const [make, ask] = prepared("create table x as from 'log.csv';\n select {{ n }} from x;", { n: 5 });
    expect(make).toMatchObject({
      sql: 'create table x as from "log"',
      returnsRows: false,
      creates: [{ kind: "table", name: "x" }],
    });
    expect(ask).toMatchObject({ sql: "select 5 from x", returnsRows: true, isQuery: true, zones: [] });
    expect(make?.describe(1)).toBe("Created table x with 1 row.");
  });

  it.each([
    ["create table k as\n", "", 1],
    ["", "", 0],
    ["create table k as\nselect * from (", "\n) limit 5", 1],
  ])(
    "an engine's error leads to its place in the cell, with %j before",
    async (before, after, linesBefore) => {
      const cell = "select 1;\n-- then\nselect {{ long }},\n nope from 'log.csv'";
      const [, last] = prepared(cell, { long: "a long text\nof two lines" });
      const error = await failure(`${before}${last?.sql}${after}`);
      expect(last?.locate(error, linesBefore)).toMatchObject({ line: 4, column: 2, length: 4 });
    },
  );

  it("a place on the statement's first line is right whatever was put before it", async () => {
    const [only] = prepared("select a, nope from log");
    const error = await failure(`create table k as\nselect * from (${only?.sql}\n) limit 5`);
    expect(only?.locate(error, 1)).toMatchObject({ line: 1, column: 11, length: 4 });
  });

  it("missing values, unknown files and what needs ICU are errors at their place", () => {
    expect(prepareCell("select 1;\n  select {{ x }}", {}, files)).toMatchObject({
      error: { line: 2, column: 10 },
    });
    expect(prepareCell("select {{ x }};\nfrom 'no.csv'", { x: "1" }, files)).toMatchObject({
      error: { code: "file", line: 2, column: 6 },
    });
    for (const load of ["load icu", "install icu", "force install icu from 'https://example.org'"])
      expect(prepareCell(`select 1;\n${load}`, {}, files)).toMatchObject({
        error: { code: "unsupported", line: 2, column: 1 },
      });
  });

  it("time arithmetic is repaired step by step, and later errors still have their place", async () => {
    const cell = "select z - interval 1 day - interval 1 hour as y,\n z::date d from log";
    let [statement] = prepared(cell);
    for (let step = 0; step < 3; step++) {
      const error = await failure(statement?.sql ?? "");
      statement = statement?.repair(error, 0) ?? undefined;
    }
    expect(await engine.query(statement?.sql ?? "")).toMatchObject({ status: "ok" });
    const [wrong] = prepared(`${cell} where nope`);
    const first = await failure(wrong?.sql ?? "");
    const line = wrong?.locate(first, 0);
    expect([line?.line, line?.column]).toEqual([2, 27]);
    expect(wrong?.repair(first, 0)).toBeNull();
  });
});
