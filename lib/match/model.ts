import { type Evidence, evidenceOf, fitEvidence, logOdds, type Pattern } from "./expectation.ts";

/** Candidates as the model sees them: numbers of records, how much is shared, and levels, by the same index. */
export interface SampledPairs {
  readonly l: readonly number[];
  readonly r: readonly number[];
  /** How much the records share; by it pairs are each other's best before anything is known of their levels. */
  readonly w: readonly number[];
  readonly levels: readonly (readonly number[])[];
}

/** All that turns levels into a probability. */
export interface MatchModel {
  readonly base: Evidence;
  /**
   * Where records have at most one partner: the evidence once it is known by how much a pair leads over what else its
   * two records could be matched with. The last of its weights are those of the lead.
   */
  readonly led: Evidence | null;
}

/** Bounds of the lead's levels, in log odds: far behind, behind, just behind, equal, just ahead, ahead, far ahead. */
export const leadBounds = [-4, -1.5, -0.01, 0.01, 1.5, 4] as const;

export const leadLevels = [
  "far behind another",
  "behind another",
  "just behind another",
  "equal to another",
  "just ahead of others",
  "ahead of others",
  "far ahead of others",
];

export function leadLevel(lead: number): number {
  return 1 + leadBounds.filter((bound) => lead >= bound).length;
}

/** How many pairs the model is fitted to at most: enough to know it well. */
export const mostSampled = 150_000;

/** Fits a model to candidates of which none is labelled. `hasOnePartner`: no record may be in two matches. */
export function fitModel(
  pairs: SampledPairs,
  levelCounts: readonly number[],
  hasOnePartner: boolean,
): MatchModel {
  const { patterns, index } = patternsOf(pairs.levels);
  const bests = bestOf(pairs, pairs.w);
  const share = sharesOf(patterns, index, (at) => (bests[at] ? 1 : 0));
  const first = share.map((best) => Math.min(0.9, Math.max(0.02, 0.9 * best)));
  const base = fitEvidence(patterns, levelCounts, first);
  if (!hasOnePartner) return { base, led: null };
  const rivalled = withRivals(pairs, patterns, index, levelCounts, base);
  return { base: rivalled, led: withLead(pairs, levelCounts, rivalled) };
}

function patternsOf(levels: SampledPairs["levels"]): { patterns: Pattern[]; index: number[] } {
  const known = new Map<string, number>();
  const patterns: { levels: readonly number[]; pairs: number }[] = [];
  const index = levels.map((row) => {
    const key = row.join(",");
    const at = known.get(key) ?? patterns.push({ levels: row, pairs: 0 }) - 1;
    known.set(key, at);
    const pattern = patterns[at];
    if (pattern) pattern.pairs++;
    return at;
  });
  return { patterns, index };
}

/** By pattern, the mean of what `of` says of its pairs. */
function sharesOf(
  patterns: readonly Pattern[],
  index: readonly number[],
  of: (at: number) => number,
): number[] {
  const sums = patterns.map(() => 0);
  index.forEach((pattern, at) => {
    sums[pattern] = (sums[pattern] ?? 0) + of(at);
  });
  return sums.map((sum, pattern) => sum / (patterns[pattern]?.pairs ?? 1));
}

/** Which pairs no other pair of either record excels. */
function bestOf({ l, r }: SampledPairs, score: readonly number[]): boolean[] {
  const tops = [topTwo(l, score), topTwo(r, score)];
  return score.map(
    (value, at) =>
      value >= (tops[0]?.get(l[at] ?? 0)?.[0] ?? 0) && value >= (tops[1]?.get(r[at] ?? 0)?.[0] ?? 0),
  );
}

/** By record, its best and second best score. */
function topTwo(records: readonly number[], score: readonly number[]): Map<number, [number, number]> {
  const tops = new Map<number, [number, number]>();
  records.forEach((record, at) => {
    const value = score[at] ?? 0;
    const top = tops.get(record);
    if (!top) tops.set(record, [value, noRival]);
    else if (value > top[0]) tops.set(record, [value, top[0]]);
    else if (value > top[1]) top[1] = value;
  });
  return tops;
}

/** Log odds of the rival where there is none. */
export const noRival = -99;

const rivalRounds = 40;

/**
 * Goes on fitting with the knowledge that of a record's candidates at most one is a match, so that pairs share what
 * can be a match only once.
 */
function withRivals(
  { l, r }: SampledPairs,
  patterns: readonly Pattern[],
  index: readonly number[],
  levelCounts: readonly number[],
  from: Evidence,
): Evidence {
  let evidence = from;
  for (let round = 0; round < rivalRounds; round++) {
    const odds = patterns.map(({ levels }) => Math.exp(Math.min(40, logOdds(levels, evidence))));
    const [ofLeft, ofRight] = [new Map<number, number>(), new Map<number, number>()];
    index.forEach((pattern, at) => {
      const value = odds[pattern] ?? 0;
      ofLeft.set(l[at] ?? 0, (ofLeft.get(l[at] ?? 0) ?? 0) + value);
      ofRight.set(r[at] ?? 0, (ofRight.get(r[at] ?? 0) ?? 0) + value);
    });
    const shares = sharesOf(patterns, index, (at) => {
      const value = odds[index[at] ?? 0] ?? 0;
      return value / (1 + (ofLeft.get(l[at] ?? 0) ?? 0) + (ofRight.get(r[at] ?? 0) ?? 0) - value);
    });
    evidence = evidenceOf(patterns, shares, levelCounts);
  }
  return evidence;
}

const leadRounds = 30;

/** Fits once more, with the lead over rivals as one measure more. */
function withLead(pairs: SampledPairs, levelCounts: readonly number[], base: Evidence): Evidence {
  const odds = pairs.levels.map((levels) => logOdds(levels, base));
  const tops = [topTwo(pairs.l, odds), topTwo(pairs.r, odds)] as const;
  const led = pairs.levels.map((levels, at) => {
    const mine = odds[at] ?? 0;
    const rival = Math.max(
      ...tops.map((top, side) => rivalOf(top.get((side === 0 ? pairs.l : pairs.r)[at] ?? 0), mine)),
    );
    return [...levels, leadLevel(mine - rival)];
  });
  const { patterns } = patternsOf(led);
  const equal = leadLevel(0);
  const first = patterns.map(({ levels }) => ((levels.at(-1) ?? 0) > equal ? 0.9 : 0));
  return fitEvidence(patterns, [...levelCounts, leadLevels.length], first, leadRounds);
}

const rivalOf = (top: readonly [number, number] | undefined, mine: number) =>
  top ? (mine >= top[0] ? top[1] : top[0]) : noRival;
