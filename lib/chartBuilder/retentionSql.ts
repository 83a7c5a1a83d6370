import type { JsonObject } from "../chart/jsonObject.ts";
import { bareName } from "../sql/bareName.ts";
import type { EventColumns } from "./eventColumns.ts";

export const periods = ["day", "week", "month", "quarter", "year"] as const;
export type Period = (typeof periods)[number];

/**
 * Which share of the users who first came in one period came again so many periods later. Rows without a user or a
 * moment are nobody's. Columns: cohort (the period's first day), the periods since (see `sinceColumn`), users, and
 * share (0 to 1, of the cohort's users).
 */
export function retentionSql(
  relation: string,
  { user, time }: Pick<EventColumns, "user" | "time">,
  period: Period,
): string {
  const from = bareName(relation);
  const [who, when] = [user, time].map(({ name }) => `e.${bareName(name)}`);
  const since = sinceColumn(period);
  return `-- Users by the ${period} in which they first came, and how many of them came again later.
WITH visits AS (
  SELECT DISTINCT ${who} AS who, date_trunc('${period}', ${when})::DATE AS visit
  FROM ${from} AS e
  WHERE ${who} IS NOT NULL AND isfinite(${when})
), cohorts AS (
  SELECT who, min(visit) AS cohort FROM visits GROUP BY who
), sizes AS (
  SELECT cohort, count(*) AS size FROM cohorts GROUP BY cohort
)
SELECT cohort, date_diff('${period}', cohort, visit) AS ${since}, count(*) AS users, count(*) / any_value(size) AS share
FROM visits JOIN cohorts USING (who) JOIN sizes USING (cohort)
GROUP BY cohort, ${since}
ORDER BY cohort, ${since}`;
}

export function sinceColumn(period: Period): string {
  return `${period}s_since`;
}

/** The chart over a `retentionSql`: cohorts below each other, periods beside each other. */
export function retentionChart(period: Period): JsonObject {
  const first = period.charAt(0).toUpperCase() + period.slice(1);
  return {
    mark: "rect",
    encoding: {
      x: { field: sinceColumn(period), type: "ordinal", title: `${first}s since the first` },
      y: { field: "cohort", type: "ordinal", title: `First ${period}` },
      color: { field: "share", type: "quantitative", title: "Came again", legend: { format: ".0%" } },
    },
  };
}
