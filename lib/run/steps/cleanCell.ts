import { type Asking, withAnswers } from "../../clean/answers.ts";
import { askingOf, askTexts } from "../../clean/askEngine.ts";
import { type CompiledStep, compileSteps, placeOf, type RecipeTarget } from "../../clean/compileRecipe.ts";
import { readRecipe } from "../../clean/readRecipe.ts";
import { recipeFacts } from "../../clean/recipeFacts.ts";
import { checksOf, type RecipeScript, recipeScript, rejectsOf } from "../../clean/recipeScript.ts";
import { positionOf } from "../../clean/stepError.ts";
import { relationKey } from "../../dataflow/relationKey.ts";
import type { Column, EngineError, Outcome } from "../../engine/protocol.ts";
import type { Cell } from "../../notebook/document.ts";
import { bareName } from "../../sql/bareName.ts";
import { withValues } from "../boundSql.ts";
import { type ExecutionContext, type Executor, noOutput } from "../executor.ts";
import { runSql } from "../runSql.ts";
import type { StepKind } from "../stepKinds.ts";
import { computeRows, dropAnswers, keptAnswersOf } from "./computeRows.ts";
import { renameInRecipe } from "./renameInRecipe.ts";

/** `clean` cells: a recipe of steps on the relation that `from` names. */
export const cleanCell: StepKind = {
  facts({ source, name, options }) {
    const { reads, defines } = recipeFacts(source, name);
    const from = options.from ?? "";
    return { reads: [...new Set([...(from === "" ? [] : [from]), ...reads])], defines: [name, ...defines] };
  },
  rename({ source, options }, from, to) {
    const isFrom = options.from !== undefined && relationKey(options.from) === relationKey(from);
    return { source: renameInRecipe(source, from, to), options: isFrom ? { ...options, from: to } : options };
  },
  async script(cell, context) {
    const compiled = await compile(cell, context, (question) =>
      computeRows(question, { ...context, most: mostWritten }),
    );
    if (!compiled.ok) return compiled;
    const cutStep = compiled.value.steps.find(({ mappings }) => mappings.some(({ isCut }) => isCut));
    if (cutStep)
      return {
        ok: false,
        error: {
          code: "sql",
          message: `SQL cannot hold a function of TypeScript, only what it gives for each different row, and there are more than ${mostWritten.toLocaleString("en-US")} of those.`,
          hint: "Keep that step in a clean cell, and turn the others into SQL.",
          ...positionOf(cutStep.step.place, cell.source),
        },
      };
    const values = compiled.value.steps
      .flatMap(({ mappings }) => mappings)
      .reduce((sum, { rows }) => sum + rows.length, 0);
    if (values > mostWritten)
      return failed(
        `It stands for a mapping of ${values.toLocaleString("en-US")} values, too many to be read as text.`,
        "Keep the step that makes it in a clean cell, and turn the others into SQL.",
      );
    return { ok: true, value: compiled.value.script.text };
  },
  run: (cell, context) => run(cell, context),
};

/** A mapping with more values than this is no text that anybody would read. */
const mostWritten = 2_000;

interface Compiled {
  steps: readonly CompiledStep[];
  script: RecipeScript;
}

async function compile(
  cell: Cell,
  context: ExecutionContext,
  compute: Asking["compute"],
): Promise<Outcome<Compiled>> {
  const { source, name } = cell;
  const from = cell.options.from ?? "";
  if (from === "")
    return failed(
      "This recipe does not say what it cleans.",
      "Choose a relation: from=NAME in the cell's options.",
    );
  const read = readRecipe(source);
  if (!read.ok) return read;
  const relation = await relationOf(from, context);
  if (!relation)
    return failed(
      `There is no relation "${from}".`,
      "Run the cell that makes it, or choose another: from=NAME.",
    );
  const target: RecipeTarget = { name, from: relation.name, columns: relation.columns };
  const steps = await withAnswers(
    source,
    (answers) => compileSteps(read.value, target, answers),
    withValues(
      askingOf((sql, most) => context.engine.select(sql, most), compute),
      context,
    ),
  );
  if (!steps.ok) return steps;
  return { ok: true, value: { steps: steps.value, script: recipeScript(steps.value, target) } };
}

/** Also one that a cell made beside its rows, which only the engine knows. */
async function relationOf(
  name: string,
  { relation, engine }: Pick<ExecutionContext, "engine" | "relation">,
): Promise<{ name: string; columns: Column[] } | null> {
  const known = relation(name);
  if (known) return known;
  const found = await engine.relation(name);
  return found.ok ? { ...found.value, name } : null;
}

