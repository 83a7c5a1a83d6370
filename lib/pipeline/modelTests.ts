import { readRecipe } from "../clean/readRecipe.ts";
import type { Tree } from "../clean/yamlTree.ts";
import { readContract } from "../contract/readContract.ts";
import type { Cell } from "../notebook/document.ts";

/** What holds of a column, each as a test that warns or that fails the build. */
export interface ColumnTests {
  name: string;
  type?: string;
  tests: readonly { test: "not_null" | "unique" | { accepted: readonly string[] }; stops: boolean }[];
}

/** What contracts and check steps say of the relations that they make, by the relation's name in lower case. */
export function modelTests(cells: readonly Cell[]): ReadonlyMap<string, readonly ColumnTests[]> {
  const tests = new Map<string, readonly ColumnTests[]>();
  for (const cell of cells) {
    const found =
      cell.kind === "contract" ? contractTests(cell) : cell.kind === "clean" ? checkTests(cell) : [];
    if (found.length > 0) tests.set(cell.name.toLowerCase(), found);
  }
  return tests;
}

/** A contract's columns: those that had no missing value when they were pinned must have none. */
function contractTests({ source }: Cell): ColumnTests[] {
  const read = readContract(source);
  if (!read.ok || !read.value.pinned) return [];
  const stops = read.value.levels.get("nulls") === "stop";
  return read.value.pinned.columns.map(({ name, type, nulls }) => ({
    name,
    type,
    tests: nulls === 0 ? [{ test: "not_null", stops }] : [],
  }));
}

/**
 * Of the checks at a recipe's end those that dbt has a test for: missing values, one column's own values, and lists of
 * values. Checks before other steps are about rows that dbt does not see.
 */
function checkTests({ source }: Cell): ColumnTests[] {
  const read = readRecipe(source);
  if (!read.ok) return [];
  const columns = new Map<string, ColumnTests["tests"][number][]>();
  const add = (name: string, test: ColumnTests["tests"][number]) =>
    columns.set(name, [...(columns.get(name) ?? []), test]);
  const steps = read.value.filter(({ isOff }) => !isOff);
  const last = steps.findLastIndex(({ kind }) => kind.key !== "check");
  for (const { tree } of steps.slice(last + 1)) {
    const stops = textsOf(entry(tree, "on_fail"))[0] === "stop";
    for (const name of textsOf(entry(tree, "not_null"))) add(name, { test: "not_null", stops });
    const [only, ...others] = textsOf(entry(tree, "unique"));
    if (only !== undefined && others.length === 0) add(only, { test: "unique", stops });
    const among = entry(tree, "in");
    for (const { key, value } of among?.kind === "map" ? among.entries : [])
      add(key, { test: { accepted: textsOf(value) }, stops });
  }
  return [...columns].map(([name, tests]) => ({ name, tests }));
}

function entry(tree: Tree | null | undefined, key: string): Tree | undefined {
  return tree?.kind === "map" ? tree.entries.find((one) => one.key === key)?.value : undefined;
}

function textsOf(tree: Tree | undefined): string[] {
  if (tree?.kind === "scalar") return [tree.text];
  return tree?.kind === "list" ? tree.items.flatMap(textsOf) : [];
}
