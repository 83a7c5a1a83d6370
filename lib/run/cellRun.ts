import type { EngineError, KeptResult, RunId } from "../engine/protocol.ts";
import type { Traffic } from "../s3/s3.ts";

/** The states promised as `data-run` on a cell. */
export type RunState = "idle" | "queued" | "running" | "done" | "stale" | "failed" | "blocked" | "cancelled";

/** Something a TypeScript cell displayed, in order; bounded by the sandbox. */
export type Shown =
  | { type: "text"; text: string }
  | { type: "value"; json: string }
  | { type: "html"; html: string }
  | { type: "table"; columns: string[]; rows: (string | null)[][] }
  | { type: "chart"; spec: unknown };

/** What a finished run left to draw. */
export interface CellOutput {
  result: KeptResult | null;
  /** The name under which the result's rows are drawn as a chart, for chart cells. */
  chart: { relation: string; spec: unknown } | null;
  shown: Shown[];
  messages: string[];
  notices: string[];
}

/**
 * The latest run of a cell. `output` of an earlier run is kept beside it (see CellView),
 * so that nothing jumps while a new run is in flight.
 */
export type CellRun =
  | { status: "idle" }
  | { status: "queued"; runId: RunId }
  | { status: "running"; runId: RunId; startedAt: number; fraction: number | null; rowsDone: number | null }
  | { status: "done" | "stale"; runId: RunId; elapsedMs: number }
  | { status: "failed"; runId: RunId; elapsedMs: number; error: EngineError }
  /** Never started: a cycle, a duplicate or missing name, or a cell it needs that failed; `error` names the cells. */
  | { status: "blocked"; runId: RunId; error: EngineError }
  | { status: "cancelled"; runId: RunId; elapsedMs: number };

/** Why a cell that is stale did not run by itself, where edits run what they change. */
export type LeftBecause =
  | { reason: "slow"; elapsedMs: number }
  /** Its rows do not fit the memory. */
  | { reason: "large" }
  | { reason: "fetches"; bytes: number };

/** All that is drawn of a cell besides its text. */
export interface CellView {
  run: CellRun;
  output: CellOutput | null;
  /** How often the cell has run in this session: the number in the gutter. */
  runCount: number;
  /** What was fetched while its latest run went on, where anything was. */
  traffic?: Traffic | null;
  /** `through` is the name of the cell it waits for; null where the reason is its own. */
  left?: LeftBecause & { through: string | null };
  /** A frozen cell's text, or something it reads, has changed since it ran. */
  outdated?: true;
}
