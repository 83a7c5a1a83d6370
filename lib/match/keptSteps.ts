import { quoteIdentifier, quoteLiteral } from "../sql/quote.ts";
import { type Measure, measuresOf } from "./measures.ts";
import { leadLevels, type MatchModel } from "./model.ts";
import { probabilitySql, type Scale } from "./scoreSteps.ts";
import type { MatchSetup } from "./setup.ts";
import type { Expectation } from "./threshold.ts";
import { keptTables, type MatchStep, rightRecords, workTable } from "./workTables.ts";

interface Fitted {
  readonly model: MatchModel;
  readonly scale: Scale;
  readonly threshold: number;
  readonly curve: readonly Expectation[];
}

/** What the measure of rivals is called. */
const leadLabel = "lead";

/** The measures of a fitted model, the lead over rivals among them where it has one, by the column that holds their levels. */
export function shownMeasures(
  setup: MatchSetup,
  hasLead: boolean,
): (Pick<Measure, "levels"> & { column: string })[] {
  const used = new Set(["left_key", "right_key", "probability", "decided"]);
  const lead = hasLead ? [{ label: leadLabel, levels: leadLevels }] : [];
  return [...measuresOf(setup), ...lead].map(({ label, levels }) => {
    let column = label;
    for (let nr = 2; used.has(column.toLowerCase()); nr++) column = `${label} ${nr}`;
    used.add(column.toLowerCase());
    return { column, levels };
  });
}

/** Steps that make the relations which stay beside the accepted pairs. */
export function keptSteps(setup: MatchSetup, fitted: Fitted): MatchStep[] {
  const label = "Writing results";
  const queries = {
    candidates: candidatesQuery(setup, fitted),
    weights: weightsQuery(setup, fitted),
    curve: curveQuery(fitted),
    decisions: decisionsQuery(setup),
  };
  return keptTables.map((table) => ({
    label,
    sql: `create or replace table ${quoteIdentifier(`${setup.name}__${table}`)} as\n${queries[table]}`,
  }));
}

function candidatesQuery(setup: MatchSetup, { model, scale }: Fitted): string {
  const { work } = setup;
  const columns = shownMeasures(setup, model.led !== null).map(
    ({ column }, at) => `s.g${at + 1}::UTINYINT as ${quoteIdentifier(column)}`,
  );
  return `select a.k as left_key, b.k as right_key, ${probabilitySql(scale)}::DOUBLE as probability, yes as decided, ${columns.join(", ")}
from ${workTable(work, "scores")} s join ${workTable(work, "left")} a on a.i = s.l join ${rightRecords(setup)} b on b.i = s.r
order by probability desc, s.l, s.r`;
}

const row = (values: readonly (string | number)[]) =>
  `(${values.map((value) => (typeof value === "number" ? `${value}::DOUBLE` : quoteLiteral(value))).join(", ")})`;

/** What each level of each measure adds to the log odds; the level -1 of "" is what they begin with. */
function weightsQuery(setup: MatchSetup, { model, scale }: Fitted): string {
  const { prior, weights } = model.led ?? model.base;
  const factors = measuresOf(setup).map(({ weight }) => weight);
  const measures = shownMeasures(setup, model.led !== null);
  const { shift, scale: by } = scale.calibration;
  const rows = measures.flatMap(({ column, levels }, at) =>
    ["missing", ...levels].map((level, nr) =>
      row([column, nr, level, by * (factors[at] ?? 1) * (weights[at]?.[nr] ?? 0)]),
    ),
  );
  const start = shift + by * (Math.log(prior / (1 - prior)) - scale.zero);
  return `select measure, level::INT as "level", words, weight from (values ${[row(["", -1, "before anything is compared", start]), ...rows].join(", ")}) as w(measure, level, words, weight)`;
}

/** At most so many points are kept of a curve. */
const mostPoints = 200;

function curveQuery({ curve, threshold }: Fitted): string {
  const every = Math.ceil(curve.length / mostPoints);
  const points = curve.filter((_, at) => at % Math.max(1, every) === 0);
  const rows = points.map(({ threshold: at, accepted, precision, recall }) =>
    row([at, accepted, precision, recall]),
  );
  const all = rows.length > 0 ? rows : [row([threshold, 0, 1, 0])];
  return `select threshold, accepted::BIGINT as accepted, "precision", recall, ${threshold}::DOUBLE as chosen from (values ${all.join(", ")}) as c(threshold, accepted, "precision", recall)`;
}

function decisionsQuery({ decisions }: MatchSetup): string {
  if (decisions.length === 0)
    return `select null::VARCHAR as left_key, null::VARCHAR as right_key, null::BOOLEAN as "match" where false`;
  const rows = decisions.map(
    ({ left, right, match }) => `(${quoteLiteral(left)}, ${quoteLiteral(right)}, ${match})`,
  );
  return `select * from (values ${rows.join(", ")}) as d(left_key, right_key, "match")`;
}
