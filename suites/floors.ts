import { readFileSync, writeFileSync } from "node:fs";
import type { SuiteResult } from "./suiteResult.ts";

/** What a suite must reach, for just so many files: with other files a floor says nothing. */
export interface Floor {
  files: number;
  score: number;
}

/** Floors by how the suites are run ("all", or "share 0.1, seed 7") and by suite. */
export type Floors = Record<string, Record<string, Floor>>;

export function readFloors(path: string): Floors {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** The name of a way to run the suites, as floors have it. */
export function runName({ share = 1, seed = 1 }: { share?: number; seed?: number }): string {
  return share >= 1 ? "all" : `share ${share}, seed ${seed}`;
}

/** The floor that a result is held against; null where there is none for just these files. */
export function floorOf(floors: Floors, run: string, { suite, files }: SuiteResult): number | null {
  const floor = floors[run]?.[suite];
  return floor?.files === files ? floor.score : null;
}

/** Sentences for the results that are below their floors. */
export function belowFloor(floors: Floors, run: string, results: readonly SuiteResult[]): string[] {
  return results.flatMap((result) => {
    const floor = floorOf(floors, run, result);
    return floor !== null && result.score < floor
      ? [`${result.suite}: ${shown(result.score)} is below its floor of ${shown(floor)}`]
      : [];
  });
}

/** Raises floors to what was reached and never lowers one; for other files a floor is set anew. */
export function raiseFloors(path: string, run: string, results: readonly SuiteResult[]): void {
  const floors = readFloors(path);
  const own = { ...floors[run] };
  for (const result of results) {
    const score = Math.floor(result.score * 10_000) / 10_000;
    const floor = floorOf(floors, run, result);
    if (floor === null || score > floor) own[result.suite] = { files: result.files, score };
  }
  writeFileSync(path, `${JSON.stringify({ ...floors, [run]: own }, null, 2)}\n`);
}

/** A score as it stands in tables. */
export function shown(score: number): string {
  return score.toFixed(4);
}
