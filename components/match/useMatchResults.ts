import { useEffect, useState } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import { useApp, useRows } from "../ui/AppContext.tsx";
import { loadResults, type MatchResults } from "./matchData.ts";

export interface LatestResults extends MatchResults {
  /** The run that made them. */
  readonly runId: number;
}

/** What the cell's latest run left; null before it has run, and where that is gone. */
export function useMatchResults(cell: Cell): LatestResults | null {
  const rows = useRows();
  const runId = useApp((state) => {
    const view = state.cells[cell.id];
    const run = view?.run;
    return (run?.status === "done" || run?.status === "stale") && view?.output?.result ? run.runId : null;
  });
  const [results, setResults] = useState<LatestResults | null>(null);
  useEffect(() => {
    if (runId === null) return;
    let isLatest = true;
    void loadResults((sql, most) => rows.select(sql, most), cell.name).then(
      (loaded) => isLatest && setResults({ ...loaded, runId }),
      // Its relations went with another engine: they come back when it runs again.
      () => isLatest && setResults(null),
    );
    return () => {
      isLatest = false;
    };
  }, [rows, runId, cell.name]);
  // While it runs again what was there stays.
  return results;
}
