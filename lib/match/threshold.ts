/** What a threshold is expected to bring, without a label: shares of the accepted that are right, of the right that are accepted. */
export interface Expectation {
  readonly threshold: number;
  readonly accepted: number;
  readonly precision: number;
  readonly recall: number;
}

/** Scores this near to the best are as good as it. */
const asGood = 0.9995;

/** The expectation with the highest F measure, in the middle of those that are as good; all fall by threshold. */
export function bestExpectation(curve: readonly Expectation[]): Expectation {
  const score = ({ precision, recall }: Expectation) =>
    (2 * precision * recall) / Math.max(1e-9, precision + recall);
  const best = Math.max(0, ...curve.map(score));
  const good = curve.filter((option) => score(option) >= best * asGood);
  const [first, last] = [good[0], good.at(-1)];
  if (!first || !last) return { threshold: 0.5, accepted: 0, precision: 1, recall: 0 };
  const middle = (first.threshold + last.threshold) / 2;
  return good.find(({ threshold }) => threshold <= middle) ?? last;
}

/** How many pairs have a probability of at least this, and less than the one before. */
export interface ProbabilityCount {
  readonly probability: number;
  readonly pairs: number;
}

/** Expectations of pairs whose probabilities can be believed; `counts` fall. */
export function expectedCurve(counts: readonly ProbabilityCount[]): Expectation[] {
  const total = counts.reduce((sum, { probability, pairs }) => sum + probability * pairs, 0);
  let [accepted, right] = [0, 0];
  return counts.map(({ probability, pairs }, at) => {
    accepted += pairs;
    right += probability * pairs;
    return {
      threshold: (probability + (counts[at + 1]?.probability ?? 0)) / 2,
      accepted,
      precision: right / accepted,
      recall: total > 0 ? right / total : 0,
    };
  });
}

/** A pair with its log odds. */
export interface Link {
  readonly l: number;
  readonly r: number;
  readonly odds: number;
}

/**
 * Expectations of pairs of one relation, by what sameness itself demands: where a is b and b is c, a is c. Of the pairs
 * that follow from those accepted, the share that was itself accepted is taken for the precision. `links` fall by odds.
 * Thresholds are log odds, and links below `lowest` were not asked for.
 */
export function consistencyCurve(links: readonly Link[], lowest: number, step = 0.5): Expectation[] {
  const groups = new Map<number, { root: number; size: number }>();
  const rootOf = (of: number): { root: number; size: number } => {
    let group = groups.get(of);
    if (!group) {
      group = { root: of, size: 1 };
      groups.set(of, group);
    }
    if (group.root === of) return group;
    const root = rootOf(group.root);
    group.root = root.root;
    return root;
  };
  let [accepted, implied] = [0, 0];
  const found: { threshold: number; accepted: number; right: number; precision: number }[] = [];
  links.forEach(({ l, r, odds }, at) => {
    const [a, b] = [rootOf(l), rootOf(r)];
    accepted++;
    if (a !== b) {
      implied += a.size * b.size;
      b.root = a.root;
      a.size += b.size;
    }
    const next = links[at + 1]?.odds ?? Math.min(odds, lowest);
    if (at + 1 < links.length && Math.floor(next / step) === Math.floor(odds / step)) return;
    const precision = accepted / implied;
    found.push({ threshold: (odds + next) / 2, accepted, right: accepted * precision, precision });
  });
  const most = Math.max(1e-9, ...found.map(({ right }) => right));
  return found.map(({ threshold, accepted, right, precision }) => ({
    threshold,
    accepted,
    precision,
    recall: right / most,
  }));
}
