import type { NativeRows } from "../../profile/testing/nativeRows.ts";
import { withSteps } from "../../repair/withSteps.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { withAnswers } from "../answers.ts";
import { compileSteps, queryOf } from "../compileRecipe.ts";
import { readRecipe } from "../readRecipe.ts";

type PlainSteps = Parameters<typeof withSteps>[1];

/** The one SELECT that steps come to where a clean cell does them; throws what is wrong with them. For tests only. */
export async function recipeSelect(native: NativeRows, steps: PlainSteps, from: string): Promise<string> {
  const recipe = withSteps("", steps);
  const read = readRecipe(recipe);
  if (!read.ok) throw new Error(`${read.error.message} in\n${recipe}`);
  const columns = await native.columns(quoteIdentifier(from));
  const compiled = await withAnswers(
    recipe,
    (answers) => compileSteps(read.value, { name: "made", from, columns }, answers),
    {
      columns: async (sql) => ({ ok: true, value: await native.columns(`(${sql}\n)`) }),
      texts: async () => ({ ok: false, error: { code: "sql", message: "No step here asks for texts." } }),
      compute: async () => ({ ok: false, error: { code: "sql", message: "No step here has a function." } }),
    },
  );
  if (!compiled.ok) throw new Error(`${compiled.error.message} in\n${recipe}`);
  return queryOf(compiled.value, compiled.value.at(-1)?.makes ?? quoteIdentifier(from));
}

/** How many rows of two queries are not in the other, and their columns where these differ. */
export async function difference(native: NativeRows, one: string, other: string): Promise<unknown[]> {
  await native.run(`create or replace table one_side as ${one}`);
  await native.run(`create or replace table other_side as ${other}`);
  const [first, second] = [await native.columns("one_side"), await native.columns("other_side")];
  const told = (columns: typeof first) => columns.map(({ name, type }) => `${name} ${type}`);
  if (told(first).join() !== told(second).join()) return [told(first), told(second)];
  return native.ask(
    "(from one_side except all from other_side) union all (from other_side except all from one_side)",
    20,
  );
}
