"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { markReportInAddress } from "../../lib/browser/reportAddress.ts";
import { headingsOf } from "../../lib/notebook/headings.ts";
import { DrawFar } from "../chart/usePlace.ts";
import { useApp, useAppStore, useCommands } from "../ui/AppContext.tsx";
import { formatWhen } from "../ui/formatWhen.ts";
import { Arrange } from "./Arrange.tsx";
import { ReportRows } from "./ReportRows.tsx";
import { ReportTools } from "./ReportTools.tsx";
import styles from "./ReportView.module.css";
import { usePrintedSize } from "./usePrintedSize.ts";
import { usePrinting } from "./usePrinting.ts";
import { useReaderRuns } from "./useReaderRuns.ts";
import { type ShownReport, useReport } from "./useReport.ts";
import { useReportKeys } from "./useReportKeys.ts";

/** So many charts are drawn wherever they stand, so that paper has them all; more only near the window. */
const mostDrawnCharts = 24;

/** The notebook as a report: what its cells show, arranged on a page, without code. */
export function ReportView() {
  const main = useRef<HTMLElement>(null);
  const title = useApp((state) => state.document.title);
  const notebookId = useApp((state) => state.notebookId);
  const report = useReport();
  const [isArranging, setIsArranging] = useState(false);
  const charts = report.cells.filter(({ kind }) => kind === "chart").length;
  useReaderRuns(report.cells);
  useReportKeys(main);
  useLeaveForCells();
  useUnseenCharts(report);
  const page = usePrintedSize();
  useEffect(() => {
    // Another notebook's address is another one.
    if (notebookId === "") return;
    markReportInAddress(true);
    return () => markReportInAddress(false);
  }, [notebookId]);
  useEffect(() => main.current?.focus({ preventScroll: true }), []);
  return (
    <main ref={main} className={styles.main} tabIndex={-1} aria-label={`Report: ${title}`}>
      <div ref={page} className={styles.page} data-wide={isArranging || undefined}>
        <header className={styles.header}>
          <Title report={report} title={title} />
          <ReportTools report={report} isArranging={isArranging} onArrange={setIsArranging} />
        </header>
        <DrawFar value={charts <= mostDrawnCharts}>
          {isArranging ? (
            <Arrange report={report} />
          ) : (
            <div className={styles.rows}>
              {report.cells.length === 0 && <Nothing onArrange={() => setIsArranging(true)} />}
              <ReportRows report={report} />
            </div>
          )}
        </DrawFar>
      </div>
    </main>
  );
}

/** The notebook's title, unless the report begins with it anyway. */
function Title({ report, title }: { report: ShownReport; title: string }) {
  const isPrinted = usePrinting();
  const first = report.rows[0]?.items[0];
  const cell = first ? report.find(first) : null;
  const heading = cell ? headingsOf(cell)[0] : undefined;
  const isSaid = heading?.text.trim().toLowerCase() === title.trim().toLowerCase();
  return (
    <div className={styles.title} data-bare={isSaid || undefined}>
      {!isSaid && <h2 className={styles.name}>{title || "Untitled"}</h2>}
      {isPrinted && <p className={styles.when}>{formatWhen(Date.now())}</p>}
    </div>
  );
}

function Nothing({ onArrange }: { onArrange: () => void }) {
  return (
    <div className={styles.nothing}>
      <p>There is nothing in this report yet.</p>
      <button type="button" className={styles.link} onClick={onArrange}>
        Choose what it shows
      </button>
    </div>
  );
}

/** Whoever goes to a cell (by the outline, the graph, an error's place) wants to see that cell. */
function useLeaveForCells(): void {
  const store = useAppStore();
  const commands = useCommands();
  useEffect(
    () =>
      store.subscribe((state, before) => {
        const isSame = state.selection === before.selection || state.opened !== before.opened;
        const isEdit = state.document.cells !== before.document.cells;
        if (!isSame && !isEdit && state.selection.cellId !== null) commands.show("cells");
      }),
    [store, commands],
  );
}

/** Charts that ran and that the report does not show are waited for by nobody. */
function useUnseenCharts(report: ShownReport): void {
  const commands = useCommands();
  const drawing = useApp((state) => state.drawing);
  const shown = useMemo(() => new Set(report.cells.map(({ id }) => id)), [report.cells]);
  useEffect(() => {
    for (const id of drawing) if (!shown.has(id)) commands.chartDrawn(id);
  }, [drawing, shown, commands]);
}
