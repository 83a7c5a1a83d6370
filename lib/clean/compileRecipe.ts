import type { Column } from "../engine/protocol.ts";
import { bareName } from "../sql/bareName.ts";
import { type Answers, distinctQuestion, functionQuestion, schemaQuestion } from "./answers.ts";
import { mappingName } from "./mappingName.ts";
import { type Step, wordsOf } from "./readRecipe.ts";
import { answerColumns, kindWords, resultType } from "./rowFunction.ts";
import type { StepSql } from "./stepDefinition.ts";
import { StepError } from "./stepError.ts";
import { type Computed, type Mapping, type StepInput, Unanswered } from "./stepInput.ts";
import { indent } from "./stepSql.ts";
import type { Place } from "./yamlTree.ts";

/** What a recipe works on. */
export interface RecipeTarget {
  /** The relation that it makes. */
  name: string;
  from: string;
  columns: readonly Column[];
}

/** A mapping that a step joins, by the name under which SQL knows it. */
export interface KeptMapping extends Mapping {
  name: string;
}

/** One step that is on, compiled against what comes before it. */
export interface CompiledStep {
  step: Step;
  /** Its place in the recipe, from 0. */
  index: number;
  sql: StepSql;
  /** The relation that it reads, and what that has. */
  from: string;
  input: readonly Column[];
  output: readonly Column[];
  /** The name of what it makes; that of what it reads where it makes nothing. */
  makes: string;
  mappings: readonly KeptMapping[];
  /** Compiled again over a relation of another name that has all columns of its input, and maybe others. */
  over(from: string): StepSql;
}

/**
 * Compiles the steps that are on, up to (and with) the one at `last`. Throws StepError at the place of what is wrong, and
 * Unanswered where `answers` does not hold what the engine has to say first.
 */
export function compileSteps(
  steps: readonly Step[],
  target: RecipeTarget,
  answers: Answers,
  last = steps.length - 1,
): CompiledStep[] {
  const compiled: CompiledStep[] = [];
  const stem = stemOf(steps, target);
  let from = bareName(target.from);
  let columns = target.columns;
  steps.slice(0, last + 1).forEach((step, index) => {
    if (step.isOff) return;
    if (step.bound instanceof StepError) throw placed(step.bound, step);
    const { bound } = step;
    const mappings: KeptMapping[] = [];
    const before = queryOf(compiled, from);
    const computed: Computed[] = [];
    const input: StepInput = {
      from,
      columns,
      distinct(expression, where, most) {
        const question = distinctQuestion(before, expression, where);
        const answer = answers.get(question);
        if (!answer) throw new Unanswered(question, placeOf(step));
        const texts = "texts" in answer ? answer.texts : [];
        if (("isCut" in answer && answer.isCut) || texts.length > most)
          throw new StepError(
            `There are more than ${most.toLocaleString("en-US")} different values.`,
            step.place,
            "Filter rows before this step, or do it in a TypeScript cell.",
          );
        return texts;
      },
      compute(code) {
        const name = mappingName(target.name, index, mappings.length);
        const question = functionQuestion({ code: code.value, query: before, columns, mapping: name });
        const answer = answers.get(question);
        if (!answer) throw new Unanswered(question, code.place, true);
        if (!("computed" in answer)) throw new Error("A function was answered as something else.");
        const { reads, rows, kept, kinds, firstError, isCut } = answer.computed;
        const { type, isMixed } = resultType(kinds.keys());
        mappings.push({ name, columns: answerColumns, rows, types: [null, type, null], kept, isCut });
        const made: Computed = {
          reads,
          mapping: bareName(name),
          type,
          note: isMixed ? `the function gave ${kindWords(kinds.keys())}` : null,
          failed: kinds.get("error") ?? 0,
          firstError,
          isCut,
        };
        computed.push(made);
        return made;
      },
      keepMapping(mapping) {
        const name = mappingName(target.name, index, mappings.length);
        mappings.push({ ...mapping, name });
        return bareName(name);
      },
    };
    const compile = (over: StepInput) => {
      try {
        return bound.compile(over);
      } catch (thrown) {
        throw thrown instanceof StepError ? placed(thrown, step) : thrown;
      }
    };
    const sql = compile(input);
    const makes = sql.checks ? from : `${stem}${index + 1}`;
    const made: CompiledStep = {
      step,
      index,
      sql,
      from,
      input: columns,
      output: columns,
      makes,
      mappings,
      over: (other) =>
        compile({
          ...input,
          from: other,
          keepMapping: nextOf(mappings),
          compute: () => computed[0] ?? input.compute({ value: "", place: step.place }),
        }),
    };
    const output = sql.columns ?? schemaOf(queryOf([...compiled, made], makes), answers, placeOf(step));
    compiled.push({ ...made, output });
    from = makes;
    columns = output;
  });
  return compiled;
}

