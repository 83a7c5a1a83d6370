import type { ChartSelection } from "../chart/selection/chartSelection.ts";
import type { SelectableField } from "../chart/selection/selectableViews.ts";

/**
 * What the page and the /output/ frame say to each other over their MessagePort.
 * The frame has an opaque origin and no network; all that it draws is sent to it.
 */

/** Other rows for the chart that is drawn, whose scales stay as they are. */
export interface OtherRows {
  columns: { name: string; values: unknown[] }[];
}

export type ToOutput =
  /**
   * Rows as columns of plain values, in the order of `columns`; `spec` is Vega-Lite without data. What can be selected on
   * it is told where it has `selects`: the columns of each view that tell of its rows, and what is selected already.
   */
  | {
      type: "chart";
      id: number;
      spec: unknown;
      columns: { name: string; values: unknown[] }[];
      theme: OutputTheme;
      widthPx: number;
      selects?: { views: SelectableField[][]; selection: ChartSelection | null };
    }
  | ({ type: "rows"; id: number } & OtherRows)
  /** Shows what is selected, or that nothing is. */
  | { type: "select"; id: number; selection: ChartSelection | null }
  | { type: "html"; id: number; html: string; theme: OutputTheme; widthPx: number }
  | { type: "resize"; id: number; widthPx: number }
  | { type: "picture"; id: number; format: "png" | "svg" }
  | { type: "ping"; id: number };

export type FromOutput =
  | { type: "ready" }
  | { type: "drawn"; id: number; heightPx: number; marks: number; warnings: string[] }
  /** Something was selected on the chart, or nothing is any more; to be read by `readSelection`. */
  | { type: "selected"; selection: unknown; isMoving: boolean }
  | { type: "failed"; id: number; message: string }
  | { type: "picture"; id: number; dataUrl: string }
  | { type: "pong"; id: number };

export interface OutputTheme {
  scheme: "light" | "dark";
  foreground: string;
  background: string;
  grid: string;
  /** Categorical colours, safe for colour blindness. */
  palette: string[];
  fontFamily: string;
}
