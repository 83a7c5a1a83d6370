import { useEffect, useMemo } from "react";
import { askTexts } from "../../lib/clean/askEngine.ts";
import type { EngineApi } from "../../lib/engine/protocol.ts";
import type { ViewId } from "../../lib/engine/viewRequest.ts";
import type { TraceEngine } from "../../lib/trace/rowsBehind.ts";
import { useRows } from "../ui/AppContext.tsx";
import { nextViewId } from "../view/nextViewId.ts";

/** The engine as traces ask it. What is still asked when the component goes is stopped. */
export function useTraceEngine(): TraceEngine {
  const rows = useRows();
  const [engine, stop] = useMemo(() => {
    const asking = new Set<ViewId>();
    let isGone = false;
    const select: EngineApi["select"] = async (sql, most) => {
      if (isGone) return { ok: false, error: { code: "cancelled", message: "The trace was closed." } };
      const id = nextViewId();
      asking.add(id);
      try {
        return await rows.select(sql, most, id);
      } finally {
        asking.delete(id);
      }
    };
    const made: TraceEngine = {
      texts: async (sql, most) => (await askTexts(select, sql, most)).rows,
      async columns(sql) {
        const answer = await select(sql, 1);
        if (!answer.ok) throw new Error(answer.error.message);
        return answer.value.columns;
      },
    };
    const stopAll = (gone: boolean) => {
      isGone = gone;
      if (gone) for (const id of asking) void rows.closeView(id);
    };
    return [made, stopAll];
  }, [rows]);
  useEffect(() => {
    // Also where it is drawn twice in a row, as React does while it is developed.
    stop(false);
    return () => stop(true);
  }, [stop]);
  return engine;
}
