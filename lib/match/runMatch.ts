import { blockEstimateSql, keySteps, pairSteps, workSize } from "./blockSteps.ts";
import { calibrated } from "./calibration.ts";
import { probability } from "./expectation.ts";
import { keptSteps } from "./keptSteps.ts";
import { measuresOf } from "./measures.ts";
import { fitModel, type MatchModel, mostSampled, type SampledPairs } from "./model.ts";
import { acceptedSql, outcomeSteps } from "./outcomeSteps.ts";
import { recordSteps } from "./recordSteps.ts";
import { probabilitySql, type Scale, scoreSteps, takeSteps } from "./scoreSteps.ts";
import type { MatchSetup } from "./setup.ts";
import { bestExpectation, consistencyCurve, type Expectation, expectedCurve } from "./threshold.ts";
import { vectorSteps } from "./vectorSteps.ts";
import { type MatchStep, workTable } from "./workTables.ts";

/** One row of an answer by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** Where a match runs. Both reject where a statement fails or is stopped. */
export interface MatchEngine {
  /** Runs steps in order; `from` and `to` are about how much of the whole is done before and after them, 0 to 1. */
  run(steps: readonly MatchStep[], from: number, to: number): Promise<void>;
  ask(sql: string, mostRows: number): Promise<readonly Row[]>;
}

/** What a match came to, beside its relations. */
export interface FittedMatch {
  readonly model: MatchModel;
  readonly scale: Scale;
  readonly threshold: number;
  readonly curve: readonly Expectation[];
  /** How many pairs were compared. */
  readonly candidates: number;
  /** Share of what records have in common that lay in blocks too large to look into; 0 to 1. */
  readonly lost: number;
  /** Every statement that was run, in order: with these and `accepted`, the same rows come of the same data. */
  readonly steps: readonly MatchStep[];
  /** The statements that make what stays: all scored pairs, the weights, the expected curve and the decisions. */
  readonly kept: readonly MatchStep[];
  /** The SELECT of the accepted pairs. */
  readonly accepted: string;
}

/** Links of one relation that are looked at for consistency: surest first, as many as this, above these log odds. */
const mostLinks = 100_000;
const lowestOdds = -2;

/**
 * Runs a match from its records to the accepted pairs: candidates, their levels, a model fitted to these, scores, and a
 * threshold, which is proposed where `threshold` is null. The work tables stay for the caller to drop.
 */
export async function runMatch(
  setup: MatchSetup,
  threshold: number | null,
  engine: MatchEngine,
): Promise<FittedMatch> {
  const steps: MatchStep[] = [];
  const run = async (more: readonly MatchStep[], from: number, to: number) => {
    await engine.run(more, from, to);
    steps.push(...more);
  };
  const countOf = async (table: "left" | "right" | "vectors") => {
    const [counted] = await engine.ask(
      `select count(*)::DOUBLE as n from ${workTable(setup.work, table)}`,
      1,
    );
    return Number(counted?.n ?? 0);
  };
  await run([...recordSteps(setup), ...keySteps(setup)], 0, 0.3);
  const size = workSize(setup, await countOf("left"), setup.right ? await countOf("right") : null);
  const [estimate] = await engine.ask(blockEstimateSql(setup, size.chunks), 1);
  await run([...pairSteps(setup, size), ...vectorSteps(setup, size.chunks)], 0.3, 0.8);
  const levelCounts = measuresOf(setup).map(({ levels }) => levels.length);
  const model = fitModel(await samplePairs(setup, engine), levelCounts, setup.outcome === "one-to-one");
  await run([...scoreSteps(setup, model), ...takeSteps(setup)], 0.85, 0.95);
  const { scale, curve } = await scaleOf(setup, engine);
  const chosen = threshold ?? proposed(setup, curve);
  await run(outcomeSteps(setup, scale, chosen), 0.95, 1);
  const lost = Number(estimate?.lost ?? 0);
  const fitted = { model, scale, threshold: chosen, curve };
  const candidates = await countOf("vectors");
  return { ...fitted, candidates, lost, steps, kept: keptSteps(setup, fitted), accepted: acceptedSql(setup) };
}

/** Of groups the probabilities are laid so that a half is the proposal. */
function proposed({ outcome }: MatchSetup, curve: readonly Expectation[]): number {
  if (outcome === "clusters") return 0.5;
  return Number(Math.min(0.999, Math.max(0.001, bestExpectation(curve).threshold)).toFixed(3));
}

async function samplePairs(setup: MatchSetup, engine: MatchEngine): Promise<SampledPairs> {
  const vectors = workTable(setup.work, "vectors");
  const [counted] = await engine.ask(`select count(*)::DOUBLE as n from ${vectors}`, 1);
  // Whole records are sampled, since what else a record could be matched with matters.
  const every = Math.max(1, Math.ceil(Number(counted?.n ?? 0) / mostSampled));
  const levels = measuresOf(setup).map((_, at) => `g${at + 1}`);
  const rows = await engine.ask(
    `select l, r, w::DOUBLE as w, concat(${levels.join(", ") || "''"}) as g from ${vectors} where l % ${every} = 0 order by l, r`,
    2 * mostSampled,
  );
  return {
    l: rows.map(({ l }) => Number(l)),
    r: rows.map(({ r }) => Number(r)),
    w: rows.map(({ w }) => Number(w)),
    levels: rows.map(({ g }) => Array.from(String(g), Number)),
  };
}

/** What decided pairs and the consistency of groups say of the scores, and the curve that comes of it. */
async function scaleOf(
  setup: MatchSetup,
  engine: MatchEngine,
): Promise<{ scale: Scale; curve: Expectation[] }> {
  const scores = workTable(setup.work, "scores");
  const links =
    setup.outcome === "clusters"
      ? consistencyCurve(
          (
            await engine.ask(
              `select l, r, model_odds::DOUBLE as odds from ${scores} where model_odds > ${lowestOdds} order by odds desc`,
              mostLinks,
            )
          ).map(({ l, r, odds }) => ({ l: Number(l), r: Number(r), odds: Number(odds) })),
          lowestOdds,
        )
      : [];
  const zero = setup.outcome === "clusters" ? bestExpectation(links).threshold : 0;
  const labelled = (
    setup.decisions.length === 0
      ? []
      : await engine.ask(
          `select (share - odds + model_odds)::DOUBLE as odds, yes from ${scores} where yes is not null order by l, r`,
          100_000,
        )
  ).map(({ odds, yes }) => ({ odds: Number(odds) - zero, match: yes === true }));
  const scale = { zero, calibration: calibrated(labelled) };
  if (setup.outcome === "clusters") {
    const { shift, scale: by } = scale.calibration;
    const curve = links.map((at) => ({ ...at, threshold: probability(shift + by * (at.threshold - zero)) }));
    return { scale, curve };
  }
  const counts = await engine.ask(
    `select (floor(probability * 1000) / 1000)::DOUBLE as probability, count(*)::DOUBLE as pairs from (select ${probabilitySql(scale)} as probability from ${scores} semi join ${workTable(setup.work, "taken")} using (l, r)) group by 1 order by 1 desc`,
    2000,
  );
  const curve = expectedCurve(
    counts.map((row) => ({ probability: Number(row.probability), pairs: Number(row.pairs) })),
  );
  return { scale, curve };
}
