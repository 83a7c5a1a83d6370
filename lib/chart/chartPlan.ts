import type { ColumnUse } from "./columnUse.ts";
import type { JsonObject } from "./jsonObject.ts";
import type { BaseRows } from "./transform/baseRows.ts";

/** Bins whose edges the query answers: columns of the result that hold them, the same in every row. */
export interface BinColumns {
  alias: string;
  start: string;
  stop: string;
  step: string;
}

/**
 * How rows were chosen, for the line under the chart: groups, all rows or the first of them, the outline of a line,
 * counts in cells, or a random sample.
 */
export type RowChoice = "grouped" | "raw" | "outline" | "density" | "sample";

/** Edges of bins, as `BinColumns` name them in a result. */
export interface BinEdges {
  start: number;
  stop: number;
  step: number;
}

/** What a drawn column tells of the rows behind a mark: a value of theirs, their bin, their time unit or their cell. */
export interface DrawnField {
  alias: string;
  /** The name of the column, as transforms leave it. */
  column: string;
  /** `cell`: one of `count` even parts of the column's extent, whose edges are among the bins under `alias`. */
  how: { kind: "value" } | { kind: "bin" } | { kind: "unit"; unit: string } | { kind: "cell"; count: number };
  use: ColumnUse;
}

/** Where drawn rows come from. */
export interface RowOrigin {
  base: BaseRows;
  fields: readonly DrawnField[];
}

/** What one view, or a whole chart, asks for, and how its answer is drawn. */
export interface PlannedRows {
  sql: string;
  /** Vega-Lite without data, over the columns of the query; see `settleChart` for its bins. */
  spec: JsonObject;
  rows: RowChoice;
  bins: readonly BinColumns[];
  /** Whether the rows are still to be grouped when they are drawn. */
  groupsLater?: boolean;
  /** Rows that transforms leave, where they were counted. */
  leftRows?: number;
  /** Where the rows come from, as far as that is followed. */
  origin?: RowOrigin;
}

/** A query and the specification that draws its rows. */
export interface ChartQuery extends PlannedRows {
  /** true where DuckDB groups, so that the chart stands for all rows. */
  pushedDown: boolean;
  /** The most rows to fetch. */
  maxRows: number;
  /** What a reader of the chart should know; plain sentences. */
  notes: readonly string[];
  /** The zone that times are in, where no axis says it. */
  timesIn?: string;
  /** How many of the chart's transforms and groupings DuckDB does, and how many are left to Vega. */
  work?: ChartWork;
  /** Views with rows of their own in one result; see `settleChart`. */
  views?: ViewsInOne;
  /** Counts that would let more be chosen: a query of one number for each. */
  missingCounts?: readonly string[];
  /** Where the rows of each view come from: the views of `views`, or the one view of all rows. */
  origins?: readonly RowOrigin[];
}

/** Steps of work on rows: transforms, and views that group. */
export interface ChartWork {
  pushed: number;
  left: number;
}

/** The column that tells apart rows of several views in one result: it holds the index of the view. */
export const viewTag = "_view";

/** Rows of several views in one result; see `viewTag`. */
export interface ViewsInOne {
  tag: string;
  rows: readonly RowChoice[];
  /** The most rows of one view; a view gets one more where it has more. */
  maxRowsOfView: number;
  origins?: readonly RowOrigin[];
}
