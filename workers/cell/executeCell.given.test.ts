import { beforeAll, describe, expect, it } from "vitest";
import type { WasmDuckDb } from "../../lib/ingest/testing/wasmDuckDb.ts";
import { parsePinnedSchema } from "../../lib/sandbox/pinnedSchema.ts";
import { openCellStage, type Ran, runCell } from "./testing/cellStage.ts";

let db: WasmDuckDb;
beforeAll(async () => {
  db = await openCellStage();
});

type Given = Parameters<typeof runCell> extends [WasmDuckDb, ...infer Rest] ? Rest : never;
const run = (...given: Given): Promise<Ran> => runCell(db, ...given);

describe("a cell that imports packages", () => {
  const packages = {
    roots: { "npm:tiny@1.0.0": "https://esm.example.org/tiny.js" },
    modules: [
      {
        id: "https://esm.example.org/tiny.js",
        imports: {},
        js: '"use strict";exports.one = 1;exports.default = typeof fetch;',
      },
    ],
  };

  it("has their exports by the names that it gives them, static and by import()", async () => {
    const source = `import kind, { one as first } from "npm:tiny@1.0.0";
import * as all from "npm:tiny@1.0.0";
import type { Nothing } from "npm:tiny@1.0.0";
const later = await import("npm:tiny@1.0.0");
export default [{ kind: typeof kind, first, all: all.one, later: later.one }];`;
    const { relations, error } = await run(source, {}, {}, { packages });
    expect(error).toBeUndefined();
    expect(relations.written().rows).toEqual([["string", "1", "1", "1"]]);
  });

  it("is told of exports that are not there, and of packages whose names it puts together", async () => {
    const missing = await run('import { two } from "npm:tiny@1.0.0"; two;', {}, {}, { packages });
    expect(missing.error?.message).toContain('"npm:tiny@1.0.0" exports no "two".');
    const made = await run("await import('npm:' + 'tiny@2.0.0')", {}, {}, { packages });
    expect(made.error?.message).toContain("stand in the cell as a text");
  });
});

describe("a cell whose schema is pinned", () => {
  const pin = (text: string) => {
    const parsed = parsePinnedSchema(text);
    if (!parsed.ok) throw new Error(parsed.error.message);
    return parsed.value;
  };

  it("sets rows aside that do not fit, and says the first", async () => {
    const { done, relations } = await run(
      "export default orders.map((o) => ({ id: o.id === 7 ? 'seven' : o.id, amount: o.amount }));",
      {},
      {},
      { schema: pin("id BIGINT, amount DECIMAL(10,2)") },
    );
    expect(done).toMatchObject({
      rowsWritten: 9999,
      rejected: 1,
      notices: ['First row set aside: Column "id": the text "seven" does not fit BIGINT.'],
    });
    expect(relations.written().types).toEqual({ id: "BIGINT", amount: "DECIMAL(10,2)" });
    expect(relations.rejects).toMatchObject([{ row: 8, value: expect.stringContaining("seven") }]);
  });

  it("fails where no row fits, and takes a relation that is passed on only with its columns", async () => {
    const { error } = await run("export default orders;", {}, {}, { schema: pin("id BIGINT") });
    expect(error?.message).toBe(
      'None of the 10,000 rows can be kept. First: It has a column "big", which is not in the pinned schema.',
    );
    const { relations } = await run(
      "export default orders.select('id');",
      {},
      {},
      { schema: pin("id BIGINT") },
    );
    expect(relations.written().types).toEqual({ id: "BIGINT" });
  });
});
