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
export const mostSampled = 60_000;

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

/** Records numbered from 0 without gaps, as fast arrays want them. */
interface Numbered {
  readonly of: Int32Array;
  readonly count: number;
}

function numbered(records: readonly number[]): Numbered {
  const known = new Map<number, number>();
  const of = Int32Array.from(records, (record) => {
    const at = known.get(record) ?? known.size;
    known.set(record, at);
    return at;
  });
  return { of, count: known.size };
}

/** Which pairs no other pair of either record excels. */
function bestOf(pairs: SampledPairs, score: readonly number[]): boolean[] {
  const [left, right] = [numbered(pairs.l), numbered(pairs.r)];
  const [ofLeft, ofRight] = [topTwo(left, score), topTwo(right, score)];
  return score.map(
    (value, at) =>
      value >= (ofLeft.first[left.of[at] ?? 0] ?? 0) && value >= (ofRight.first[right.of[at] ?? 0] ?? 0),
  );
}

/** By record, its best and second best score. */
interface TopTwo {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

function topTwo({ of, count }: Numbered, score: readonly number[]): TopTwo {
  const first = new Float64Array(count).fill(noRival);
  const second = new Float64Array(count).fill(noRival);
  of.forEach((record, at) => {
    const value = score[at] ?? 0;
    if (value > (first[record] ?? 0)) {
      second[record] = first[record] ?? noRival;
      first[record] = value;
    } else if (value > (second[record] ?? 0)) second[record] = value;
  });
  return { first, second };
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
  const [left, right] = [numbered(l), numbered(r)];
  let evidence = from;
  for (let round = 0; round < rivalRounds; round++) {
    const odds = patterns.map(({ levels }) => Math.exp(Math.min(40, logOdds(levels, evidence))));
    const [ofLeft, ofRight] = [new Float64Array(left.count), new Float64Array(right.count)];
    index.forEach((pattern, at) => {
      const value = odds[pattern] ?? 0;
      ofLeft[left.of[at] ?? 0] = (ofLeft[left.of[at] ?? 0] ?? 0) + value;
      ofRight[right.of[at] ?? 0] = (ofRight[right.of[at] ?? 0] ?? 0) + value;
    });
    const shares = sharesOf(patterns, index, (at) => {
      const value = odds[index[at] ?? 0] ?? 0;
      return value / (1 + (ofLeft[left.of[at] ?? 0] ?? 0) + (ofRight[right.of[at] ?? 0] ?? 0) - value);
    });
    evidence = evidenceOf(patterns, shares, levelCounts);
  }
  return evidence;
}

const leadRounds = 30;

/** Fits once more, with the lead over rivals as one measure more. */
function withLead(pairs: SampledPairs, levelCounts: readonly number[], base: Evidence): Evidence {
  const odds = pairs.levels.map((levels) => logOdds(levels, base));
  const [left, right] = [numbered(pairs.l), numbered(pairs.r)];
  const [ofLeft, ofRight] = [topTwo(left, odds), topTwo(right, odds)];
  const led = pairs.levels.map((levels, at) => {
    const mine = odds[at] ?? 0;
    const rival = Math.max(
      rivalOf(ofLeft, left.of[at] ?? 0, mine),
      rivalOf(ofRight, right.of[at] ?? 0, mine),
    );
    return [...levels, leadLevel(mine - rival)];
  });
  const { patterns } = patternsOf(led);
  const equal = leadLevel(0);
  const first = patterns.map(({ levels }) => ((levels.at(-1) ?? 0) > equal ? 0.9 : 0));
  return fitEvidence(patterns, [...levelCounts, leadLevels.length], first, leadRounds);
}

const rivalOf = ({ first, second }: TopTwo, record: number, mine: number) =>
  (mine >= (first[record] ?? 0) ? second[record] : first[record]) ?? noRival;
