/** Candidates that compare alike: a level for each measure, and how many pairs have just these. */
export interface Pattern {
  readonly levels: readonly number[];
  readonly pairs: number;
}

/** What the levels of each measure say: natural logarithms of odds, added to those of the prior. */
export interface Evidence {
  /** Of all candidates, how many are matches; 0 to 1. */
  readonly prior: number;
  /** By measure and level, ln(m / u); level 0, a missing value, weighs nothing. */
  readonly weights: readonly (readonly number[])[];
}

/** The log odds that a pair with these levels is a match. */
export function logOdds(levels: readonly number[], { prior, weights }: Evidence): number {
  let sum = Math.log(prior / (1 - prior));
  for (let at = 0; at < levels.length; at++) sum += weights[at]?.[levels[at] ?? 0] ?? 0;
  return sum;
}

/** The probability that has these log odds. */
export const probability = (odds: number) => 1 / (1 + Math.exp(-odds));

const rounds = 60;

/**
 * Fits the model of Fellegi and Sunter (1969) without labels by expectation maximisation: what share of the matches, and
 * of the others, falls in each level of each measure. `first` is each pattern's share of matches to begin with, and
 * `levelCounts` are the levels of each measure, the missing one not counted.
 */
export function fitEvidence(
  patterns: readonly Pattern[],
  levelCounts: readonly number[],
  first: readonly number[],
  most = rounds,
): Evidence {
  let shares = first;
  let evidence = evidenceOf(patterns, shares, levelCounts);
  for (let round = 1; round < most; round++) {
    shares = patterns.map(({ levels }) => probability(logOdds(levels, evidence)));
    evidence = evidenceOf(patterns, shares, levelCounts);
  }
  return evidence;
}

/** The maximisation: the evidence where `shares` of the pairs of each pattern are matches. */
export function evidenceOf(
  patterns: readonly Pattern[],
  shares: readonly number[],
  levelCounts: readonly number[],
): Evidence {
  let [matches, total] = [0, 0];
  const zeros = () => levelCounts.map((count) => new Array<number>(count + 1).fill(0));
  const [m, u] = [zeros(), zeros()];
  patterns.forEach(({ levels, pairs }, index) => {
    const matched = (shares[index] ?? 0) * pairs;
    matches += matched;
    total += pairs;
    levels.forEach((level, at) => {
      add(m[at], level, matched);
      add(u[at], level, pairs - matched);
    });
  });
  const weights = levelCounts.map((count, at) => levelWeights(m[at] ?? [], u[at] ?? [], count));
  return { prior: Math.min(0.99, Math.max(1e-6, matches / Math.max(1, total))), weights };
}

function add(counts: number[] | undefined, at: number, more: number): void {
  if (counts) counts[at] = (counts[at] ?? 0) + more;
}

interface Pool {
  m: number;
  u: number;
  levels: number;
}

/** Levels go from unlike to the same, so their weights may not fall: neighbours that would are taken together. */
function levelWeights(m: readonly number[], u: readonly number[], count: number): number[] {
  // Half a pair in each level, so that what was never seen is not impossible.
  const sum = (counts: readonly number[]) => counts.slice(1).reduce((all, some) => all + some, 0.5 * count);
  const pools: Pool[] = [];
  for (let level = 1; level <= count; level++) {
    let pool: Pool = { m: (m[level] ?? 0) + 0.5, u: (u[level] ?? 0) + 0.5, levels: 1 };
    for (;;) {
      const before = pools.at(-1);
      if (!before || pool.m / pool.u >= before.m / before.u) break;
      pools.pop();
      pool = { m: before.m + pool.m, u: before.u + pool.u, levels: before.levels + pool.levels };
    }
    pools.push(pool);
  }
  const [allM, allU] = [sum(m), sum(u)];
  return [
    0,
    ...pools.flatMap(({ m, u, levels }) => Array<number>(levels).fill(Math.log(m / allM / (u / allU)))),
  ];
}
