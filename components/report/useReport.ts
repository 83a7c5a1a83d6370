import { useEffect, useMemo, useState } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import { defaultRows, type OutputShape } from "../../lib/report/defaultRows.ts";
import { cellFinder } from "../../lib/report/findCells.ts";
import { reportOf } from "../../lib/report/parseReport.ts";
import type { ReportItem, ReportRow } from "../../lib/report/report.ts";
import { loadKindTools } from "../../lib/run/kindTools.ts";
import { NotebookGraph } from "../../lib/run/notebookGraph.ts";
import type { AppState } from "../../lib/store/state.ts";
import { useApp } from "../ui/AppContext.tsx";

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
  const notebook = useApp((state) => state.document);
  const sources = useApp((state) => state.sources);
  const { cells, frontMatter } = notebook;
  useKindTools(cells);
  // The same graph for as long as it says the same.
  const graph = reportGraph.of({ document: notebook, sources });
  const arranged = useMemo(() => reportOf({ frontMatter }), [frontMatter]);
  // Which outputs are single values is known from results, and may change with a run.
  const shapes = useApp((state) => (arranged ? "" : shapesOf(state)));
  const rows = useMemo(() => {
    if (arranged) return arranged.rows;
    const words = shapes.split(" ");
    const places = new Map(cells.map((cell, at) => [cell, at]));
    return defaultRows(cells, {
      shapeOf: (cell) => outputShapes.find((shape) => shape === words[places.get(cell) ?? -1]) ?? "wide",
      isRead: (id) => (graph.readers.get(id) ?? []).some((reader) => reader !== id),
    });
  }, [arranged, cells, shapes, graph]);
  return useMemo(() => {
    const find = cellFinder(cells);
    const found = rows.flatMap(({ items }) => items.flatMap((item) => find(item) ?? []));
    return { rows, isArranged: arranged !== null, find, cells: [...new Set(found)] };
  }, [rows, arranged, cells]);
}

/** Draws anew once it is known what all kinds of cells read. */
function useKindTools(cells: readonly Cell[]): void {
  const [, setTimes] = useState(0);
  useEffect(() => {
    let current = true;
    void loadKindTools(cells)?.then(() => {
      if (current) setTimes((before) => before + 1);
    });
    return () => {
      current = false;
    };
  }, [cells]);
}

const outputShapes: readonly OutputShape[] = ["value", "chart", "wide"];

/** A word for each cell: the report is laid out anew only where a shape changed. */
function shapesOf(state: AppState): string {
  return state.document.cells.map((cell) => shapeOf(state, cell)).join(" ");
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
