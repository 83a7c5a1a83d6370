import type { BinEdges } from "./chartPlan.ts";
import { doubleSql } from "./doubleSql.ts";
import { isJsonObject } from "./jsonObject.ts";

/** A bin of Vega-Lite that SQL can follow: an exact step, or at most so many bins. */
export interface BinRule {
  maxBins: number;
  step: number | null;
  minStep: number;
  nice: boolean;
}

const fewBins = new Set([
  "row",
  "column",
  "size",
  "color",
  "fill",
  "stroke",
  "strokeWidth",
  "opacity",
  "fillOpacity",
  "strokeOpacity",
  "shape",
]);
const understood = new Set(["maxbins", "step", "minstep", "nice"]);

/** The rule behind a channel's `bin`; null where it asks for something that only Vega does. */
export function binRule(bin: unknown, channel: string): BinRule | null {
  const maxBins = fewBins.has(channel) ? 6 : channel === "strokeDash" ? 4 : 10;
  if (bin === true) return { maxBins, step: null, minStep: 0, nice: true };
  if (!isJsonObject(bin) || Object.keys(bin).some((key) => !understood.has(key))) return null;
  const { maxbins = maxBins, step = null, minstep = 0, nice = true } = bin;
  if (!isCount(maxbins) || !isCount(minstep, 0) || typeof nice !== "boolean") return null;
  if (step !== null && !isCount(step)) return null;
  return { maxBins: maxbins, step, minStep: minstep, nice };
}

/**
 * SELECT of one row (start, stop, step): the bins that Vega would choose between `low` and `high`, the two columns of
 * `from`, a relation of one row.
 */
export function binEdgesSql(rule: BinRule, from: string): string {
  const steps = [
    ...(rule.step === null ? chosenStep(rule) : [`${rule.step}::DOUBLE AS step`]),
    "CASE WHEN ln(step) >= 0 THEN 0 ELSE trunc(-ln(step) / ln(10)) + 1 END AS digits",
    rule.nice ? "floor(low / step + pow(10, -digits - 1)) * step AS below" : "low AS below",
    "CASE WHEN low < below THEN below - step ELSE below END AS start",
    rule.nice ? "ceil(high / step) * step AS above" : "high AS above",
  ];
  // One SELECT inside the other: aliases of one SELECT are pasted into each other, which doubles at every use.
  const nested = steps.reduce((inner, step) => `SELECT *, ${step} FROM (${inner})`, `SELECT * FROM ${from}`);
  // Where bins are not nice, the last one reaches past the greatest value.
  return `SELECT start, start + greatest(1, ceil((above - start) / step)) * step AS stop, step FROM (${nested})`;
}

/** As `binEdgesSql`, of edges that are known. */
export function heldEdgesSql({ start, stop, step }: BinEdges): string {
  return `SELECT ${doubleSql(start)} AS start, ${doubleSql(stop)} AS stop, ${doubleSql(step)} AS step`;
}

/** SQL for the middle of the bin that a value falls into, given the row of edges by its alias. */
export function binMiddleSql(value: string, edges: string): string {
  return binPlaceSql(value, edges, 0.5);
}

/** SQL for a place in the bin that a value falls into: 0 is its start, 1 its end. */
export function binPlaceSql(value: string, edges: string, place: number): string {
  const inside = `greatest(${edges}.start, least(${value}, ${edges}.stop - ${edges}.step))`;
  // The bias is Vega's own, against values such as 0.3 that lie a hair below their edge.
  const index = `floor(1e-14 + (${inside} - ${edges}.start) / ${edges}.step)`;
  return `CASE WHEN ${value} IS NOT NULL THEN ${edges}.start + (${index} + ${place}) * ${edges}.step END`;
}

function chosenStep({ maxBins, minStep }: BinRule): string[] {
  const level = Math.ceil(Math.log(maxBins) / Math.LN10);
  const coarser = (from: string, to: string) =>
    `CASE WHEN ceil(span / ${from}) > ${maxBins} THEN ${from} * 10 ELSE ${from} END AS ${to}`;
  // Vega divides the step as it stands by 5 and then what came out by 2.
  const finer = (from: string, divide: number, to: string) =>
    `CASE WHEN ${from} / ${divide} >= ${minStep} AND span / (${from} / ${divide}) <= ${maxBins} THEN ${from} / ${divide} ELSE ${from} END AS ${to}`;
  return [
    "coalesce(nullif(high - low, 0), nullif(abs(low), 0), 1) AS span",
    `greatest(${minStep}::DOUBLE, pow(10, floor(ln(span) / ln(10) + 0.5) - ${level})) AS s0`,
    coarser("s0", "s1"),
    coarser("s1", "s2"),
    coarser("s2", "s3"),
    finer("s3", 5, "s4"),
    finer("s4", 2, "step"),
  ];
}

function isCount(value: unknown, least = Number.MIN_VALUE): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= least;
}
