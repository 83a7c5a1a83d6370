"use client";

import { Sparkles } from "lucide-react";
import { useCallback, useContext, useMemo, useRef, useState } from "react";
import type { Column } from "../../lib/engine/protocol.ts";
import { lazyModule } from "../../lib/lazy/lazyModule.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { filteredBy, sortedBy, sortToggled } from "../../lib/view/changeView.ts";
import { type Filter, type GridView, isWhole } from "../../lib/view/gridView.ts";
import { viewSql } from "../../lib/view/viewSql.ts";
import { useRepairItems } from "../cluster/useRepairItems.tsx";
import { useRestingFilters } from "../cross/useChartFilters.ts";
import { withCharts } from "../cross/withCharts.ts";
import { ColumnMenuItems, RowMenuItems } from "../grid/columnMenu.ts";
import { shownRows } from "../grid/gridFrame.ts";
import { type HeaderTool, HeaderTools } from "../grid/headerTools.ts";
import { ResultGrid, type ResultGridProps } from "../grid/ResultGrid.tsx";
import { WithProfiles } from "../profile/WithProfiles.tsx";
import { useTrace } from "../trace/useTrace.tsx";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";
import { useHeightOf } from "../ui/useHeightOf.ts";
import { ColumnViewMark } from "./ColumnViewMark.tsx";
import { keepView, keptView } from "./keptViews.ts";
import { useOpenedView } from "./useOpenedView.ts";
import { ViewBar } from "./ViewBar.tsx";
import styles from "./ViewedGrid.module.css";
import { type ViewControls, ViewControlsOfGrid } from "./viewControls.ts";
import { viewMenuItems } from "./viewMenuItems.tsx";
import { ViewOfGrid } from "./viewTools.ts";

const popover = lazyModule(() => import("./FilterPopover.tsx"));
const cleaning = lazyModule(() => import("../clean/cleanColumn.ts"));

/** The filter of a column that stands open at a control. */
interface Open {
  column: Column;
  anchor: HTMLElement;
  filter: Filter | null;
}

const tool: HeaderTool = {
  id: "view",
  place: "beside",
  draw: (column, index) => <ColumnViewMark column={column} index={index} />,
};

/** The rows of a cell's result, which can be sorted and filtered; the engine does both. */
export function ViewedGrid({ cell, label, result, stale }: ResultGridProps & { cell: Cell }) {
  const [view, setView] = useState<GridView>(() => keptView(cell.id));
  const [open, setOpen] = useState<Open | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const { columns } = result;
  const meant = useMemo(() => viewSql(view, columns), [view, columns]);
  const charts = useRestingFilters(cell.name);
  const all = useMemo(() => withCharts(view, charts), [view, charts]);
  const isPlain = meant.where.length === 0 && meant.orderBy.length === 0 && charts.length === 0;
  const shown = useOpenedView(result, isPlain ? null : all);

  const change = useCallback(
    (next: GridView) => {
      setView(next);
      keepView(cell.id, next);
    },
    [cell.id],
  );
  const controls = useMemo((): ViewControls => {
    const show = async (name: string, anchor: HTMLElement, filter: Filter | null) => {
      await popover.load();
      const column = columns.find((one) => one.name === name);
      if (column) setOpen({ column, anchor, filter });
    };
    return {
      view,
      broken: meant.broken,
      change,
      sortBy: (key, isFurther) => change(sortedBy(view, key, isFurther)),
      toggleSort: (column, isFurther) => change(sortToggled(view, column, isFurther)),
      openFilter: (column, anchor, filter) =>
        void show(column, anchor, filter ?? view.filters.find((one) => one.column === column) ?? null),
    };
  }, [view, meant, change, columns]);
  const tools = useMemo(
    () => ({ view, addFilter: (filter: Filter) => change(filteredBy(view, filter)) }),
    [view, change],
  );

  const store = useAppStore();
  const commands = useCommands();
  const otherItems = useContext(ColumnMenuItems);
  const repairs = useRepairItems(cell, result);
  const columnItems = useCallback(
    (column: Column, index: number) => [
      ...viewMenuItems(column, view, {
        change: controls.change,
        sortBy: controls.sortBy,
        filter: () => {
          const at = headerOf(root.current, column.name);
          if (at) controls.openFilter(column.name, at);
        },
      }),
      ...(cell.name === ""
        ? []
        : [
            {
              id: "clean",
              section: "clean",
              label: "Clean…",
              icon: <Sparkles />,
              onSelect: () =>
                void cleaning.load().then(({ cleanColumn }) => cleanColumn(store, commands, cell, column)),
            },
          ]),
      ...repairs.items(column),
      ...otherItems(column, index),
    ],
    [view, controls, otherItems, repairs.items, cell, store, commands],
  );

  const trace = useTrace(cell, result);
  const around = useContext(HeaderTools);
  const headerTools = useMemo(() => [...around, tool], [around]);
  const Popover = open && popover.ifLoaded()?.FilterPopover;
  const bar = useRef<HTMLElement>(null);
  const barPx = useHeightOf(bar, !isWhole(all));
  const held = useMemo(() => ({ rows: shownRows(result), abovePx: barPx }), [result, barPx]);
  const isBusy = shown.busySince !== null;
  return (
    <ViewControlsOfGrid value={controls}>
      <ViewOfGrid value={tools}>
        <div ref={root} className={styles.viewed}>
          {!isWhole(all) && (
            <ViewBar
              bar={bar}
              cell={cell}
              label={label}
              columns={columns}
              relationRows={result.rowCount}
              shown={shown}
              charts={charts}
            />
          )}
          <div className={styles.rows} aria-busy={isBusy}>
            <ColumnMenuItems value={columnItems}>
              <HeaderTools value={headerTools}>
                <WithProfiles cell={cell} result={result}>
                  <RowMenuItems value={trace.items}>
                    <ResultGrid
                      label={label}
                      result={shown.result}
                      stale={stale}
                      isTable={!isWhole(all)}
                      isWaiting={isBusy}
                      held={isWhole(all) ? undefined : held}
                    />
                  </RowMenuItems>
                </WithProfiles>
              </HeaderTools>
            </ColumnMenuItems>
          </div>
          {repairs.dialog}
          {trace.panel}
          {open && Popover && (
            <Popover
              key={open.column.name}
              {...open}
              resultKey={result.resultKey}
              onClose={() => setOpen(null)}
            />
          )}
        </div>
      </ViewOfGrid>
    </ViewControlsOfGrid>
  );
}

/** The header of a column, as far as it is drawn; the grid where it is not. */
function headerOf(root: HTMLElement | null, name: string): HTMLElement | null {
  const headers = [...(root?.querySelectorAll<HTMLElement>("[role=columnheader]") ?? [])];
  const header = headers.find((each) => each.getAttribute("aria-label") === name);
  return header ?? root?.querySelector<HTMLElement>("[role=grid]") ?? null;
}
