import type { FunctionAnswer, FunctionQuestion } from "../../clean/rowFunction.ts";
import type { EngineApi, Outcome } from "../../engine/protocol.ts";
import { runIdBeside } from "../../run/runIdBeside.ts";
import { computeRows } from "../../run/steps/computeRows.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";

/** A preview looks at so many different rows, and no longer than this. */
const mostTried = 10_000;
const longestMs = 10_000;

/** Runs a function for some of the rows of a query, for a preview; one that does not end is stopped. */
export async function tryFunction(
  question: FunctionQuestion,
  deps: { engine: EngineApi; sandbox(): Promise<Sandbox> },
): Promise<Outcome<FunctionAnswer>> {
  const runId = runIdBeside();
  let isLate = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    isLate = true;
    void deps.engine.cancel(runId);
    void deps.sandbox().then((sandbox) => sandbox.stop(runId));
  };
  const answer = await computeRows(question, {
    ...deps,
    runId,
    most: mostTried,
    isStopped: () => false,
    // The sandbox itself may take long to begin.
    onStarted: () => {
      timer = setTimeout(stop, longestMs);
    },
  });
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
