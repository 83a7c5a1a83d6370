import type { JsonObject } from "./jsonObject.ts";

/** Bins whose edges the query answers: columns of the result that hold them, the same in every row. */
export interface BinColumns {
  alias: string;
  start: string;
  stop: string;
  step: string;
}

/** How rows were chosen, for the line under the chart. */
export type ChartRows = "grouped" | "raw" | "outline";

/** A query and the specification that draws its rows. */
export interface ChartQuery {
  sql: string;
  /** Vega-Lite without data, over the columns of the query; see `settleChart` for its bins. */
  spec: JsonObject;
  /** true where DuckDB groups, so that the chart stands for all rows. */
  pushedDown: boolean;
  rows: ChartRows;
  /** The most rows to fetch. */
  maxRows: number;
  bins: readonly BinColumns[];
  /** What a reader of the chart should know; plain sentences. */
  notes: readonly string[];
}
