"use client";

import { useState } from "react";
import { type ChangeKind, changeKinds, type DiffFilter, type DiffSides } from "../../lib/compare/diffRows.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { cellView, relationColumns } from "../../lib/store/selectors.ts";
import { useApp, useAppStore } from "../ui/AppContext.tsx";
import { formatCount } from "../ui/formatCount.ts";
import { ChangedColumns } from "./ChangedColumns.tsx";
import styles from "./CompareView.module.css";
import { changeSigns } from "./changeSigns.ts";
import { DiffTable } from "./DiffTable.tsx";
import { type SummedRun, useCompareSummary } from "./useCompareSummary.ts";

/** What a comparison came to, in numbers that choose what is shown of it below. */
export function CompareView({ cell, label }: { cell: Cell; label: string }) {
  const summary = useCompareSummary(cell);
  const hasRows = useApp((state) => (cellView(state, cell.id).output?.result?.rowCount ?? 0) > 0);
  if (summary === null) return null;
  if (summary === undefined)
    return (
      <div className={styles.view}>
        <div className={styles.top} />
        {hasRows && <div className={styles.body} />}
      </div>
    );
  return <View cell={cell} label={label} summary={summary} />;
}

const all: DiffFilter = { change: null, column: null };

function View({ cell, label, summary }: { cell: Cell; label: string; summary: SummedRun }) {
  const [wanted, setFilter] = useState<DiffFilter>(all);
  const sides = useSides(cell);
  const outs = useApp((state) => cellView(state, cell.id).output?.result?.columns ?? none);
  const cells = summary.columns.reduce((sum, { changed }) => sum + changed, 0);
  const counts: Record<ChangeKind, number> = {
    added: summary.added,
    removed: summary.removed,
    changed: summary.changed,
  };
  // Another run may have nothing left of what was chosen.
  const columnCount = summary.columns.find(({ name }) => name === wanted.column)?.changed ?? 0;
  const isLeft =
    wanted.column === null ? wanted.change === null || counts[wanted.change] > 0 : columnCount > 0;
  const filter = isLeft ? wanted : all;
  const total = {
    column: columnCount,
    kind: filter.change === null ? summary.added + summary.removed + cells : counts[filter.change],
  };
  if (filter.change === "changed") total.kind = cells;
  const keys = summary.keys.map((name, at) => ({ name, out: outs[at]?.name ?? name }));
  const hasChanges = summary.added + summary.removed + cells > 0;
  return (
    <section className={styles.view} aria-label={`What differs in ${label}`}>
      <div className={styles.top}>
        <fieldset className={styles.kinds} aria-label={`Changes of ${label}`}>
          {changeKinds.map((kind) => (
            <button
              key={kind}
              type="button"
              data-change={kind}
              disabled={counts[kind] === 0}
              aria-pressed={filter.change === kind && filter.column === null}
              onClick={() => setFilter(filter.change === kind ? all : { change: kind, column: null })}
            >
              <span className={styles.sign} aria-hidden="true">
                {changeSigns[kind]}
              </span>
              <strong>{formatCount(counts[kind])}</strong> {kind}
            </button>
          ))}
        </fieldset>
        <span className={styles.same}>
          <span className={styles.sign} aria-hidden="true">
            =
          </span>
          <strong>{formatCount(summary.same)}</strong> the same
        </span>
      </div>
      {hasChanges ? (
        <div className={styles.body}>
          <ChangedColumns
            label={label}
            summary={summary}
            chosen={filter.column}
            onChoose={(column) => setFilter(column === null ? all : { change: "changed", column })}
          />
          <DiffTable
            key={`${filter.change} ${filter.column}`}
            name={cell.name}
            label={label}
            runId={summary.runId}
            keys={keys}
            filter={filter}
            total={filter.column === null ? total.kind : total.column}
            sides={sides}
          />
        </div>
      ) : (
        <p className={styles.quiet}>
          {summary.same === 0
            ? "Neither side has rows."
            : "No difference: every row has its like on the other side."}
        </p>
      )}
    </section>
  );
}

const none: readonly { name: string }[] = [];

/** The relations as they were compared; null where they may be others by now, or would have to be fetched again. */
function useSides({ id, options: { from = "", to = "" } }: Cell): DiffSides | null {
  const store = useAppStore();
  const isFresh = useApp((state) => cellView(state, id).run.status === "done");
  if (!isFresh) return null;
  const state = store.getState();
  const isFar = (name: string) => /^[a-z\d]+:\/\//i.test(state.document.sources[name]?.location ?? "");
  const sideOf = (name: string) => {
    const columns = relationColumns(state, name);
    return columns && !isFar(name) ? { name, columns } : null;
  };
  const [before, after] = [sideOf(from), sideOf(to)];
  return before && after && { before, after };
}
