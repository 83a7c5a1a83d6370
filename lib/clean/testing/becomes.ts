import type { NativeRecipes } from "./nativeRecipes.ts";

/** What a step makes of texts of the column `x`, or what stands in another column then, in order. */
export type Becomes = (
  texts: readonly (string | null)[],
  step: string,
  column?: string,
) => Promise<(string | null)[]>;

export function becomesWith(recipes: NativeRecipes): Becomes {
  return async (texts, step, column = "x") => {
    const list = texts.map((text) => (text === null ? "null" : `'${text.replaceAll("'", "''")}'`)).join(", ");
    await recipes.native.run(
      `create or replace table t as select unnest([${list}]::varchar[]) as x, generate_subscripts([${list}]::varchar[], 1) as n`,
    );
    const rows = await recipes.rows(`${step}\n- keep: [n, "${column}"]`, "t");
    return rows.sort((a, b) => Number(a[0]) - Number(b[0])).map((row) => row[1] ?? null);
  };
}
