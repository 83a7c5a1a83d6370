import { patternOf } from "./manyLocation.ts";

/**
 * The name of the file that a source's location ends in: of `file:a.csv`, `file:data/a.csv` and `s3://b/a.csv` it is
 * `a.csv`; of many files, their whole pattern.
 */
export function locationFileName(location: string): string {
  // No system lets a file's own name hold a slash.
  return patternOf(location) ?? location.slice(location.lastIndexOf("/") + 1).replace(/^file:/, "");
}
