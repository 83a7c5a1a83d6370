/** What an empty bin counts as, so that its logarithm is finite. */
const leastShare = 1e-4;

/**
 * The population stability index of two distributions over the same bins: the sum of (q - p) · ln(q / p), the symmetric
 * Kullback-Leibler divergence. Below 0.1 counts as stable, above 0.25 as another population (Siddiqi, Credit Risk
 * Scorecards, 2006). Weights need not add up to 1; one without any weight has no distribution, and the answer is 0.
 */
export function psi(before: readonly number[], now: readonly number[]): number {
  const [p, q] = [sharesOf(before), sharesOf(now)];
  if (!p || !q) return 0;
  return p.reduce((sum, share, at) => {
    const other = q[at] ?? leastShare;
    return sum + (other - share) * Math.log(other / share);
  }, 0);
}

function sharesOf(weights: readonly number[]): number[] | null {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (!(sum > 0)) return null;
  const floored = weights.map((weight) => Math.max(weight / sum, leastShare));
  const all = floored.reduce((total, share) => total + share, 0);
  return floored.map((share) => share / all);
}

/**
 * The index that two samples of one population stay under 999 times of 1,000: n·m/(n+m) times it falls about as
 * chi-squared with a degree of freedom less than there are bins (Yurdakul and Naranjo, 2020). A handful of rows always
 * differs from another handful.
 */
export function psiByChance(bins: number, before: number, now: number): number {
  if (bins < 2) return 0;
  if (before <= 0 || now <= 0) return Number.POSITIVE_INFINITY;
  return chiSquared999(bins - 1) * (1 / before + 1 / now);
}

/** The 99.9th percentile of chi-squared (Wilson and Hilferty, 1931; within 3 % of tables, from one degree on). */
function chiSquared999(degrees: number): number {
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + 3.0902 * Math.sqrt(spread)) ** 3;
}