const run: Executor = async (cell, context) => {
  const startedAt = performance.now();
  const kept = new Set<string>();
  const answer = await runKeeping(cell, context, kept);
  for (const name of kept) await dropAnswers(name, context);
  if (!answer.ok) return answer;
  return { ok: true, value: { ...answer.value, elapsedMs: performance.now() - startedAt } };
};

/** A run whose functions leave their answers in the engine; `kept` gets the names of these. */
async function runKeeping(cell: Cell, context: ExecutionContext, kept: Set<string>): ReturnType<Executor> {
  const compiled = await compile(cell, context, (question) => {
    kept.add(keptAnswersOf(question));
    const onRows = (rows: number) =>
      context.onOutput({
        ...noOutput,
        notices: [`The function ran for ${countOf(String(rows))} different rows so far.`],
      });
    return computeRows(question, { ...context, most: null, onRows });
  });
  if (!compiled.ok) return compiled;
  if (context.isStopped())
    return { ok: false, error: { code: "cancelled", message: "The run was stopped." } };
  const { steps, script } = compiled.value;
  const answer = await runSql({ ...cell, source: script.text }, context);
  const checks = steps.some(({ sql }) => sql.checks) ? await failedChecks(cell.name, context) : [];
  if (!answer.ok) {
    const stopping = checks.find(({ result }) => result === "stop");
    const found =
      stopping && answer.error.code === "sql" ? stopped(stopping, cell.name) : placedAt(answer.error, script);
    return { ok: false, error: at(found, steps, cell.source) };
  }
  const notices = [
    ...steps.flatMap(({ sql }) => sql.notes ?? []),
    ...(await rejectNotices(cell.name, steps, context)),
    ...checks.map(({ words }) => `${words} They are told in ${checksOf(cell.name)}.`),
  ];
  // What the statements of a recipe did is not what its user asked about.
  const output = { ...answer.value.output, messages: [], notices };
  return { ok: true, value: { ...answer.value, output } };
}

interface FailedCheck {
  step: number;
  result: string;
  words: string;
}

async function failedChecks(name: string, { engine }: ExecutionContext): Promise<FailedCheck[]> {
  const sql = `select step::varchar, "check", result, failed::varchar, rows::varchar, example from ${bareName(checksOf(name))} where result <> 'pass' order by step, "check"`;
  try {
    const { rows } = await askTexts((...asked) => engine.select(...asked), sql, 100);
    return rows.map(([step, check, result, count, of, example]) => ({
      step: Number(step) - 1,
      result: result ?? "",
      words: `Check failed: ${check} (${countOf(count)} of ${countOf(of)} rows${example ? `, such as “${example}”` : ""}).`,
    }));
  } catch {
    // It failed before its checks were made; what failed is told.
    return [];
  }
}

async function rejectNotices(
  name: string,
  steps: readonly CompiledStep[],
  { engine }: ExecutionContext,
): Promise<string[]> {
  if (!steps.some(({ sql }) => sql.failures?.some(({ isRejected }) => isRejected))) return [];
  const rejects = bareName(rejectsOf(name));
  const { rows } = await askTexts(
    (...asked) => engine.select(...asked),
    `select count(*)::varchar as n from ${rejects}`,
    1,
  );
  const count = Number(rows[0]?.[0] ?? 0);
  if (count === 0) return [];
  return [
    `${countOf(String(count))} ${count === 1 ? "value" : "values"} could not be read; the rows were set aside, and ${rejectsOf(name)} tells which and why.`,
  ];
}

const countOf = (text: string | null | undefined) => Number(text ?? 0).toLocaleString("en-US");

interface PlacedFailure {
  error: EngineError;
  step: number | null;
}

function stopped({ words, step }: FailedCheck, name: string): PlacedFailure {
  const hint = `See ${checksOf(name)} for all checks, or let it warn: on_fail: warn.`;
  return { error: { code: "sql", message: words, hint }, step };
}

/** The failure without its place in SQL that nobody wrote, and the step that the SQL came from. */
function placedAt(error: EngineError, { steps }: RecipeScript): PlacedFailure {
  const { line, column: _, length: _length, ...rest } = error;
  return { error: rest, step: line === undefined ? null : (steps[line - 1] ?? null) };
}

function at({ error, step }: PlacedFailure, steps: readonly CompiledStep[], source: string): EngineError {
  const found = steps.find(({ index }) => index === step)?.step;
  return found ? { ...error, ...positionOf(placeOf(found), source) } : error;
}

function failed(message: string, hint: string): { ok: false; error: EngineError } {
  return { ok: false, error: { code: "sql", message, hint } };
}
