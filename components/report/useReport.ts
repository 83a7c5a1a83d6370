import { useEffect, useMemo, useState } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import { defaultRows, type OutputShape } from "../../lib/report/defaultRows.ts";
import { cellFinder } from "../../lib/report/findCells.ts";
import { reportOf } from "../../lib/report/parseReport.ts";
import type { ReportItem, ReportRow } from "../../lib/report/report.ts";
import { loadKindTools } from "../../lib/run/kindTools.ts";
import { NotebookGraph } from "../../lib/run/notebookGraph.ts";
import type { AppState } from "../../lib/store/state.ts";
import { useApp, useAppStore } from "../ui/AppContext.tsx";

/** The report as it is to be drawn. */
export interface ShownReport {
  readonly rows: readonly ReportRow[];
  /** false where nobody has arranged it: then it is made of the notebook as it is. */
  readonly isArranged: boolean;
  readonly find: (item: ReportItem) => Cell | null;
  /** The cells in it, each once. */
  readonly cells: readonly Cell[];
}

/** One graph for the page: it is made anew only where cells or sources change. */
export const reportGraph = new NotebookGraph();

/** The report of the open notebook. */
export function useReport(): ShownReport {
  const store = useAppStore();
  const cells = useApp((state) => state.document.cells);
  const frontMatter = useApp((state) => state.document.frontMatter);
  const knows = useKindTools(cells);
  const arranged = useMemo(() => reportOf({ frontMatter }), [frontMatter]);
  // Which outputs are single values is known from results, and may change with a run.
  const shapes = useApp((state) => (arranged ? "" : shapesOf(state)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: what cells read is known once their tools are there.
  const rows = useMemo(() => {
    if (arranged) return arranged.rows;
    const state = store.getState();
    const graph = reportGraph.of(state);
    return defaultRows(cells, {
      shapeOf: (cell) => shapeOf(state, cell),
      isRead: (id) => (graph.readers.get(id) ?? []).some((reader) => reader !== id),
    });
  }, [arranged, cells, shapes, knows, store]);
  return useMemo(() => {
    const find = cellFinder(cells);
    const found = rows.flatMap(({ items }) => items.flatMap((item) => find(item) ?? []));
    return { rows, isArranged: arranged !== null, find, cells: [...new Set(found)] };
  }, [rows, arranged, cells]);
}

function useKindTools(cells: readonly Cell[]): number {
  const [times, setTimes] = useState(0);
  useEffect(() => {
    let current = true;
    void loadKindTools(cells)?.then(() => {
      if (current) setTimes((before) => before + 1);
    });
    return () => {
      current = false;
    };
  }, [cells]);
  return times;
}

/** One letter for each cell, so that the report is laid out anew only where a shape changed. */
function shapesOf(state: AppState): string {
  return state.document.cells.map((cell) => shapeOf(state, cell)[0]).join("");
}

/** What a cell's output looks like, by what it came to here, before, or where the link was made. */
function shapeOf(state: AppState, cell: Cell): OutputShape {
  if (cell.kind === "chart") return "chart";
  const output = state.cells[cell.id]?.output;
  if (output) {
    const { result, shown } = output;
    if (shown.length > 0 && !result) return shown.every(({ type }) => type === "chart") ? "chart" : "wide";
    return result?.rowCount === 1 && result.columns.length === 1 ? "value" : "wide";
  }
  const table = state.earlier[cell.id]?.table;
  const snapshot = state.snapshots[cell.id];
  const counts = table
    ? [table.rowCount, table.columnCount]
    : [snapshot?.rowCount ?? 0, snapshot?.columns.length ?? 0];
  return counts.every((count) => count === 1) ? "value" : "wide";
}
