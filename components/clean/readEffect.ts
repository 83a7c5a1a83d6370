import { type Answer, type Asking, withAnswers } from "../../lib/clean/answers.ts";
import { askingOf, askTexts } from "../../lib/clean/askEngine.ts";
import { compileSteps, type RecipeTarget } from "../../lib/clean/compileRecipe.ts";
import type { Step } from "../../lib/clean/readRecipe.ts";
import { type EffectQueries, effectQueries, mostExamples } from "../../lib/clean/stepEffect.ts";
import type { Column, EngineApi, EngineError, Outcome } from "../../lib/engine/protocol.ts";

/** How many rows and cells a step changes; the places are those of its queries. */
export interface StepCounts {
  before: number;
  after: number;
  changed: readonly number[];
  failed: readonly number[];
  doubted: readonly number[];
  /** Rows that fail each check. */
  checks: readonly number[];
}

/** Rows of text under their columns. */
export interface TextTable {
  columns: readonly string[];
  rows: readonly (readonly (string | null)[])[];
}

/** What a step does to the rows that reach it. */
export interface StepEffect {
  counts: StepCounts;
  queries: EffectQueries;
  changes: TextTable | null;
  failures: TextTable | null;
  removed: TextTable | null;
  result: TextTable | null;
  checks: readonly {
    name: string;
    stops: boolean;
    failed: number;
    rows: number;
    failing: TextTable | null;
  }[];
}

/** A relation as it is now, and what the engine said of it so far: a newer one begins with nothing. */
export interface Bench {
  target: RecipeTarget;
  source: string;
  steps: readonly Step[];
  select: EngineApi["select"];
  compute: Asking["compute"];
  answers: Map<string, Answer>;
  /** Answers of counts by their query. */
  counts: Map<string, Promise<StepCounts>>;
}

/** The queries of one step, which is taken as on; fails with what is wrong with it or a step before. */
export async function queriesOf(bench: Bench, index: number): Promise<Outcome<EffectQueries>> {
  const { source, steps, target, answers } = bench;
  const tried = steps.map((step, at) => (at === index ? { ...step, isOff: false } : step));
  const compiled = await withAnswers(
    source,
    (known) => compileSteps(tried, target, known, index),
    askingOf(bench.select, bench.compute),
    answers,
  );
  if (!compiled.ok) return compiled;
  const queries = effectQueries(compiled.value);
  return queries ? { ok: true, value: queries } : failed("There is no such step.");
}

/** Rejects where the engine cannot run it. */
export function countsOf(bench: Bench, queries: EffectQueries): Promise<StepCounts> {
  const known = bench.counts.get(queries.counts);
  if (known) return known;
  const asked = askTexts(bench.select, queries.counts, 1).then(({ rows }) => {
    const numbers = (rows[0] ?? []).map(Number);
    const { changed, failed: unread, doubted } = queries;
    const from = (start: number, length: number) => numbers.slice(2 + start, 2 + start + length);
    return {
      before: numbers[0] ?? 0,
      after: numbers[1] ?? 0,
      changed: from(0, changed.length),
      failed: from(changed.length, unread.length),
      doubted: from(changed.length + unread.length, doubted.length),
      checks: numbers.slice(2 + changed.length + unread.length + doubted.length),
    };
  });
  bench.counts.set(queries.counts, asked);
  return asked;
}

/** Everything about one step. `isStale` is asked between queries: what nobody waits for any more is not asked. */
export async function readEffect(
  bench: Bench,
  index: number,
  isStale: () => boolean,
): Promise<Outcome<StepEffect> | null> {
  const made = await queriesOf(bench, index);
  if (isStale()) return null;
  if (!made.ok) return made;
  const queries = made.value;
  try {
    const counts = await countsOf(bench, queries);
    const some = async (sql: string | null, isWanted: boolean): Promise<TextTable | null> =>
      sql === null || !isWanted || isStale() ? null : askTexts(bench.select, sql, mostExamples * 4);
    const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
    const changes = await some(queries.changes, sum(counts.changed) > 0);
    const failures = await some(queries.failures, sum(counts.failed) > 0);
    const removed = await some(queries.removed, counts.after < counts.before);
    const isPlain = queries.changes === null && queries.removed === null && queries.checks.length === 0;
    const result = await some(queries.result, isPlain);
    const checks = [];
    for (const { name, stops, counts: sql, failing } of queries.checks) {
      const told = await some(sql, true);
      const [count, rows] = (told?.rows[0] ?? []).map(Number);
      const bad = await some(failing, (count ?? 0) > 0);
      checks.push({ name, stops, failed: count ?? 0, rows: rows ?? 0, failing: bad });
    }
    return isStale()
      ? null
      : { ok: true, value: { counts, queries, changes, failures, removed, result, checks } };
  } catch (thrown) {
    return failed(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** The columns that reach a step: for its form. null where a step before it is wrong. */
export async function columnsBefore(bench: Bench, index: number): Promise<readonly Column[] | null> {
  const { source, steps, target, answers, select, compute } = bench;
  const compiled = await withAnswers(
    source,
    (known) => compileSteps(steps, target, known, index - 1),
    askingOf(select, compute),
    answers,
  );
  return compiled.ok ? (compiled.value.at(-1)?.output ?? target.columns) : null;
}

function failed(message: string): { ok: false; error: EngineError } {
  return { ok: false, error: { code: "sql", message } };
}
