import { useCallback, useEffect, useRef, useState } from "react";
import type { EngineError } from "../../lib/engine/protocol.ts";
import type { MatchEstimate } from "../../lib/match/estimateMatch.ts";
import type { CellId } from "../../lib/notebook/document.ts";
import type { RunningEstimate } from "../../lib/store/steps/matchTools.ts";
import { useCommands } from "../ui/AppContext.tsx";

type EstimateState =
  | { status: "none" }
  | { status: "running"; fraction: number }
  | { status: "done"; estimate: MatchEstimate }
  | { status: "failed"; error: EngineError };

/** An estimate of a match cell, begun and stopped by its user, and stopped where it is no longer shown. */
export function useMatchEstimate(id: CellId) {
  const commands = useCommands();
  const [state, setState] = useState<EstimateState>({ status: "none" });
  const running = useRef<RunningEstimate | null>(null);
  const stop = useCallback(() => {
    running.current?.stop();
    running.current = null;
    setState({ status: "none" });
  }, []);
  useEffect(() => stop, [stop]);
  const start = useCallback(async () => {
    setState({ status: "running", fraction: 0 });
    const tools = await commands.matchTools();
    const begun = tools.estimate(id, (fraction) => {
      if (running.current === begun) setState({ status: "running", fraction });
    });
    running.current = begun;
    const outcome = await begun.done;
    if (running.current !== begun) return;
    running.current = null;
    setState(
      outcome.ok ? { status: "done", estimate: outcome.value } : { status: "failed", error: outcome.error },
    );
  }, [commands, id]);
  return { state, start: () => void start(), stop };
}
