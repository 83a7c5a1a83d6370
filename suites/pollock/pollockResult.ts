import type { SuiteResult } from "../suiteResult.ts";
import type { scorePollock } from "./scorePollock.mjs";

type PollockScore = Awaited<ReturnType<typeof scorePollock>>;

/** A line of Pollock: its score is the benchmark's simple one, of 10; passed is what comes out exactly like the clean table. */
export function pollockResult(suite: string, score: PollockScore): SuiteResult {
  const { files, perfect, simple, success, headerF1, recordF1, cellF1, weighted } = score;
  return {
    suite,
    files,
    passed: perfect,
    score: simple,
    failures: score.worst.map(({ name, sum, error }) => ({
      file: name,
      problem: error ?? `${sum.toFixed(2)} of 10`,
    })),
    figures: { success, headerF1, recordF1, cellF1, ...(weighted !== null && { weighted }) },
  };
}
