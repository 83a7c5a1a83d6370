import type { EngineError, Outcome, RunResult } from "../../engine/protocol.ts";
import { readMatch } from "../../match/readMatch.ts";
import type { MatchEngine } from "../../match/runMatch.ts";
import type { MatchSetup } from "../../match/setup.ts";
import type { MatchStep } from "../../match/workTables.ts";
import type { Cell } from "../../notebook/document.ts";
import { askRowsOf } from "../../profile/askRows.ts";
import type { ExecutionContext } from "../executor.ts";
import { matchSetup } from "./matchSides.ts";

/** Thrown through the match by a statement that failed or was stopped. */
class StepFailed extends Error {
  constructor(readonly error: EngineError) {
    super(error.message);
  }
}

/** What matching uses of a run; a context of a run has all of it. */
export type MatchContext = Pick<ExecutionContext, "engine" | "runId" | "isStopped" | "onEvent">;

/**
 * Reads a match cell and hands its set-up, the threshold that its text says and an engine to `use`; the work tables that
 * come of it are called after `work`, and dropped whatever came of it. Failures of statements are values.
 */
export async function withMatchEngine<T>(
  cell: Cell,
  context: MatchContext,
  work: string,
  use: (setup: MatchSetup, threshold: number | null, engine: MatchEngine) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const wanted = readMatch(cell.source);
  if (!wanted.ok) return wanted;
  const setup = await matchSetup(cell, wanted.value, context.engine);
  if (!setup.ok) return setup;
  const made: string[] = [];
  try {
    return await use({ ...setup.value, work }, wanted.value.threshold, engineOf(work, context, made));
  } catch (thrown) {
    if (thrown instanceof StepFailed) return { ok: false, error: thrown.error };
    throw thrown;
  } finally {
    // A run drops what an earlier one of its name has made; without a statement that is all it does.
    for (const name of made) await runAs(name, "", context).catch(() => null);
  }
}

function engineOf(work: string, context: MatchContext, made: string[]): MatchEngine {
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
        const name = `${work}__part${made.length}`;
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

/** Runs statements under a name beside the cell's own. */
export function runAs(
  name: string,
  sql: string,
  { engine, runId, onEvent }: MatchContext,
): Promise<Outcome<RunResult>> {
  return engine.run({ runId, name, sql, params: {} }, (event) => {
    // The progress of one statement says nothing of the whole, nor are rows of the work for showing.
    if (event.type === "running") onEvent(event);
  });
}
