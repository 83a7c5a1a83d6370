import { blockRules } from "./blockRules.ts";
import { keySteps, mostPairs, workSize } from "./blockSteps.ts";
import {
  canSketch,
  countSql,
  estimateSteps,
  ruleCountsSql,
  sampledPairsSql,
  sampleSize,
} from "./estimateSteps.ts";
import { logOdds, probability } from "./expectation.ts";
import { measuresOf } from "./measures.ts";
import { fitModel, type SampledPairs } from "./model.ts";
import { recordSteps } from "./recordSteps.ts";
import type { MatchEngine } from "./runMatch.ts";
import type { MatchSetup } from "./setup.ts";
import { bestExpectation, consistencyCurve } from "./threshold.ts";
import { vectorSteps } from "./vectorSteps.ts";

/** What one blocking rule gives; pairs are counted for each key that they share. */
export interface RuleEstimate {
  /** What has to be equal. */
  readonly rule: string;
  readonly keys: number;
  readonly pairs: number;
  /** Those of the pairs whose blocks are small enough to be looked into. */
  readonly looked: number;
  /** The largest block: what its records share, and how many of each side do. */
  readonly largest: {
    readonly text: string;
    readonly left: number;
    readonly right: number;
    readonly isCut: boolean;
  };
}

/** What share of the matches blocking keeps, from a sample; `low` to `high` is the interval of 95 %. */
export interface RecallEstimate {
  readonly records: number;
  /** Expected matches among what the other search found, and those of them that are candidates. */
  readonly likely: number;
  readonly kept: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** What is known of a match before it runs. */
export interface MatchEstimate {
  readonly rules: readonly RuleEstimate[];
  /** Candidates at most, and all pairs that there are. */
  readonly most: number;
  readonly all: number;
  /** null where every pair is a candidate, or where the sample has too few matches to tell. */
  readonly recall: RecallEstimate | null;
}

/** Below so many expected matches in the sample a share of them says nothing. */
const fewestLikely = 8;

/**
 * Counts what each blocking rule of a match gives, and estimates what share of the matches blocking keeps: a second
 * search that uses no key finds likely matches of a sample, and the share of these that are candidates is that of all
 * (Lincoln and Petersen's estimate by two searches that are independent of each other). How likely a pair is a match
 * says the model fitted to the sample. The work tables stay for the caller to drop.
 */
export async function estimateMatch(setup: MatchSetup, engine: MatchEngine): Promise<MatchEstimate> {
  await engine.run([...recordSteps(setup), ...keySteps(setup)], 0, 0.5);
  const count = async (side: "left" | "right") =>
    Number((await engine.ask(countSql(setup, side), 1))[0]?.n ?? 0);
  const [left, right] = [await count("left"), setup.right ? await count("right") : null];
  const size = workSize(setup, left, right);
  const rules = await ruleEstimates(setup, size.chunks, engine);
  const found = { rules, ...mostPairs(setup, left, right) };
  if (size.takesAll || left === 0 || right === 0 || !canSketch(setup)) return { ...found, recall: null };
  const sampled = sampleSize(left, right);
  await engine.run([...estimateSteps(setup, size, sampled), ...vectorSteps(setup, 1)], 0.5, 0.95);
  const levelCounts = measuresOf(setup).map(({ levels }) => levels.length);
  const rows = await engine.ask(sampledPairsSql(setup, levelCounts.length), mostCompared);
  const pairs: SampledPairs = {
    l: rows.map(({ l }) => Number(l)),
    r: rows.map(({ r }) => Number(r)),
    w: rows.map(({ w }) => Number(w)),
    levels: rows.map(({ g }) => Array.from(String(g), Number)),
  };
  const likely = matchProbabilities(pairs, levelCounts, setup.outcome === "one-to-one");
  const sum = (of: (row: (typeof rows)[number]) => boolean) =>
    rows.reduce((total, row, at) => {
      const chance = likely[at] ?? 0;
      // The many that are hardly likely would outweigh the few that are.
      return of(row) && chance >= 0.5 ? total + chance : total;
    }, 0);
  const near = sum((row) => row.near === true);
  const kept = sum((row) => row.near === true && row.candidate === true);
  return { ...found, recall: near < fewestLikely ? null : { records: sampled, ...shareOf(kept, near) } };
}

/** More than the sample's nearest and its candidates can be. */
const mostCompared = 100_000;

/** Links with lower log odds are no matches, whatever the consistency of groups says. */
const lowestOdds = -2;

/**
 * How likely each pair is a match. Where a record has one partner its rivals share that; else the log odds are shifted
 * to where the links still keep to what sameness demands, as those of a run are.
 */
function matchProbabilities(
  pairs: SampledPairs,
  levelCounts: readonly number[],
  hasOnePartner: boolean,
): number[] {
  if (pairs.l.length === 0) return [];
  const { base } = fitModel(pairs, levelCounts, hasOnePartner);
  const odds = pairs.levels.map((levels) => Math.min(40, logOdds(levels, base)));
  if (!hasOnePartner) {
    const links = odds
      .map((value, at) => ({ l: pairs.l[at] ?? 0, r: pairs.r[at] ?? 0, odds: value }))
      .filter((link) => link.odds > lowestOdds)
      .sort((a, b) => b.odds - a.odds);
    const { threshold } = bestExpectation(consistencyCurve(links, lowestOdds));
    return odds.map((value) => probability(value - threshold));
  }
  const rivals = new Map<number, number>();
  odds.forEach((value, at) => {
    const l = pairs.l[at] ?? 0;
    rivals.set(l, (rivals.get(l) ?? 0) + Math.exp(value));
  });
  return odds.map((value, at) => Math.exp(value) / (1 + (rivals.get(pairs.l[at] ?? 0) ?? 0)));
}

/** A share of expected counts with Wilson's interval (1927). */
export function shareOf(kept: number, likely: number): Omit<RecallEstimate, "records"> {
  const share = kept / likely;
  const z2 = 1.96 ** 2;
  const middle = (share + z2 / (2 * likely)) / (1 + z2 / likely);
  const half =
    (1.96 / (1 + z2 / likely)) * Math.sqrt((share * (1 - share)) / likely + z2 / (4 * likely * likely));
  return { likely, kept, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

async function ruleEstimates(
  setup: MatchSetup,
  chunks: number,
  engine: MatchEngine,
): Promise<RuleEstimate[]> {
  const rules = blockRules(setup);
  const rows = await engine.ask(ruleCountsSql(setup, chunks), rules.length);
  const found: RuleEstimate[] = [];
  for (const row of rows) {
    const rule = rules[Number(row.rule)];
    if (!rule) continue;
    const [example] = await engine.ask(
      `select any_value(text) as text from (${rule.texts}) where ${rule.key} = ${String(row.key)}::UBIGINT`,
      1,
    );
    found.push({
      rule: rule.label,
      keys: Number(row.keys),
      pairs: Number(row.pairs),
      looked: Number(row.looked),
      largest: {
        text: String(example?.text ?? ""),
        left: Number(row.n0),
        right: Number(row.n1),
        isCut: row.isCut === true,
      },
    });
  }
  return found;
}
