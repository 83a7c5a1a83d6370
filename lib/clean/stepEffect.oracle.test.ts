import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleHere } from "../../suites/sampleHere.ts";
import { effectQueries } from "./stepEffect.ts";
import { type NativeRecipes, openRecipes } from "./testing/nativeRecipes.ts";
import { oddRecipes, oddSetup } from "./testing/oddRelation.ts";

let recipes: NativeRecipes;

beforeAll(async () => {
  recipes = await openRecipes([
    ...oddSetup,
    "create table t as select i as id, case i % 4 when 0 then ' a' when 1 then 'b' when 2 then null else 'b ' end as w, case when i % 5 = 0 then 'x' else i::varchar end as n from range(40) r(i)",
  ]);
});
afterAll(() => recipes.native.stop());

async function effect(recipe: string, from = "t") {
  const queries = effectQueries(await recipes.compiled(recipe, from));
  if (!queries) throw new Error("no step");
  const rows = async (sql: string | null) => (sql === null ? null : (await recipes.native.texts(sql)).rows);
  const [counts = []] = (await rows(queries.counts)) ?? [];
  return { queries, counts: counts.map(Number), rows };
}

describe("what a step does to the rows that reach it", () => {
  it("counts changed cells as comparing the rows by hand does, with the most frequent changes first", async () => {
    const { queries, counts, rows } = await effect("- trim: [w, n]");
    expect(queries.changed).toEqual(["w", "n"]);
    expect(counts).toEqual([40, 40, 20, 0]);
    expect(await rows(queries.changes)).toEqual([
      ["w", " a", "a", "10"],
      ["w", "b ", "b", "10"],
    ]);
  });

  it("tells what cannot be read, and which rows go", async () => {
    const { queries, counts, rows } = await effect(
      "- trim: w\n- cast: { columns: n, to: INTEGER, on_error: reject }",
    );
    expect(counts).toEqual([40, 32, 0, 8]);
    expect(await rows(queries.failures)).toEqual([["n", "x", "8"]]);
    expect(await rows(queries.removed)).toHaveLength(8);
    const filtered = await effect("- filter: w = 'b'");
    expect(filtered.counts).toEqual([40, 10]);
    expect(await filtered.rows(filtered.queries.removed)).toHaveLength(30);
    const deduped = await effect("- trim: w\n- dedupe: { keys: w, keep: last, order: id }");
    expect(deduped.counts).toEqual([40, 12]);
    expect(await deduped.rows(deduped.queries.removed)).toHaveLength(28);
  });

  it("says which dates could be read in two ways", async () => {
    await recipes.native.run("create table d as select unnest(['1/2/2024', '13/2/2024', '3/3/2024']) as x");
    const { queries, counts } = await effect("- date: { columns: x, order: dmy }", "d");
    expect(queries.doubted).toEqual([
      { column: "x", says: "could be read in two ways, and the day is taken to come first" },
    ]);
    expect(counts).toEqual([3, 3, 3, 0, 1]);
  });

  it("tells what each check finds, and the rows that fail it", async () => {
    const { queries, rows } = await effect("- check: { not_null: w, unique: n }");
    const told = await Promise.all(
      queries.checks.map(async ({ name, counts, failing }) => [
        name,
        (await rows(counts))?.[0],
        (await rows(failing))?.length,
      ]),
    );
    expect(told).toEqual([
      ["n is unique", ["8", "40", "x"], 8],
      ["w is there", ["10", "40", null], 10],
    ]);
  });

  // The answers of functions have to be at hand in each of the queries.
  const always = oddRecipes.filter((recipe) => recipe.includes("- typescript"));
  it.each([...new Set([...always, ...sampleHere(oddRecipes)])])(
    "can be asked of every step, and counts the rows that its query makes:\n%s",
    async (recipe) => {
      const { queries, counts, rows } = await effect(recipe, "odd");
      for (const sql of [queries.changes, queries.failures, queries.removed, queries.result]) await rows(sql);
      const made = await recipes.rows(recipe, "odd");
      expect(counts[1]).toBe(made.length);
      expect(counts).toHaveLength(
        2 + queries.changed.length + queries.failed.length + queries.doubted.length + queries.checks.length,
      );
      if (queries.removed !== null)
        expect(await rows(queries.removed)).toHaveLength(Math.min(100, (counts[0] ?? 0) - made.length));
    },
  );
});
