import { bareName } from "../sql/bareName.ts";
import { quoteLiteral } from "../sql/quote.ts";
import {
  type CompiledStep,
  type KeptMapping,
  mappingSql,
  partOf,
  type RecipeTarget,
} from "./compileRecipe.ts";
import { indent } from "./stepSql.ts";

/** A recipe as a script of SQL whose last statement selects its rows. */
export interface RecipeScript {
  text: string;
  /** The step, from 0, that each line comes from; null for lines of none. */
  steps: readonly (number | null)[];
}

/** Relations that a recipe keeps beside its rows. */
export const rejectsOf = (name: string) => `${name}__rejects`;
export const checksOf = (name: string) => `${name}__checks`;

/** Stands where answers of a function were written out, which SQL itself cannot ask for again. */
const ofFunction =
  "-- What the TypeScript function gave for each different row that there was; rows of other values get NULL.";

/** A statement with more rows than this takes long to parse in one go. */
const rowsAStatement = 5_000;

/**
 * The whole recipe: its mappings, rejects and checks as tables, then its rows. `row` of a rejected row counts from 1 in
 * the order of what the step read, where the engine keeps one.
 */
export function recipeScript(steps: readonly CompiledStep[], target: RecipeTarget): RecipeScript {
  const script = new Script();
  for (const { mappings, index } of steps)
    for (const mapping of mappings) writeMapping(script, mapping, index);
  writeRejects(script, steps, target.name);
  writeChecks(script, steps, target.name);
  script.begin();
  writeWith(script, steps);
  script.add(`select *\nfrom ${steps.at(-1)?.makes ?? bareName(target.from)}`, steps.at(-1)?.index ?? null);
  return script.done();
}

/** Lines, each with the step that it comes from. */
class Script {
  private readonly lines: string[] = [];
  private readonly steps: (number | null)[] = [];

  /** Begins a statement. */
  begin(): void {
    const last = this.lines.length - 1;
    if (last < 0) return;
    this.lines[last] += ";";
    this.lines.push("");
    this.steps.push(null);
  }

  add(text: string, step: number | null): void {
    for (const line of text.split("\n")) {
      this.lines.push(line);
      this.steps.push(step);
    }
  }

  done(): RecipeScript {
    return { text: this.lines.join("\n"), steps: this.steps };
  }
}

function writeWith(script: Script, steps: readonly CompiledStep[]): void {
  const parts = steps.filter(({ sql }) => !sql.checks);
  parts.forEach((step, at) => {
    script.add(`${at === 0 ? "with " : ""}${partOf(step)}${at < parts.length - 1 ? "," : ""}`, step.index);
  });
}

function writeMapping(script: Script, mapping: KeptMapping, step: number): void {
  const name = bareName(mapping.name);
  for (let start = 0; start === 0 || start < mapping.rows.length; start += rowsAStatement) {
    const into = start === 0 ? `create or replace table ${name} as` : `insert into ${name}`;
    script.begin();
    if (start === 0 && mapping.types && !mapping.kept) script.add(ofFunction, step);
    script.add(`${into}\n${mappingSql(mapping, start, start + rowsAStatement)}`, step);
  }
}

function writeRejects(script: Script, steps: readonly CompiledStep[], name: string): void {
  const rejecting = steps.flatMap((step) =>
    (step.sql.failures ?? []).filter(({ isRejected }) => isRejected).map((failure) => ({ step, failure })),
  );
  const last = rejecting.at(-1);
  if (!last) return;
  script.begin();
  script.add(`create or replace table ${bareName(rejectsOf(name))} as`, null);
  writeWith(script, before(steps, last.step));
  rejecting.forEach(({ step, failure }, at) => {
    const { column, value, where, reason, told } = failure;
    const text = [
      ...(at === 0 ? [] : ["union all"]),
      `select row, ${step.index + 1} as step, ${quoteLiteral(column)} as "column", cast(${value} as varchar) as value, ${told ?? quoteLiteral(reason)} as reason`,
      `from (select *, row_number() over () as row from ${step.from}) as ${step.from}`.replace(
        " as row",
        ` as ${rowName(step)}`,
      ),
      `where ${where}`,
    ];
    script.add(text.join("\n").replace("select row,", `select ${rowName(step)} as row,`), step.index);
  });
}

/** A name for the number of a row that no column has. */
function rowName({ input }: CompiledStep): string {
  let name = "row_number_";
  while (input.some((column) => column.name.toLowerCase() === name)) name += "_";
  return name;
}

function before(steps: readonly CompiledStep[], step: CompiledStep): readonly CompiledStep[] {
  return steps.slice(0, steps.indexOf(step));
}

function writeChecks(script: Script, steps: readonly CompiledStep[], name: string): void {
  const checks = steps.flatMap((step) => (step.sql.checks ?? []).map((check) => ({ step, check })));
  const last = checks.at(-1);
  if (!last) return;
  const table = bareName(checksOf(name));
  script.begin();
  script.add(`create or replace table ${table} as`, null);
  writeWith(script, before(steps, last.step));
  checks.forEach(({ step, check }, at) => {
    const failing = check.stops ? "stop" : "warn";
    const text = [
      ...(at === 0 ? [] : ["union all"]),
      `select ${step.index + 1} as step, ${quoteLiteral(check.name)} as "check", ${quoteLiteral(check.column)} as "column",`,
      `  case when failed > 0 then '${failing}' else 'pass' end as result, failed, rows, example`,
      `from (\n${indent(check.counts)}\n)`,
    ];
    script.add(text.join("\n"), step.index);
  });
  if (!checks.some(({ check }) => check.stops)) return;
  script.begin();
  script.add(
    `select case when count(*) > 0 then error('Check failed: ' || min("check")) end\nfrom ${table}\nwhere result = 'stop'`,
    null,
  );
}
