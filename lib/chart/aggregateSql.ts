/** How an aggregate of Vega-Lite is computed in SQL, and how Vega may aggregate the one row that is left of each group. */
export interface PushedAggregate {
  sql: string;
  /** Gives back the value it is given, and tells Vega-Lite whether parts may be stacked. */
  redraw: "sum" | "mean" | "min" | "max";
}

/**
 * SQL for an aggregate over a DOUBLE expression, as Vega computes it; null for one that only Vega knows.
 * `identity` is the value as it stands in the column, for counting distinct ones.
 */
export function aggregateSql(op: string, value: string, identity: string): PushedAggregate | null {
  switch (op) {
    case "count":
      return { sql: "count(*)::DOUBLE", redraw: "sum" };
    case "valid":
      return { sql: `count(${value})::DOUBLE`, redraw: "sum" };
    case "missing":
      return { sql: `count(*) FILTER (${identity} IS NULL)::DOUBLE`, redraw: "sum" };
    case "distinct":
      // Vega counts "no value" as one more value.
      return {
        sql: `(count(DISTINCT ${identity}) + coalesce(max(CASE WHEN ${identity} IS NULL THEN 1 ELSE 0 END), 0))::DOUBLE`,
        redraw: "sum",
      };
    case "sum":
      return { sql: `sum(${value})`, redraw: "sum" };
    case "mean":
    case "average":
      return { sql: `avg(${value})`, redraw: "mean" };
    case "median":
      return { sql: `quantile_cont(${value}, 0.5)`, redraw: "mean" };
    case "q1":
      return { sql: `quantile_cont(${value}, 0.25)`, redraw: "mean" };
    case "q3":
      return { sql: `quantile_cont(${value}, 0.75)`, redraw: "mean" };
    case "min":
      return { sql: `min(${value})`, redraw: "min" };
    case "max":
      return { sql: `max(${value})`, redraw: "max" };
    case "product":
      return { sql: `product(${value})`, redraw: "mean" };
    case "stdev":
      return { sql: `stddev_samp(${value})`, redraw: "mean" };
    case "stdevp":
      return { sql: `stddev_pop(${value})`, redraw: "mean" };
    case "variance":
      return { sql: `var_samp(${value})`, redraw: "mean" };
    case "variancep":
      return { sql: `var_pop(${value})`, redraw: "mean" };
    case "stderr":
      return { sql: `stddev_samp(${value}) / sqrt(count(${value}))`, redraw: "mean" };
    default:
      return null;
  }
}
