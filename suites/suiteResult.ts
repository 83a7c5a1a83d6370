import type { Failure, Score } from "./score.ts";

/** One line of the table of all suites. */
export interface SuiteResult {
  suite: string;
  files: number;
  passed: number;
  /** What the floor is held against: the share that passed, or the suite's own measure. */
  score: number;
  failures: Failure[];
  /** Further figures, for the report. */
  figures?: Record<string, number>;
}

/** A score as a line of the table. */
export function resultOf({ name, total, passed, failures }: Score): SuiteResult {
  return { suite: name, files: total, passed, score: total === 0 ? 1 : passed / total, failures };
}
