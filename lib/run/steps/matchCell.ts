import { relationKey } from "../../dataflow/relationKey.ts";
import type { EngineError, Outcome, RunResult } from "../../engine/protocol.ts";
import { readMatch } from "../../match/readMatch.ts";
import { type FittedMatch, type MatchEngine, runMatch } from "../../match/runMatch.ts";
import type { MatchSetup } from "../../match/setup.ts";
import { keptTables, type MatchStep, workTable, workTables } from "../../match/workTables.ts";
import type { Cell } from "../../notebook/document.ts";
import { askRowsOf } from "../../profile/askRows.ts";
import { type ExecutionContext, noOutput } from "../executor.ts";
import type { StepKind } from "../stepKinds.ts";
import { matchSetup } from "./matchSides.ts";

const relationOptions = ["from", "left", "right"] as const;

/** `match` cells: two relations linked, or the records of one that are the same thing. */
export const matchCell: StepKind = {
  facts: ({ name, options }) => ({
    reads: relationOptions.flatMap((key) => options[key] || []),
    defines: [name, ...keptTables.map((table) => `${name}__${table}`)],
  }),
  rename: ({ source, options }, from, to) => ({
    source,
    options: Object.fromEntries(
      Object.entries(options).map(([key, value]) => {
        const isRelation = relationOptions.some((option) => option === key);
        return [key, isRelation && relationKey(value) === relationKey(from) ? to : value];
      }),
    ),
  }),
  script: (cell, context) =>
    withMatch(cell, context, cell.name, async (setup, fitted) => ({
      ok: true,
      value: scriptOf(setup, fitted),
    })),
  run: async (cell, context) => {
    const startedAt = performance.now();
    const done = await withMatch(cell, context, `${cell.name}__work`, async (_, fitted) => {
      const sql = [...fitted.kept.map((step) => step.sql), fitted.accepted].join(";\n");
      const kept = await runAs(cell.name, sql, context);
      if (!kept.ok) return kept;
      return { ok: true, value: { result: kept.value.result, summary: summaryOf(fitted) } };
    });
    if (!done.ok) return done;
    const { result, summary } = done.value;
    const output = { ...noOutput, result, messages: [summary] };
    return { ok: true, value: { output, elapsedMs: performance.now() - startedAt } };
  },
};

/** What a match came to, in one sentence; how much is right and found is the model's own expectation. */
function summaryOf({ candidates, threshold, curve, lost }: FittedMatch): string {
  const expected = curve.filter((point) => point.threshold >= threshold - 1e-9).at(-1);
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const rest = lost < 0.005 ? "" : ` ${percent(lost)} of what records share was too common to look into.`;
  const said = `${candidates.toLocaleString("en")} candidates compared; accepted from a probability of ${threshold.toFixed(2)} on.`;
  if (!expected) return `${said}${rest}`;
  return `${said} Expected: ${percent(expected.precision)} of these are right, ${percent(expected.recall)} of the matches found.${rest}`;
}

/** Thrown through the match by a statement that failed or was stopped. */
class StepFailed extends Error {
  constructor(readonly error: EngineError) {
    super(error.message);
  }
}

/** Runs a cell's match, hands it on while its work tables are there, and drops them whatever came of it. */
async function withMatch<T>(
  cell: Cell,
  context: ExecutionContext,
  work: string,
  use: (setup: MatchSetup, fitted: FittedMatch) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const wanted = readMatch(cell.source);
  if (!wanted.ok) return wanted;
  const setup = await matchSetup(cell, wanted.value, context.engine);
  if (!setup.ok) return setup;
  const made: string[] = [];
  try {
    const fitted = await runMatch(
      { ...setup.value, work },
      wanted.value.threshold,
      engineOf(cell, context, made),
    );
    return await use({ ...setup.value, work }, fitted);
  } catch (thrown) {
    if (thrown instanceof StepFailed) return { ok: false, error: thrown.error };
    throw thrown;
  } finally {
    // A run drops what an earlier one of its name has made; without a statement that is all it does.
    for (const name of made) await runAs(name, "", context).catch(() => null);
  }
}

function engineOf(cell: Cell, context: ExecutionContext, made: string[]): MatchEngine {
  const startedAt = performance.now();
  const stop = () => {
    if (context.isStopped()) throw new StepFailed({ code: "cancelled", message: "The cell was stopped." });
  };
  return {
    async run(steps, from, to) {
      for (const [at, part] of partsOf(steps).entries()) {
        stop();
        const fraction = from + ((to - from) * at) / steps.length;
        context.onEvent({ type: "progress", fraction, elapsedMs: performance.now() - startedAt });
        // A name for each: a second run of one would drop what the first has made.
        const name = `${cell.name}__work${made.length}`;
        made.push(name);
        const done = await runAs(name, part.map(({ sql }) => sql).join(";\n"), context);
        if (!done.ok) throw new StepFailed({ ...done.error, hint: done.error.hint ?? hintFor(part) });
      }
    },
    async ask(sql, mostRows) {
      stop();
      return askRowsOf(context.engine.select)(sql, mostRows).catch((thrown: unknown) => {
        const message = thrown instanceof Error ? thrown.message : String(thrown);
        throw new StepFailed({ code: "sql", message, hint: "Run the cell again." });
      });
    },
  };
}

/** Steps that are run at once: until the next that has another name. */
function partsOf(steps: readonly MatchStep[]): MatchStep[][] {
  const parts: MatchStep[][] = [];
  for (const step of steps) {
    const last = parts.at(-1);
    if (last?.[0]?.label === step.label && last.length < mostAtOnce) last.push(step);
    else parts.push([step]);
  }
  return parts;
}

const mostAtOnce = 8;

const hintFor = ([step]: readonly MatchStep[]) =>
  `It failed while ${step?.label.toLowerCase() ?? "matching"}. Look at the columns under compare:, or lower candidates:.`;

function runAs(
  name: string,
  sql: string,
  { engine, runId, onEvent }: ExecutionContext,
): Promise<Outcome<RunResult>> {
  return engine.run({ runId, name, sql, params: {} }, (event) => {
    // The progress of one statement says nothing of the whole, nor are rows of the work for showing.
    if (event.type === "running") onEvent(event);
  });
}

/** The whole match as statements with its weights and its threshold in them; the last one selects the accepted pairs. */
function scriptOf(setup: MatchSetup, { steps, kept, accepted }: FittedMatch): string {
  let last = "";
  const told = [...steps, ...kept].map(({ label, sql }) => {
    const heading = label === last ? "" : `-- ${label}\n`;
    last = label;
    return `${heading}${sql};`;
  });
  // The accepted pairs need three of them, which the last SELECT reads.
  const needed = ["left", "right", "groups"];
  const unneeded = workTables.filter((table) => !needed.includes(table));
  const drops = unneeded.map((table) => `drop table if exists ${workTable(setup.work, table)};`);
  return [...told, "-- Cleaning up", ...drops, "-- The accepted pairs", accepted].join("\n");
}
