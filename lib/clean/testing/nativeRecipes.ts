import type { Column } from "../../engine/protocol.ts";
import { splitStatements } from "../../sql/statements.ts";
import { NativeDuckDB } from "../../sql/testing/nativeDuckDB.ts";
import { type Asking, withAnswers } from "../answers.ts";
import { type CompiledStep, compileSteps } from "../compileRecipe.ts";
import { readRecipe } from "../readRecipe.ts";
import { recipeScript } from "../recipeScript.ts";
import { distinctRows } from "../rowFunction.ts";
import type { TextRow } from "../stepInput.ts";

/** Recipes on native DuckDB, which is the judge of values; for tests only. */
export interface NativeRecipes {
  native: NativeDuckDB;
  asking: Asking;
  columns(relation: string): Promise<Column[]>;
  /** The script of a recipe that makes `name`; throws what is wrong with it. */
  script(recipe: string, from: string, name?: string): Promise<string>;
  compiled(recipe: string, from: string, name?: string): Promise<CompiledStep[]>;
  /** Runs a recipe; answers its rows as text, in the order in which they come. */
  rows(recipe: string, from: string, name?: string): Promise<(string | null)[][]>;
}

export async function openRecipes(setup: readonly string[]): Promise<NativeRecipes> {
  const native = await NativeDuckDB.start(setup);
  const asking: Asking = {
    async texts(sql) {
      const { rows } = await native.texts(sql);
      return { ok: true, value: { texts: rows.map(([text]) => text ?? ""), isCut: false } };
    },
    // In plain JavaScript, for functions of texts that name their columns as row.NAME.
    async compute(question) {
      const named = [...question.code.matchAll(/row\.(\w+)/g)].map(([, name]) => name);
      const reads = question.columns.filter(({ name }) => named.includes(name));
      const { sql } = distinctRows(question, reads, null);
      const made: (row: Record<string, string | null>) => unknown = new Function(`return ${question.code}`)();
      const { rows: found } = await native.texts(sql);
      const rows = found.map(([key = null, ...texts]): TextRow => {
        const row = Object.fromEntries(reads.map(({ name }, at) => [name, texts[at] ?? null]));
        try {
          const value = made(row);
          return [key, value === null ? null : String(value), null];
        } catch (thrown) {
          return [key, null, String(thrown)];
        }
      });
      const failed = rows.filter(([, , error]) => error !== null).length;
      const kinds = new Map([
        ["text", rows.length - failed],
        ...(failed > 0 ? [["error", failed] as const] : []),
      ]);
      return { ok: true, value: { reads, rows, kept: null, kinds, firstError: null, isCut: false } };
    },
    columns: async (sql) => ({
      ok: true,
      value: (await native.described(sql)).map(([name, type]) => ({ name, type })),
    }),
  };
  const columns = async (relation: string) =>
    (await native.described(`from "${relation}"`)).map(([name, type]) => ({ name, type }));
  const compiled = async (recipe: string, from: string, name = "made") => {
    const steps = readRecipe(recipe);
    if (!steps.ok) throw new Error(`${steps.error.line}: ${steps.error.message} ${steps.error.hint}`);
    const target = { name, from, columns: await columns(from) };
    const answer = await withAnswers(recipe, (answers) => compileSteps(steps.value, target, answers), asking);
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value;
  };
  const script = async (recipe: string, from: string, name = "made") =>
    recipeScript(await compiled(recipe, from, name), { name, from, columns: await columns(from) }).text;
  return {
    native,
    asking,
    columns,
    compiled,
    script,
    async rows(recipe, from, name) {
      const statements = splitStatements(await script(recipe, from, name));
      for (const { text } of statements.slice(0, -1)) await native.run(text);
      return (await native.texts(statements.at(-1)?.text ?? "")).rows;
    },
  };
}
