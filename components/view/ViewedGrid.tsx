"use client";

import { useCallback, useContext, useMemo, useRef, useState } from "react";
import type { Column } from "../../lib/engine/protocol.ts";
import { lazyModule } from "../../lib/lazy/lazyModule.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { filteredBy, sortedBy, sortToggled } from "../../lib/view/changeView.ts";
import { type Filter, type GridView, isWhole } from "../../lib/view/gridView.ts";
import { viewSql } from "../../lib/view/viewSql.ts";
import { type HeaderTool, HeaderTools } from "../grid/headerTools.ts";
import { ResultGrid, type ResultGridProps } from "../grid/ResultGrid.tsx";
import { WithProfiles } from "../profile/WithProfiles.tsx";
import { ColumnViewTool } from "./ColumnViewTool.tsx";
import { keepView, keptView } from "./keptViews.ts";
import { useOpenedView } from "./useOpenedView.ts";
import { ViewBar } from "./ViewBar.tsx";
import styles from "./ViewedGrid.module.css";
import { type ViewControls, ViewControlsOfGrid } from "./viewControls.ts";
import { ViewOfGrid } from "./viewTools.ts";

const popups = lazyModule(() => import("./ViewPopup.tsx"));

/** What stands open at a control: a column's menu, or one of its filters. */
interface Open {
  show: "menu" | "filter";
  column: Column;
  anchor: HTMLElement;
  filter: Filter | null;
}

const tool: HeaderTool = {
  id: "view",
  place: "beside",
  draw: (column) => <ColumnViewTool column={column} />,
};

/** The rows of a cell's result, which can be sorted and filtered; the engine does both. */
export function ViewedGrid({ cell, label, result, stale }: ResultGridProps & { cell: Cell }) {
  const [view, setView] = useState<GridView>(() => keptView(cell.id));
  const [open, setOpen] = useState<Open | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const { columns } = result;
  const meant = useMemo(() => viewSql(view, columns), [view, columns]);
  const isPlain = meant.where.length === 0 && meant.orderBy.length === 0;
  const shown = useOpenedView(result, isPlain ? null : view);

  const change = useCallback(
    (next: GridView) => {
      setView(next);
      keepView(cell.id, next);
    },
    [cell.id],
  );
  const controls = useMemo((): ViewControls => {
    const show = async (what: Omit<Open, "column">, name: string) => {
      await popups.load();
      const column = columns.find((one) => one.name === name);
      if (column) setOpen({ ...what, column });
    };
    return {
      view,
      broken: meant.broken,
      change,
      sortBy: (key, isFurther) => change(sortedBy(view, key, isFurther)),
      toggleSort: (column, isFurther) => change(sortToggled(view, column, isFurther)),
      openMenu: (column, anchor) => void show({ show: "menu", anchor, filter: null }, column),
      openFilter: (column, anchor, filter) =>
        void show(
          {
            show: "filter",
            anchor,
            filter: filter ?? view.filters.find((one) => one.column === column) ?? null,
          },
          column,
        ),
    };
  }, [view, meant, change, columns]);
  const tools = useMemo(
    () => ({ view, addFilter: (filter: Filter) => change(filteredBy(view, filter)) }),
    [view, change],
  );

  const around = useContext(HeaderTools);
  const headerTools = useMemo(() => [...around, tool], [around]);
  const Popup = open && popups.ifLoaded()?.ViewPopup;
  const isBusy = shown.busySince !== null;
  return (
    <ViewControlsOfGrid value={controls}>
      <ViewOfGrid value={tools}>
        <div ref={root} className={styles.viewed}>
          {!isWhole(view) && (
            <ViewBar
              cell={cell}
              label={label}
              columns={columns}
              relationRows={result.rowCount}
              shown={shown}
            />
          )}
          <div className={styles.rows} aria-busy={isBusy}>
            <HeaderTools value={headerTools}>
              <WithProfiles cell={cell} result={result}>
                <ResultGrid
                  label={label}
                  result={shown.result}
                  stale={stale}
                  isTable={!isWhole(view)}
                  isWaiting={isBusy}
                />
              </WithProfiles>
            </HeaderTools>
          </div>
          {open && Popup && (
            <Popup
              key={`${open.show} ${open.column.name}`}
              {...open}
              resultKey={result.resultKey}
              onFilter={() => controls.openFilter(open.column.name, open.anchor)}
              // A menu that led to a filter closes after that has opened.
              onClose={() => setOpen((now) => (now?.show === open.show ? null : now))}
            />
          )}
        </div>
      </ViewOfGrid>
    </ViewControlsOfGrid>
  );
}
