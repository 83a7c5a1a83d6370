import { useEffect, useState } from "react";
import { driftOf, type Finding, findingNames, levels } from "../../lib/contract/contract.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { askRowsOf } from "../../lib/profile/askRows.ts";
import { bareName } from "../../lib/sql/bareName.ts";
import { cellView } from "../../lib/store/selectors.ts";
import { useSelect } from "../cell-kinds/useSelect.ts";
import { useApp } from "../ui/AppContext.tsx";

/** More findings than this are left to the relation that has all. */
const mostFindings = 200;

export interface Drift {
  /** The gravest first. */
  readonly findings: readonly Finding[];
  readonly total: number;
}

/** What the cell's latest run found; null before it has run, and where that is gone. */
export function useDrift(cell: Cell): Drift | null {
  const select = useSelect();
  const runId = useApp((state) => {
    const { run } = cellView(state, cell.id);
    return run.status === "done" || run.status === "stale" || run.status === "failed" ? run.runId : null;
  });
  const [drift, setDrift] = useState<Drift | null>(null);
  useEffect(() => {
    if (runId === null) return;
    let isLatest = true;
    const table = bareName(driftOf(cell.name));
    const rank = `list_position(['stop', 'warn', 'note'], level)`;
    const sql = `select *, cast(count(*) over () as DOUBLE) as total from ${table} order by ${rank}, rowid`;
    askRowsOf(select)(sql, mostFindings).then(
      (rows) => isLatest && setDrift({ findings: rows.map(findingOf), total: Number(rows[0]?.total ?? 0) }),
      // It went with another engine, or was never made: it comes back when the cell runs.
      () => isLatest && setDrift(null),
    );
    return () => {
      isLatest = false;
    };
  }, [select, runId, cell.name]);
  return drift;
}

function findingOf(row: Readonly<Record<string, unknown>>): Finding {
  const text = (name: string) => (row[name] === null ? null : String(row[name]));
  return {
    column: String(row.column ?? ""),
    finding: findingNames.find((name) => name === row.finding) ?? "rows",
    level: levels.find((level) => level === row.level) ?? "note",
    pinned: text("pinned"),
    now: text("now"),
    psi: typeof row.psi === "number" ? row.psi : null,
  };
}
