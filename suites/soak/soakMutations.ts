import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type BrowserLoader, Refusal } from "../app/BrowserLoader.ts";
import { filesBelow } from "../filesBelow.ts";
import { type Failure, problemText } from "../score.ts";
import { seededRandom } from "../seededRandom.mjs";
import { mutate } from "./mutations.ts";

export interface MutationRun {
  count: number;
  seed: number;
  /** Given every file that did harm, to be looked at. */
  keep?: (name: string, bytes: Uint8Array) => void;
}

export interface MutationScore {
  tried: number;
  loaded: number;
  refused: number;
  failures: Failure[];
}

/**
 * Loads damaged files of every topic: each must load with a receipt that adds up, or be refused with a message, within
 * the loader's limit, and the engine must answer after it.
 */
export async function soakMutations(
  data: string,
  loader: BrowserLoader,
  { count, seed, keep }: MutationRun,
): Promise<MutationScore> {
  const random = seededRandom(seed);
  // Every topic is as likely as another, however many files it has.
  const topics = readdirSync(data, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => filesBelow(join(data, name)).map((path) => `${name}/${path}`))
    .filter((files) => files.length > 0);
  const score: MutationScore = { tried: count, loaded: 0, refused: 0, failures: [] };
  for (let each = 0; each < count; each++) {
    const files = topics[Math.floor(random() * topics.length)] ?? [];
    const path = files[Math.floor(random() * files.length)] ?? "";
    const { bytes, what } = mutate(new Uint8Array(readFileSync(join(data, path))), random);
    try {
      await loader.load({ name: basename(path), bytes }, { maxRows: 10 });
      score.loaded++;
    } catch (problem) {
      if (problem instanceof Refusal) score.refused++;
      else {
        score.failures.push({ file: `${path}, ${what}`, problem: problemText(problem) });
        keep?.(`${each}-${basename(path)}`, bytes);
      }
    }
  }
  return score;
}
