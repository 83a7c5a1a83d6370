import { useEffect, useState } from "react";
import {
  type DiffFilter,
  type DiffKey,
  type DiffRow,
  type DiffSides,
  diffRowsOf,
  diffSql,
} from "../../lib/compare/diffRows.ts";
import { askRowsOf } from "../../lib/profile/askRows.ts";
import { useSelect } from "../cell-kinds/useSelect.ts";

/** What is shown of a comparison. `count` are its differences: cells that changed, and rows of one side. */
export interface ShownDiff {
  readonly rows: readonly DiffRow[];
  readonly count: number;
  /** For what this was asked; other choices are still on their way. */
  readonly asked: string;
  readonly problem: string | null;
}

/** The first `most` differences of the comparison `name` as its run `runId` left it; null until the first are there. */
export function useDiffRows(of: {
  name: string;
  runId: number;
  keys: readonly DiffKey[];
  filter: DiffFilter;
  most: number;
  sides: DiffSides | null;
}): { shown: ShownDiff | null; isBusy: boolean } {
  const { name, runId, keys, filter, most, sides } = of;
  const select = useSelect();
  const [shown, setShown] = useState<ShownDiff | null>(null);
  // Of changed cells the comparison says all: the relations need not be gone through.
  const needed = filter.change === "changed" ? null : sides;
  const sql = diffSql(name, keys, filter, { offset: 0, limit: most }, needed);
  const asked = `${runId} ${sql}`;
  const keyCount = keys.length;
  useEffect(() => {
    let isLatest = true;
    void askRowsOf(select)(sql, most).then(
      (answers) =>
        isLatest &&
        setShown({ rows: diffRowsOf(answers, keyCount), count: answers.length, asked, problem: null }),
      (thrown: unknown) => {
        const problem = thrown instanceof Error ? thrown.message : String(thrown);
        if (isLatest) setShown({ rows: [], count: 0, asked, problem });
      },
    );
    return () => {
      isLatest = false;
    };
  }, [select, sql, most, asked, keyCount]);
  return { shown, isBusy: shown?.asked !== asked };
}
