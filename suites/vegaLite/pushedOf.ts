import type { ChartQuery } from "../../lib/chart/chartPlan.ts";

export type Pushed = "whole" | "part" | "none";

/**
 * How much of a chart's work on rows DuckDB does: all of it, so that Vega only places and stacks what it gets; a part;
 * or nothing but choosing columns.
 */
export function pushedOf({ rows, work, views }: ChartQuery): Pushed {
  const choices = views ? views.rows : [rows];
  if (!work || work.left === 0) return "whole";
  return work.pushed > 0 || choices.includes("grouped") ? "part" : "none";
}
