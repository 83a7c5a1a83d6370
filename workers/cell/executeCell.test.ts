import { beforeAll, describe, expect, it } from "vitest";
import type { WasmDuckDb } from "../../lib/ingest/testing/wasmDuckDb.ts";
import { openCellStage, type Ran, runCell } from "./testing/cellStage.ts";

let db: WasmDuckDb;
beforeAll(async () => {
  db = await openCellStage();
});

type Given = Parameters<typeof runCell> extends [WasmDuckDb, ...infer Rest] ? Rest : never;
const run = (...given: Given): Promise<Ran> => runCell(db, ...given);

describe("a cell that makes a relation", () => {
  it("maps every row of another, typed both ways", async () => {
    const { relations, done, error } = await run(
      "export default orders.map((o) => ({ ...o, twice: o.amount * 2, next: o.big + 1n, day: o.at.toDate() }))",
    );
    expect(error).toBeUndefined();
    expect(done).toMatchObject({ hasRelation: true, rowsWritten: 10_000, rejected: 0, notices: [] });
    const { types, rows } = relations.written();
    expect(types).toEqual({
      id: "INTEGER",
      big: "BIGINT",
      amount: "DOUBLE",
      vendor: "VARCHAR",
      at: "TIMESTAMP",
      twice: "DOUBLE",
      next: "BIGINT",
      day: "TIMESTAMP",
    });
    expect(rows[7]).toEqual([
      "7",
      "70",
      "1.75",
      "v1",
      "2026-01-01 00:00:07",
      "3.5",
      "71",
      "2026-01-01 00:00:07",
    ]);
  });

  it("keeps the types of rows that it only passes on", async () => {
    const { relations } = await run(
      "export default orders.filter((o) => o.id % 2 === 0).filter((o) => o.id < 100)",
    );
    expect(relations.written().types).toEqual({
      id: "INTEGER",
      big: "BIGINT",
      amount: "DECIMAL(10,2)",
      vendor: "VARCHAR",
      at: "TIMESTAMP",
    });
    expect(relations.written().rows).toHaveLength(50);
  });

  it("keeps the columns of a relation without rows", async () => {
    const { relations } = await run("export default nobody");
    expect(relations.written()).toEqual({ types: { a: "UTINYINT", b: "UUID" }, rows: [] });
  });

  it("reads only the columns it selects", async () => {
    const { relations } = await run(
      'export default orders.select("vendor", "id").filter((o, i) => i === 9999)',
    );
    expect(relations.written()).toEqual({
      types: { vendor: "VARCHAR", id: "INTEGER" },
      rows: [["v0", "9999"]],
    });
  });

  it("flattens, and waits for promises in order", async () => {
    const { relations } = await run(
      "export default orders.filter((o) => o.id < 3).flatMap((o) => [o.id, o.id]).map(async (n) => ({ n: await n }))",
    );
    expect(relations.written().rows).toEqual([["0"], ["0"], ["1"], ["1"], ["2"], ["2"]]);
  });

  it("sends rows whose function throws, at once or later, to the rejects, with row, error, line and value", async () => {
    const { relations, done } = await run(
      "export default orders\n  .select('id')\n  .map((o) => { if (o.id === 5) throw new RangeError('five'); return o; })\n  .map(async (o) => { if (o.id === 9) throw 'nine'; return o; })",
    );
    expect(done).toMatchObject({ rowsWritten: 9998, rejected: 2 });
    expect(done?.notices[0]).toContain("row 6, RangeError: five (line 3)");
    expect(relations.rejects).toEqual([
      { row: 6, error: "RangeError: five (line 3)", value: '{"id":5}' },
      { row: 10, error: "Thrown: nine", value: '{"id":9}' },
    ]);
  });

  it("fails when the function throws on every row", async () => {
    const { error } = await run("export default orders.map((o: any) =>\n  o.missing.field)");
    expect(error).toMatchObject({
      line: 2,
      message: expect.stringContaining("threw on each of the 10,000 rows"),
    });
  });

  it("fails when no row can be kept, and when there is nothing to keep", async () => {
    expect((await run("export default orders.map((o) => { o.id; })")).error?.message).toContain(
      "does the function return",
    );
    expect((await run("export default undefined")).error?.message).toContain("undefined");
  });
});

