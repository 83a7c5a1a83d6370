import type { ExportFormat } from "../../../lib/engine/protocol.ts";
import { exportWriters } from "../../../lib/export/exportWriters.ts";
import type { OutStore } from "../../../lib/writeOut/outStore.ts";
import type { WriteOutPlan } from "../../../lib/writeOut/plan.ts";
import type { EngineSession } from "../session.ts";
import type { ProgressTold } from "./outProgress.ts";

/** What is at hand while files are written. */
export interface OutWork {
  session: EngineSession;
  plan: WriteOutPlan;
  store: OutStore;
  signal: AbortSignal;
  told: ProgressTold;
  /** Options for the format's writer. */
  options: Record<string, unknown>;
}

/** The writer of a format that is not a database. */
export const writerOf = (format: WriteOutPlan["format"]) => exportWriters[format as ExportFormat];
