import type { FunctionAnswer, FunctionQuestion } from "../clean/rowFunction.ts";
import type { EngineApi, Outcome } from "../engine/protocol.ts";
import { computeRows } from "../run/steps/computeRows.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";

/** A preview looks at so many different rows, and no longer than this. */
const mostTried = 10_000;
const longestMs = 10_000;

/** Runs of cells count up from 1, and these down. */
let tries = 0;

/** Runs a function for some of the rows of a query, for a preview; one that does not end is stopped. */
export async function tryFunction(
  question: FunctionQuestion,
  deps: { engine: EngineApi; sandbox(): Promise<Sandbox> },
): Promise<Outcome<FunctionAnswer>> {
  const runId = --tries;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    void deps.engine.cancel(runId);
    void deps.sandbox().then((sandbox) => sandbox.stop(runId));
  }, longestMs);
  const answer = await computeRows(question, { ...deps, runId, most: mostTried, isStopped: () => isLate });
  clearTimeout(timer);
  if (answer.ok || !isLate) return answer;
  return {
    ok: false,
    error: {
      code: "cancelled",
      message: `The preview was stopped: the function did not end within ${longestMs / 1000} seconds.`,
      hint: "Look for a loop that never ends. A run of the cell takes its time, and Stop ends it.",
    },
  };
}