describe("a cell that reads", () => {
  it("iterates, counts, collects, and leaves early", async () => {
    const { shown } = await run(`
      let sum = 0;
      for await (const o of orders) { if (o.id >= 100) break; sum += o.id; }
      let batches = 0;
      for await (const batch of orders.batches()) batches += batch.length;
      display([sum, batches, await orders.count(), (await orders.filter(o => o.id < 5).toArray()).length]);`);
    expect(shown).toEqual([{ type: "value", json: "[\n  4950,\n  10000,\n  10000,\n  5\n]" }]);
  });

  it("binds values in sql templates and takes relations by name", async () => {
    const { shown, error } = await run(
      `const rows = await sql\`select id, \${"it's"} as t from \${orders} where id < \${3} order by id\`;
       display(rows.map((r) => r.id + r.t).join())`,
    );
    expect(error).toBeUndefined();
    expect(shown).toEqual([{ type: "text", text: "0it's,1it's,2it's" }]);
  });

  it("cannot read what it does not name", async () => {
    const { error } = await run("await new Relation({}).count; await sql([`select 1 from nobody`])");
    expect(error?.message).toContain("template tag");
    const tagged = await run("const tag = sql; await tag`select 1 as n from nobody`");
    expect(tagged.error?.message).toContain('does not name the relation "nobody"');
  });

  it("has values of other cells, times among them", async () => {
    const packed = { since: { "eider:time": "DATE", steps: 20_000n }, factor: 2 };
    const { shown } = await run("display([since, since instanceof DuckTime, factor * 2].join(' '))", packed);
    expect(shown).toEqual([{ type: "text", text: "2024-10-04 true 4" }]);
  });
});

describe("what a cell shows", () => {
  it("shows its last expression, a relation as a table of its first rows", async () => {
    const { shown, done } = await run("orders.select('id', 'at')", {}, { tableRows: 2 });
    expect(shown).toEqual([
      {
        type: "table",
        columns: ["id", "at"],
        rows: [
          ["0", "2026-01-01 00:00:00"],
          ["1", "2026-01-01 00:00:01"],
        ],
      },
    ]);
    expect(done).toMatchObject({ hasRelation: false });
    expect(done?.notices[0]).toContain("First 2 of");
  });

  it("collects console and display in order", async () => {
    const { logged, shown } = await run(
      "console.log('a', { b: 1n }, null); display.html('<b>x</b>'); console.warn(new Error('no'));",
    );
    expect(logged).toEqual(['a {"b":1} null', "Error: no"]);
    expect(shown).toEqual([{ type: "html", html: "<b>x</b>" }]);
  });

  it("keeps as many displays as it may and says how many are missing", async () => {
    const { shown, done } = await run("for (let i = 0; i < 100; i++) display(i);", {}, { shownItems: 10 });
    expect(shown).toHaveLength(10);
    expect(done?.notices).toEqual([expect.stringContaining("90 more")]);
  });
});

describe("what a cell hands on", () => {
  it("exports plain values and says why it cannot export others", async () => {
    const { done } = await run(
      "export const a = { n: [1n, new Date(5)], d: DuckTime.from(new Date(1)) }, f = () => 1, r = orders, deep = [{ x: Symbol('s') }];",
    );
    expect(done?.values).toEqual({
      a: { n: [1n, new Date(5)], d: { "eider:time": "TIMESTAMP", steps: 1000n } },
    });
    expect(done?.notices).toHaveLength(3);
    expect(done?.notices.join()).toContain('"deep": it[0].x is a symbol');
  });

  it("refuses values that are too large, by name", async () => {
    const { done } = await run("export const small = 1, large = 'x'.repeat(10000)", {}, { valueBytes: 1000 });
    expect(Object.keys(done?.values ?? {})).toEqual(["small"]);
    expect(done?.notices.join()).toContain('"large"');
  });
});

describe("a cell that fails", () => {
  it("says where in its own text, types and all", async () => {
    const { error } = await run(
      "const a: number = 1;\n\nfunction f(o: { x: { y: number } }): number {\n  return o.x.y;\n}\nf({} as never);",
    );
    expect(error).toMatchObject({ code: "sql", line: 4, message: expect.stringContaining("TypeError") });
  });

  it("carries an engine's error to the line that asked", async () => {
    const { error } = await run("const a = 1;\nawait sql`select nothing_like_it from orders`;");
    expect(error).toMatchObject({
      code: "sql",
      line: 2,
      message: expect.stringContaining("nothing_like_it"),
    });
  });

  it("explains what is withheld", async () => {
    const { error } = await run("await import('lodash')");
    expect(error?.message).toContain('Imports of "lodash" are not possible');
  });
});
