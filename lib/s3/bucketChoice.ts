import type { BucketEntry } from "./bucketEntries.ts";
import type { S3Object } from "./s3.ts";

/** What was chosen in a bucket, by key, wherever it was seen. */
export type BucketChoice = ReadonlyMap<string, BucketEntry>;

export const nothingChosen: BucketChoice = new Map();

/** The choice with an entry put in, or taken out. */
export function toggled(choice: BucketChoice, entry: BucketEntry): BucketChoice {
  return withEntries(choice, [entry], !choice.has(entry.key));
}

/** The choice with all entries between two places put in or taken out, both included, as the first of them is. */
export function ranged(
  choice: BucketChoice,
  entries: readonly BucketEntry[],
  from: number,
  to: number,
  isChosen: boolean,
): BucketChoice {
  return withEntries(choice, entries.slice(Math.min(from, to), Math.max(from, to) + 1), isChosen);
}

/** The choice with entries put in or taken out. */
export function withEntries(
  choice: BucketChoice,
  entries: readonly BucketEntry[],
  isChosen: boolean,
): BucketChoice {
  const changed = new Map(choice);
  for (const entry of entries) {
    if (isChosen) changed.set(entry.key, entry);
    else changed.delete(entry.key);
  }
  return changed;
}

/** What a choice comes to: its objects with their bytes, and its prefixes, of which nothing is known before they are listed. */
export function chosenTotal(choice: BucketChoice): {
  objects: readonly S3Object[];
  prefixes: readonly string[];
  bytes: number;
} {
  const entries = [...choice.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const objects = entries.flatMap((entry) => (entry.kind === "object" ? [entry.object] : []));
  const prefixes = entries.filter(({ kind }) => kind === "prefix").map(({ key }) => key);
  return { objects, prefixes, bytes: objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
}
