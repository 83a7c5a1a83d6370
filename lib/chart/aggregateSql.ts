/** How an aggregate of Vega-Lite is computed in SQL, and how Vega may aggregate the one row that is left of each group. */
export interface PushedAggregate {
  sql: string;
  /** Gives back the value it is given, and tells Vega-Lite whether parts may be stacked. */
  redraw: "sum" | "mean" | "min" | "max";
}

/** The values of an aggregate, in SQL. */
export interface AggregatedValue {
  /** As DOUBLE. */
  value: string;
  /** As it stands in the column, for counting distinct ones. */
  identity: string;
  /** As a whole number or decimal, of which sums are exact, and quicker than of doubles. */
  exact?: string | null;
}

/**
 * SQL for an aggregate as Vega computes it; null for one that only Vega knows. `over` is an OVER clause that makes it an
 * aggregate over a window.
 */
export function aggregateSql(
  op: string,
  { value, identity, exact }: AggregatedValue,
  over = "",
): PushedAggregate | null {
  const ofExact = (name: string) => (exact ? `${name}(${exact})${over}::DOUBLE` : `${name}(${value})${over}`);
  switch (op) {
    case "count":
      return { sql: `count(*)${over}::DOUBLE`, redraw: "sum" };
    case "valid":
      return { sql: `count(${exact ?? value})${over}::DOUBLE`, redraw: "sum" };
    case "missing":
      return { sql: `count(*) FILTER (${identity} IS NULL)${over}::DOUBLE`, redraw: "sum" };
    case "distinct":
      // Vega counts "no value" as one more value.
      return {
        sql: `(count(DISTINCT ${identity})${over} + coalesce(max(CASE WHEN ${identity} IS NULL THEN 1 ELSE 0 END)${over}, 0))::DOUBLE`,
        redraw: "sum",
      };
    case "sum":
      return { sql: ofExact("sum"), redraw: "sum" };
    case "mean":
    case "average":
      return { sql: ofExact("avg"), redraw: "mean" };
    case "median":
      return { sql: `quantile_cont(${value}, 0.5)${over}`, redraw: "mean" };
    case "q1":
      return { sql: `quantile_cont(${value}, 0.25)${over}`, redraw: "mean" };
    case "q3":
      return { sql: `quantile_cont(${value}, 0.75)${over}`, redraw: "mean" };
    case "min":
      return { sql: ofExact("min"), redraw: "min" };
    case "max":
      return { sql: ofExact("max"), redraw: "max" };
    case "product":
      return { sql: `product(${value})${over}`, redraw: "mean" };
    case "stdev":
      return { sql: `stddev_samp(${value})${over}`, redraw: "mean" };
    case "stdevp":
      return { sql: `stddev_pop(${value})${over}`, redraw: "mean" };
    case "variance":
      return { sql: `var_samp(${value})${over}`, redraw: "mean" };
    case "variancep":
      return { sql: `var_pop(${value})${over}`, redraw: "mean" };
    case "stderr":
      return { sql: `stddev_samp(${value})${over} / sqrt(count(${value})${over})`, redraw: "mean" };
    default:
      return null;
  }
}
