import type { Failure } from "../score.ts";
import type { SuiteResult } from "../suiteResult.ts";
import type { scoreCsv } from "./scoreCsv.mjs";

type CsvScore = Awaited<ReturnType<typeof scoreCsv>>;

/** The line of the CSV suites: passed is what loads as native does, and where that does not, loads or is refused. */
export function csvResult(score: CsvScore): SuiteResult {
  const failures: Failure[] = [
    ...score.hangs.map((file) => ({ file, problem: "hangs" })),
    ...score.broken.map(({ name, detail }) => ({ file: name, problem: `broken: ${detail}` })),
    ...score.differs.map(({ name, detail }) => ({ file: name, problem: detail ?? "differs" })),
    ...score.split.map(({ name, detail }) => ({ file: name, problem: `whole lines in native: ${detail}` })),
  ];
  const passed = score.files - failures.length;
  const { same, sameShape, recovered, message } = score;
  return {
    suite: "csv",
    files: score.files,
    passed,
    score: passed / Math.max(1, score.files),
    failures,
    figures: { same, sameShape, split: score.split.length, recovered, message },
  };
}
