import { useCallback, useEffect, useRef, useState } from "react";
import { startRepairThread } from "../../lib/browser/startRepairThread.ts";
import { askRepairThread, type RepairAnswer } from "../../lib/repair/askRepairThread.ts";
import type { RepairQuestion } from "../../lib/repair/repairMessages.ts";
import { useRows } from "../ui/AppContext.tsx";

export type SearchState =
  | { status: "busy"; fraction: number; about: string }
  | { status: "done"; answer: Exclude<RepairAnswer, { tell: "failed" }> }
  | { status: "stopped" }
  | { status: "failed"; message: string };

/** Runs one search at a time in a thread of its own: a new one, or the end of what shows it, stops the one before. */
export function useRepairSearch() {
  const rows = useRows();
  const [state, setState] = useState<SearchState>({ status: "busy", fraction: 0, about: "" });
  const running = useRef<{ stop(): void } | null>(null);
  useEffect(() => () => running.current?.stop(), []);

  const run = useCallback(
    /** `ask` answers the question, or why it cannot be asked. */
    (ask: () => Promise<RepairQuestion | { problem: string }>) => {
      running.current?.stop();
      let isOver = false;
      let end: () => void = () => undefined;
      const mine = {
        stop: () => {
          isOver = true;
          end();
        },
      };
      running.current = mine;
      setState({ status: "busy", fraction: 0, about: "" });
      void ask().then(
        (question) => {
          if (isOver) return;
          if ("problem" in question) return setState({ status: "failed", message: question.problem });
          end = askRepairThread(startRepairThread, rows.select, question, {
            progress: (fraction, about) => setState({ status: "busy", fraction, about }),
            answer: (answer) =>
              setState(
                answer.tell === "failed"
                  ? { status: "failed", message: answer.message }
                  : { status: "done", answer },
              ),
          });
        },
        (error: unknown) => {
          if (!isOver)
            setState({ status: "failed", message: error instanceof Error ? error.message : String(error) });
        },
      );
    },
    [rows],
  );
  const stop = useCallback(() => {
    running.current?.stop();
    setState({ status: "stopped" });
  }, []);
  return { state, run, stop };
}
