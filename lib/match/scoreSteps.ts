import { decidedQuery } from "./blockSteps.ts";
import type { Calibration } from "./calibration.ts";
import type { Evidence } from "./expectation.ts";
import { measuresOf } from "./measures.ts";
import { leadBounds, type MatchModel, noRival } from "./model.ts";
import type { MatchSetup } from "./setup.ts";
import { adding, type MatchStep, making, workTable } from "./workTables.ts";

const figure = (value: number) => `${Number(value.toFixed(4))}::DOUBLE`;

/** SQL of the log odds that some evidence gives the levels g1, g2, …; `more` is the last measure's level, if any. */
function oddsSql(setup: MatchSetup, { prior, weights }: Evidence, more?: string): string {
  const measures = measuresOf(setup);
  const terms = weights.map((levels, at) => {
    const factor = measures[at]?.weight ?? 1;
    const level = at < measures.length ? `g${at + 1}` : (more ?? "0");
    return `[${levels.map((weight) => Number((weight * factor).toFixed(4))).join(", ")}][${level} + 1]`;
  });
  return [figure(Math.log(prior / (1 - prior))), ...terms].join(" + ");
}

/** Steps that score the candidates: `odds`, and `share`, the log odds once rivals are thought of. */
export function scoreSteps(setup: MatchSetup, model: MatchModel): MatchStep[] {
  const base = `select *, ${oddsSql(setup, model.base)} as base from ${workTable(setup.work, "vectors")}`;
  if (model.led === null) return [making(setup, "Scoring", "scores", sharedQuery(setup, base, "base"))];
  const from = workTable(setup.work, "base");
  const lead = `case ${[...leadBounds]
    .map((bound, at) => `when lead < ${bound} then ${at + 1}`)
    .join(" ")} else ${leadBounds.length + 1} end`;
  const rival = (top: string) =>
    `case when base >= ${top}[1] then coalesce(${top}[2], ${noRival}) else ${top}[1] end`;
  const led = `select b.*, base - greatest(${rival("tl")}, ${rival("tr")}) as lead
from ${from} b join (select l, max(base, 2) as tl from ${from} group by l) using (l) join (select r, max(base, 2) as tr from ${from} group by r) using (r)`;
  const levelled = `select *, ${lead} as g${measuresOf(setup).length + 1} from (${led})`;
  const query = `select * exclude (base, lead), ${oddsSql(setup, model.led, `g${measuresOf(setup).length + 1}`)} as base from (${levelled})`;
  return [
    making(setup, "Scoring", "base", base),
    making(setup, "Scoring", "scores", sharedQuery(setup, query, "base")),
  ];
}

/** Decided pairs are as sure as can be; then what rivals leave of a pair's odds. */
function sharedQuery(setup: MatchSetup, query: string, odds: string): string {
  const isDecided = setup.decisions.length > 0;
  const given = isDecided
    ? `select s.* exclude (${odds}), case when yes then 40 when not yes then -40 else least(40, ${odds}) end as odds, ${odds} as model_odds, yes from (${query}) s left join (${decidedQuery(setup)}) using (l, r)`
    : `select s.* exclude (${odds}), least(40, ${odds}) as odds, ${odds} as model_odds, null::BOOLEAN as yes from (${query}) s`;
  const e = "exp(odds)";
  const sums = {
    "one-to-one": `1 + sum(${e}) over (partition by l) + sum(${e}) over (partition by r) - 2 * ${e}`,
    "one-to-many": `1 + sum(${e}) over (partition by r) - ${e}`,
    clusters: "1",
  }[setup.outcome];
  return `select *, odds - ln(greatest(1, ${sums})) as share from (${given})`;
}

const takingRounds = 5;

/** Steps that choose between rivals, the surest first; what they leave can still be below the threshold. */
export function takeSteps(setup: MatchSetup): MatchStep[] {
  if (setup.outcome === "clusters") return [];
  const scores = workTable(setup.work, "scores");
  const taken = workTable(setup.work, "taken");
  const ofRight = "row_number() over (partition by r order by odds desc, w desc, l) = 1";
  const ofLeft = "row_number() over (partition by l order by odds desc, w desc, r) = 1";
  if (setup.outcome === "one-to-many")
    return [making(setup, "Choosing", "taken", `select l, r from ${scores} qualify ${ofRight}`)];
  const free = `select l, r, odds, w from ${scores} anti join ${taken} using (l) anti join (select r from ${taken}) using (r)`;
  return [
    making(setup, "Choosing", "taken", `select l, r from ${scores} qualify ${ofLeft} and ${ofRight}`),
    ...Array.from({ length: takingRounds - 1 }, () =>
      adding(setup, "Choosing", "taken", `select l, r from (${free}) qualify ${ofLeft} and ${ofRight}`),
    ),
  ];
}

/** How scores become probabilities: log odds above `zero` are more likely a match than not, before calibration. */
export interface Scale {
  readonly zero: number;
  readonly calibration: Calibration;
}

/** SQL of the probability of a row of the scores. */
export function probabilitySql({ zero, calibration: { shift, scale } }: Scale): string {
  const odds = `${figure(shift)} + ${figure(scale)} * (share - ${figure(zero)})`;
  return `case when yes then 1.0 when not yes then 0.0 else 1 / (1 + exp(-(${odds}))) end`;
}
