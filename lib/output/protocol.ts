/**
 * What the page and the /output/ frame say to each other over their MessagePort.
 * The frame has an opaque origin and no network; all that it draws is sent to it.
 */

export type ToOutput =
  /** Rows as columns of plain values, in the order of `columns`; `spec` is Vega-Lite without data. */
  | {
      type: "chart";
      id: number;
      spec: unknown;
      columns: { name: string; values: unknown[] }[];
      theme: OutputTheme;
      widthPx: number;
    }
  | { type: "html"; id: number; html: string; theme: OutputTheme; widthPx: number }
  | { type: "resize"; id: number; widthPx: number }
  | { type: "picture"; id: number; format: "png" | "svg" }
  | { type: "ping"; id: number };

export type FromOutput =
  | { type: "ready" }
  | { type: "drawn"; id: number; heightPx: number; marks: number; warnings: string[] }
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
