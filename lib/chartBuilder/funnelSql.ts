import type { JsonObject } from "../chart/jsonObject.ts";
import { bareName } from "../sql/bareName.ts";
import { quoteLiteral } from "../sql/quote.ts";
import type { EventColumns } from "./eventColumns.ts";

/**
 * How many distinct users went through each of some events in their order: a user reaches a step by its event at or
 * after the moment of the step before, the earliest that there is (later than it, where both steps are the same event).
 * Rows without a user or a moment are nobody's. Columns: step (from 1), label, users, share_of_first and
 * share_of_previous (0 to 1, NULL where nobody came so far).
 * Throws where there is no step.
 */
export function funnelSql(
  relation: string,
  { user, event, time }: EventColumns,
  steps: readonly string[],
): string {
  if (steps.length === 0) throw new RangeError("A funnel needs a step.");
  const from = bareName(relation);
  const [who, what, when] = [user, event, time].map(({ name }) => bareName(name));
  const parts = steps.map((step, at) => {
    const is = `e.${what}::VARCHAR = ${quoteLiteral(step)}`;
    if (at === 0) {
      return `step_1 AS (
  SELECT e.${who} AS who, min(e.${when}) AS reached
  FROM ${from} AS e
  WHERE ${is} AND e.${who} IS NOT NULL AND e.${when} IS NOT NULL
  GROUP BY e.${who}
)`;
    }
    const after = steps[at - 1] === step ? ">" : ">=";
    return `step_${at + 1} AS (
  SELECT e.${who} AS who, min(e.${when}) AS reached
  FROM ${from} AS e JOIN step_${at} AS before ON e.${who} = before.who
  WHERE ${is} AND e.${when} ${after} before.reached
  GROUP BY e.${who}
)`;
  });
  const counts = steps.map(
    (step, at) =>
      `SELECT ${at + 1} AS step, ${quoteLiteral(`${at + 1}. ${step}`)} AS label, count(*) AS users FROM step_${at + 1}`,
  );
  return `-- Users who came through these steps, one after the other.
WITH ${parts.join(", ")}, counts AS (
  ${counts.join("\n  UNION ALL ")}
)
SELECT step, label, users,
  users / nullif(first(users) OVER (ORDER BY step), 0) AS share_of_first,
  users / nullif(lag(users, 1, users) OVER (ORDER BY step), 0) AS share_of_previous
FROM counts
ORDER BY step`;
}

/** The chart over a `funnelSql`. */
export const funnelChart: JsonObject = {
  mark: "bar",
  encoding: {
    y: {
      field: "label",
      type: "nominal",
      sort: { op: "min", field: "step", order: "ascending" },
      title: null,
    },
    x: { field: "users", type: "quantitative", title: "Users" },
  },
};
