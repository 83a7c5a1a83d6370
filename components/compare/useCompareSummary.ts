import { useEffect, useState } from "react";
import { type CompareSummary, mostSummed, readSummarySql, summaryOf } from "../../lib/compare/readSummary.ts";
import { summaryName } from "../../lib/compare/summarySql.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { askRowsOf } from "../../lib/profile/askRows.ts";
import { useSelect } from "../cell-kinds/useSelect.ts";
import { useApp } from "../ui/AppContext.tsx";

/** What a run of a compare cell came to. */
export interface SummedRun extends CompareSummary {
  readonly runId: number;
}

/** What the latest run of a cell came to: undefined until that is known, null where there is none or it is gone. */
export function useCompareSummary({ id, name }: Cell): SummedRun | null | undefined {
  const select = useSelect();
  const runId = useApp((state) => {
    const view = state.cells[id];
    const run = view?.run;
    return (run?.status === "done" || run?.status === "stale") && view?.output?.result ? run.runId : null;
  });
  const [summed, setSummed] = useState<SummedRun | null | undefined>(undefined);
  useEffect(() => {
    if (runId === null) return;
    let isLatest = true;
    void askRowsOf(select)(readSummarySql(summaryName(name)), mostSummed).then(
      (answers) => isLatest && setSummed({ ...summaryOf(answers), runId }),
      // It went with another engine, and comes back when the cell runs again.
      () => isLatest && setSummed(null),
    );
    return () => {
      isLatest = false;
    };
  }, [select, runId, name]);
  // While it runs again what was there stays.
  return summed;
}
