import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeTextPage } from "../../table/textPage.ts";
import type { EngineApi, RunRequest } from "../protocol.ts";

const quiet = () => undefined;
let nextRunId = 1;
const request = (name: string, sql: string): RunRequest => ({ runId: nextRunId++, name, sql, params: {} });

/** What every engine must do; the fake and the real DuckDB-WASM both pass it. */
export function engineContract(
  what: string,
  make: () => Promise<EngineApi>,
  dispose: () => void = quiet,
): void {
  describe(`${what} keeps the engine's contract`, () => {
    let engine: EngineApi;
    beforeAll(async () => {
      engine = await make();
      const started = await engine.start({ baseUrl: "http://localhost/", zones: null });
      expect(started.ok).toBe(true);
    });
    afterAll(dispose);

    async function rowsOf(name: string, sql: string) {
      const answer = await engine.run(request(name, sql), quiet);
      if (!answer.ok) throw new Error(answer.error.message);
      if (!answer.value.result) throw new Error("no rows");
      return answer.value.result;
    }

    it("a SELECT gives its columns, its row count and its first rows as text", async () => {
      const result = await rowsOf("answer", "select 42 as answer");
      expect(result.columns).toEqual([{ name: "answer", type: "INTEGER" }]);
      expect(result.rowCount).toBe(1);
      expect(decodeTextPage(result.firstPage).cell(0, 0)).toBe("42");
    });

    it("a result of no rows has columns and an empty first page", async () => {
      const result = await rowsOf("none", "select 1 as n where false");
      expect([result.rowCount, result.firstRows, result.columns.length]).toEqual([0, 0, 1]);
      expect(decodeTextPage(result.firstPage).rows).toBe(0);
    });

    it("any rows of a kept result can be asked for, and past its end there are none", async () => {
      const result = await rowsOf("numbers", "select range as n from range(1000)");
      const page = await engine.page(result.resultKey, 990, 100);
      if (!page.ok) throw new Error(page.error.message);
      const decoded = decodeTextPage(page.value);
      expect([decoded.rows, decoded.cell(0, 0), decoded.cell(9, 0)]).toEqual([10, "990", "999"]);
    });

    it("a cell's name is a relation for later cells", async () => {
      await rowsOf("numbers", "select range as n from range(1000)");
      const twice = await rowsOf("twice", "select n * 2 as m from numbers");
      expect(twice.rowCount).toBe(1000);
      const relation = await engine.relation("TWICE");
      expect(relation).toMatchObject({ ok: true, value: { rowCount: 1000, columns: [{ name: "m" }] } });
      const page = await engine.relationPage("twice", 999, 5);
      if (!page.ok) throw new Error(page.error.message);
      expect(decodeTextPage(page.value).cell(0, 0)).toBe("1998");
    });

    it("a wrong statement is a failure as data, with its place in the cell", async () => {
      const answer = await engine.run(request("wrong", "select *\nfrom nowhere"), quiet);
      expect(answer).toMatchObject({ ok: false, error: { code: "sql", line: 2, column: 6 } });
      expect((await rowsOf("answer", "select 42 as answer")).rowCount).toBe(1);
    });

    it("a running statement can be cancelled, and the next one runs", async () => {
      const runaway = request(
        "runaway",
        "select count(*) as n from range(1000000) a, range(1000000) b where a.range * b.range % 7 = 3",
      );
      const running = engine.run(runaway, quiet);
      await engine.info();
      await engine.cancel(runaway.runId);
      expect(await running).toMatchObject({ ok: false, error: { code: "cancelled" } });
      expect((await rowsOf("answer", "select 42 as answer")).rowCount).toBe(1);
    });

    it("rows that are no longer kept are a failure as data", async () => {
      expect(await engine.page("no such result", 0, 10)).toMatchObject({ ok: false });
      expect(await engine.relation("no_such_relation")).toMatchObject({ ok: false });
    });
  });
}
