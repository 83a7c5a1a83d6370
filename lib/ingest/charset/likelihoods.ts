import { doubleByteCandidates, singleByteCandidates } from "./candidateSets.ts";
import type { Charset } from "./charsets.ts";
import { asciiCost } from "./languageModel.ts";
import { scoreDoubleByte } from "./scoreDoubleByte.ts";
import { scoreSingleByte } from "./scoreSingleByte.ts";
import { scoreUtf8 } from "./utf8Evidence.ts";

/** How unlikely it is that a set made some bytes: −ln P. */
export interface Likelihood {
  label: Charset;
  cost: number;
  /** The part of the cost that is not from the bytes: how rare files in it are. */
  rarity: number;
}

/** Bytes of evidence that are enough to drop most sets. */
const firstLook = 2000;

interface Scorer {
  label: Charset;
  rarity: number;
  score(runs: readonly Uint8Array[]): number;
}

/**
 * The sets that may have made the runs, the likeliest first. `utf8Bonus` is taken off the cost of UTF-8, and
 * `foreignCost` added to sets of scripts that are not Latin; `isUnix` is said of text without a sign of Windows.
 */
export function likelihoods(
  runs: readonly Uint8Array[],
  { utf8Bonus, foreignCost, isUnix }: { utf8Bonus: number; foreignCost: number; isUnix: boolean },
): Likelihood[] {
  const scorers: Scorer[] = [
    { label: "utf-8", rarity: -utf8Bonus, score: (some) => scoreUtf8(some, asciiCost) },
    ...doubleByteCandidates.map(({ set, rarity }) => ({
      label: set,
      rarity: rarity + foreignCost,
      score: (some: readonly Uint8Array[]) => scoreDoubleByte(set, some),
    })),
    ...singleByteCandidates.map(({ set, languages, rarity, unixRarity = rarity, isLatin = true }) => ({
      label: set,
      rarity: (isUnix ? unixRarity : rarity) + (isLatin ? 0 : foreignCost),
      score: (some: readonly Uint8Array[]) => scoreSingleByte(set, languages, some),
    })),
  ];
  const some = firstRuns(runs);
  const first = scorers.map((scorer) => ({ scorer, likelihood: likelihoodOf(scorer, some) }));
  if (some.length === runs.length) return sorted(first.map(({ likelihood }) => likelihood));
  const least = Math.min(...first.map(({ likelihood }) => likelihood.cost));
  const likely = first.filter(({ likelihood }) => likelihood.cost < least * 1.2 + 40);
  return sorted(likely.map(({ scorer }) => likelihoodOf(scorer, runs)));
}

function likelihoodOf({ label, rarity, score }: Scorer, runs: readonly Uint8Array[]): Likelihood {
  return { label, rarity, cost: score(runs) + rarity };
}

function sorted(found: Likelihood[]): Likelihood[] {
  return found.sort((one, other) => one.cost - other.cost);
}

/** Every so manieth run, so that they are from all over the text. */
function firstRuns(runs: readonly Uint8Array[]): readonly Uint8Array[] {
  const bytes = runs.reduce((sum, run) => sum + run.length, 0);
  const step = Math.max(1, Math.floor(bytes / firstLook));
  return step === 1 ? runs : runs.filter((_, at) => at % step === 0);
}
