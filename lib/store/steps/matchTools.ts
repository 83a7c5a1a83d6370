import type { Outcome } from "../../engine/protocol.ts";
import type { MatchEstimate } from "../../match/estimateMatch.ts";
import type { CellId } from "../../notebook/document.ts";
import { runIdBeside } from "../../run/runIdBeside.ts";
import type { RunnerDeps } from "../../run/runnerDeps.ts";
import { estimateMatchCell } from "../../run/steps/matchEstimate.ts";
import { cellById } from "../selectors.ts";

/** An estimate under way. */
export interface RunningEstimate {
  readonly done: Promise<Outcome<MatchEstimate>>;
  /** It then settles as cancelled. */
  stop(): void;
}

export interface MatchTools {
  /** Estimates what a run of a match cell would compare and find; `onProgress` hears what share of it is done, 0 to 1. */
  estimate(id: CellId, onProgress: (fraction: number) => void): RunningEstimate;
}

// One at a time: two of one cell would make the same work tables.
let last: Promise<unknown> = Promise.resolve();

export function createMatchTools({ store, engine }: Pick<RunnerDeps, "store" | "engine">): MatchTools {
  return {
    estimate(id, onProgress) {
      const runId = runIdBeside();
      let isStopped = false;
      const estimated = async (): Promise<Outcome<MatchEstimate>> => {
        const cell = cellById(store.getState(), id);
        if (!cell || isStopped)
          return { ok: false, error: { code: "cancelled", message: "The estimate was stopped." } };
        if (store.getState().origin === "foreign") return { ok: false, error: notRun };
        return estimateMatchCell(cell, {
          engine: engine(),
          runId,
          isStopped: () => isStopped,
          onEvent: (event) =>
            event.type === "progress" && event.fraction !== null && onProgress(event.fraction),
        });
      };
      const done = last.then(estimated);
      last = done.catch(() => null);
      return {
        done,
        stop() {
          isStopped = true;
          void engine().cancel(runId);
        },
      };
    },
  };
}

const notRun = {
  code: "unsupported",
  message: "Nothing of a shared notebook is asked of the data before it runs.",
  hint: "Look through its cells, then choose Run this notebook.",
} as const;