/** The names of mappings in the order in which they were kept. */
function nextOf(mappings: readonly KeptMapping[]): StepInput["keepMapping"] {
  let at = 0;
  return () => bareName(mappings[at++]?.name ?? "");
}

function schemaOf(query: string, answers: Answers, place: Place): readonly Column[] {
  const question = schemaQuestion(query);
  const answer = answers.get(question);
  if (!answer) throw new Unanswered(question, place);
  return "columns" in answer ? answer.columns : [];
}

/** What of a step the engine finds fault with: its one expression, or all of it. */
export function placeOf({ bound, place }: Step): Place {
  const expressions = bound instanceof StepError ? [] : bound.expressions;
  return expressions.length === 1 ? (expressions[0]?.place ?? place) : place;
}

function placed(error: StepError, step: Step): StepError {
  return error.place && error.place.end > 0 ? error : new StepError(error.message, step.place, error.hint);
}

/** What the results of steps are called: s1, s2, …, unless a relation that the recipe reads has such a name. */
function stemOf(steps: readonly Step[], { from, name }: RecipeTarget): string {
  const read = steps.flatMap(({ bound, tree }) => [
    ...(bound instanceof StepError ? [] : bound.reads.map((one) => one.name)),
    // Expressions may name relations too; wherever such a name is written, another is taken.
    ...(JSON.stringify(tree).match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []),
  ]);
  const taken = new Set([from, name, ...read].map((one) => one.toLowerCase()));
  return (
    ["s", "step_", "eider_step_"].find((stem) => steps.every((_, at) => !taken.has(`${stem}${at + 1}`))) ??
    "s"
  );
}

/** A query over the result of compiled steps; mappings, and `more`, are written into it, so that it needs no table of them. */
export function queryOf(
  steps: readonly CompiledStep[],
  from: string,
  more: readonly KeptMapping[] = [],
): string {
  const mappings = [...steps.flatMap((step) => step.mappings), ...more];
  const parts = [
    ...mappings.map(
      (mapping) =>
        `${bareName(mapping.name)} as (\n${indent(mappingSql(mapping, 0, mapping.rows.length))}\n)`,
    ),
    ...steps.filter(({ sql }) => !sql.checks).map(partOf),
  ];
  const body = `select *\nfrom ${from}`;
  return parts.length === 0 ? body : `with ${parts.join(",\n")}\n${body}`;
}

/** One step as a named part of a query, with a remark that says what it does. */
export function partOf({ step, index, makes, sql }: CompiledStep): string {
  const remark = `-- ${index + 1}. ${wordsOf(step).replace(/\s+/g, " ")}`;
  return `${makes} as (\n  ${remark}\n${indent(sql.select)}\n)`;
}

/** Some rows of a mapping as a SELECT of lists, which is parsed much faster than VALUES. */
export function mappingSql(mapping: Mapping, start: number, end: number): string {
  const { columns, rows, types = [], kept = null } = mapping;
  const some = rows.slice(start, end);
  const lists = columns.map((column, at) => {
    const texts = some.map((row) => literal(row[at] ?? null));
    const value = kept === null ? `unnest([${texts.join(", ")}]::varchar[])` : bareName(column);
    const type = types[at] ?? "VARCHAR";
    return `  ${type === "VARCHAR" ? value : `cast(${value} as ${type})`} as ${bareName(column)}`;
  });
  return `select\n${lists.join(",\n")}${kept === null ? "" : `\nfrom ${bareName(kept)}`}`;
}

function literal(text: string | null): string {
  if (text === null) return "null";
  const quoted = `'${text.replaceAll("'", "''").replaceAll("\0", "' || chr(0) || '")}'`;
  return text.includes("\0") ? `(${quoted})` : quoted;
}
