import type { AskedChart } from "../chart/askChart.ts";
import type { EngineError } from "../engine/protocol.ts";
import type { Shown } from "../run/cellRun.ts";

/** What a chart needs to be drawn and described once more, without its query. */
export type KeptChart = Omit<AskedChart, "query" | "again"> & {
  query: Pick<AskedChart["query"], "spec" | "rows" | "notes" | "timesIn">;
  /** Rows of the relation that it was drawn from; null where that was not known. */
  rowCount: number | null;
};

/** What a TypeScript cell displayed, its charts with their rows. */
export type KeptShown = Exclude<Shown, { type: "chart" }> | { type: "chart"; chart: KeptChart };

/** The first rows of a result as texts; NULL is null. */
export interface KeptTable {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** How many rows and columns the result had. */
  readonly rowCount: number;
  readonly columnCount: number;
}

/** What the latest run of a cell left to look at, as it is kept on the device: bounded, never believed, never run. */
export interface KeptCell {
  /** The cell's name, by which it is found again: ids do not outlive a page. */
  readonly name: string;
  /** See `ranKey`: tells whether the cell still is what ran. */
  readonly ran: string;
  /** When the run ended, in milliseconds since 1970. */
  readonly at: number;
  readonly elapsedMs: number;
  readonly error: EngineError | null;
  readonly table: KeptTable | null;
  readonly chart: KeptChart | null;
  readonly shown: readonly KeptShown[];
  readonly messages: readonly string[];
  readonly notices: readonly string[];
  /** How many charts and displayed values were too large to be kept. */
  readonly leftOut: number;
}

/** How much is kept. Sizes are those of `sizeOf`; the least recently run goes first. */
export const keptLimits = {
  rows: 50,
  columns: 30,
  characters: 300,
  tableBytes: 48_000,
  chartBytes: 160_000,
  /** All of one cell. */
  cellBytes: 256_000,
  notebookBytes: 8_000_000,
  deviceBytes: 64_000_000,
} as const;
