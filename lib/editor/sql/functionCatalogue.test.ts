import { afterAll, expect, test } from "vitest";
import { WasmDuckDB } from "../../sql/testing/wasmDuckDB.ts";
import { functionsSql, readCatalogue } from "./functionCatalogue.ts";
import { sqlFunctions } from "./sqlFunctions.ts";

const engine = new WasmDuckDB();
afterAll(() => engine.stop());

test("the engine's own catalogue has every function that is offered without it, with how it is called", async () => {
  await engine.query("create macro twice(x) as x * 2");
  const answer = await engine.query(functionsSql);
  if (answer.status !== "ok") throw new Error(JSON.stringify(answer));
  const catalogue = readCatalogue(answer.value.rows);

  const grammar = new Set(["try_cast", "unnest"]);
  const missing = sqlFunctions.filter(({ name }) => !catalogue.has(name) && !grammar.has(name));
  expect(missing.map(({ name }) => name)).toEqual([]);

  expect(catalogue.get("regexp_extract")?.signatures[0]).toMatchObject({
    parameters: [
      { name: "string", type: "VARCHAR" },
      { name: "regex", type: "VARCHAR" },
    ],
    returns: "VARCHAR",
  });
  expect(catalogue.get("sum")).toMatchObject({
    kind: "aggregate",
    description: expect.stringMatching(/sum/i),
  });
  expect(catalogue.get("read_csv")?.kind).toBe("table");
  expect(catalogue.get("twice")).toMatchObject({
    kind: "macro",
    signatures: [{ parameters: [{ name: "x" }] }],
  });
  expect(catalogue.get("lag")?.signatures[0]?.parameters).toHaveLength(3);
  expect(catalogue.get("concat")?.signatures[0]?.varargs).toBe("ANY");
});
