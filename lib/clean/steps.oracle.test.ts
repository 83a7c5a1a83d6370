import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWasmDuckDb, type WasmDuckDb } from "../ingest/testing/wasmDuckDb.ts";
import { splitStatements } from "../sql/statements.ts";
import { recipeScript } from "./recipeScript.ts";
import { stepKinds } from "./stepKinds.ts";
import { type NativeRecipes, openRecipes } from "./testing/nativeRecipes.ts";
import { oddRecipes, oddSetup } from "./testing/oddRelation.ts";

let recipes: NativeRecipes;
let wasm: WasmDuckDb;

beforeAll(async () => {
  recipes = await openRecipes(oddSetup);
  wasm = await openWasmDuckDb();
  for (const sql of oddSetup) wasm.run(sql);
}, 60_000);

afterAll(() => recipes.native.stop());

const sorted = (rows: readonly (string | null)[][]) => rows.map((row) => JSON.stringify(row)).sort();

describe("every kind of step, over every type", () => {
  it("is among the recipes", () => {
    for (const key of stepKinds.keys())
      expect(
        oddRecipes.some((text) => text.includes(`- ${key}`)),
        key,
      ).toBe(true);
  });

  it.each(oddRecipes)(
    "makes in the app's engine the rows and columns of native DuckDB:\n%s",
    async (recipe) => {
      for (const from of ["odd", "nothing_there"]) {
        const steps = await recipes.compiled(recipe, from);
        const target = { name: "made", from, columns: [] };
        const statements = splitStatements(recipeScript(steps, target).text).map(({ text }) => text);
        const last = statements.pop() ?? "";
        for (const text of statements) {
          await recipes.native.run(text);
          if (from === "odd") wasm.run(text);
        }
        const made = statements.flatMap((text) => /^create or replace table (\S+)/.exec(text)?.[1] ?? []);
        for (const select of [last, ...made.map((table) => `from ${table}`)]) {
          const expected = await recipes.native.texts(select);
          // Without rows, what the columns are is all there is to compare.
          if (from !== "odd") continue;
          const found = wasm.texts(`select columns(*)::varchar from (${select}\n)`);
          expect(sorted(found)).toEqual(sorted(expected.rows));
        }
        const described = await recipes.native.described(last);
        expect(steps.at(-1)?.output).toEqual(described.map(([name, type]) => ({ name, type })));
      }
    },
  );
});
