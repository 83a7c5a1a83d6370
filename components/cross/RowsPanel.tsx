import { ListFilter, SquarePlus, X } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { ChartFilter } from "../../lib/chart/selection/Crossfilters.ts";
import type { Column, KeptResult } from "../../lib/engine/protocol.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { pasteEdit } from "../../lib/notebookPaste/pasteEdit.ts";
import { type GridView, wholeRelation } from "../../lib/view/gridView.ts";
import { viewQuery } from "../../lib/view/viewSql.ts";
import { ResultGrid } from "../grid/ResultGrid.tsx";
import { useApp, useAppStore, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { countOf, formatCount } from "../ui/formatCount.ts";
import { useOpenedView } from "../view/useOpenedView.ts";
import styles from "./RowsPanel.module.css";
import type { PickedRows } from "./useCrossfilter.ts";

interface RowsPanelProps {
  /** The chart's name. */
  label: string;
  relation: string;
  columns: readonly Column[];
  rowCount: number | null;
  picked: PickedRows;
  /** What is selected on other charts: a mark stands for the rows that these leave. */
  within: readonly ChartFilter[];
  onFilter: (() => void) | null;
  onClose(): void;
}

/** The rows behind a mark or a selection of a chart, beneath it. */
export function RowsPanel(props: RowsPanelProps) {
  const { label, relation, columns, rowCount, picked, within, onFilter, onClose } = props;
  const root = useRef<HTMLElement>(null);
  const resting = useResting(within);
  const view = useMemo(
    (): GridView => ({ ...wholeRelation, also: [picked.sql, ...resting.map(({ sql }) => sql)] }),
    [picked.sql, resting],
  );
  const text = [picked.text, ...resting.map((filter) => `${filter.label}: ${filter.text}`)].join(" · ");
  const all = useMemo(() => relationResult(columns), [columns]);
  const shown = useOpenedView(all, view, relation);
  const asCell = useAsCell(label, relation, columns, view);
  const isBusy = shown.busySince !== null;
  const matching = shown.opened?.matching ?? 0;

  // Whoever opened it goes on from here.
  useEffect(() => {
    if (picked.sql !== "") root.current?.focus({ preventScroll: true });
  }, [picked]);

  return (
    <section
      ref={root}
      tabIndex={-1}
      aria-label={`Rows of ${label}`}
      className={styles.panel}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={styles.bar}>
        <span className={styles.text} title={text}>
          {text}
        </span>
        <span role="status" className={styles.count}>
          {shown.error !== null
            ? null
            : isBusy
              ? "Looking for its rows…"
              : rowCount === null
                ? countOf(matching, "row")
                : `${formatCount(matching)} of ${countOf(rowCount, "row")}`}
        </span>
        <span className={styles.actions}>
          {onFilter && (
            <Button
              icon={<ListFilter />}
              label="Filter other charts"
              tone="quiet"
              hint="by these rows"
              tipSide="below-end"
              onClick={onFilter}
            />
          )}
          {asCell && (
            <Button
              icon={<SquarePlus />}
              label="As SQL cell"
              tone="quiet"
              hint="a new cell below with these rows"
              tipSide="below-end"
              onClick={asCell}
            />
          )}
          <Button
            icon={<X />}
            label="Close rows"
            iconOnly
            tone="quiet"
            tipSide="below-end"
            onClick={onClose}
          />
        </span>
      </div>
      {shown.error !== null ? (
        <p role="alert" className={styles.problem}>
          The rows could not be read: {shown.error}
        </p>
      ) : shown.opened ? (
        <ResultGrid
          label={`Rows of ${label}`}
          result={shown.result}
          stale={false}
          isTable
          isWaiting={isBusy}
        />
      ) : (
        <div className={styles.waiting} />
      )}
    </section>
  );
}

/** The filters as they were when none of them was being brushed. */
function useResting(filters: readonly ChartFilter[]): readonly ChartFilter[] {
  const [resting, setResting] = useState(filters);
  const isMoving = filters.some((filter) => filter.isMoving);
  if (!isMoving && resting !== filters) setResting(filters);
  return isMoving ? resting : filters;
}

/** Stands for the rows of a relation, which are found by its name. */
function relationResult(columns: readonly Column[]): KeptResult {
  return {
    resultKey: "",
    columns: [...columns],
    rowCount: 0,
    kept: "table",
    firstPage: new Uint8Array(),
    firstRows: 0,
  };
}

/** Makes a cell of the rows, below the chart's; null where the chart is no cell of the notebook. */
function useAsCell(
  label: string,
  relation: string,
  columns: readonly Column[],
  view: GridView,
): (() => void) | null {
  const store = useAppStore();
  const commands = useCommands();
  const cell = useApp((state) => state.document.cells.find(({ name }) => name === label));
  if (!cell) return null;
  return () => {
    const state = store.getState();
    const made: Cell = {
      id: cell.id,
      kind: "sql",
      name: `${relation}_rows`,
      source: viewQuery(view, columns, relation),
      options: {},
      layout: null,
    };
    const taken = state.sources.map((source) => source.relation);
    const { edit, last } = pasteEdit(state.document, [made], cell.id, taken);
    commands.edit([edit]);
    if (last === null) return;
    commands.select(last, "command");
    void commands.run(last);
  };
}
