import { useRef } from "react";
import type { EngineError } from "../../lib/engine/protocol.ts";
import type { CellRun } from "../../lib/run/cellRun.ts";

export interface Failure {
  error: EngineError;
  /** The text that ran, which may have been edited since. */
  source: string;
  /** Where in that text, for the editor; null where the failure has no place. */
  place: { line: number; column: number; length?: number; message: string } | null;
}

/** Why the latest run did not end well, with the text that ran; null where it did. */
export function useFailure(run: CellRun, source: string): Failure | null {
  const ran = useRef<{ runId: number; source: string } | null>(null);
  const made = useRef<Failure | null>(null);
  if (run.status === "idle") return null;
  if (ran.current?.runId !== run.runId) ran.current = { runId: run.runId, source };
  if (run.status !== "failed" && run.status !== "blocked") return null;
  const { error } = run;
  if (made.current?.error !== error) {
    const { line, column, length, message } = error;
    const place =
      line === undefined
        ? null
        : { line, column: column ?? 1, ...(length === undefined ? {} : { length }), message };
    // The same object until the next failure, so that the editor marks it once.
    made.current = { error, source: ran.current.source, place };
  }
  return made.current;
}
