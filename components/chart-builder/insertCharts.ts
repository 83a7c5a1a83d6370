import { type ChartToInsert, chartCells } from "../../lib/chartBuilder/chartCells.ts";
import type { DocumentCommand } from "../../lib/notebook/commands.ts";
import type { CellId } from "../../lib/notebook/document.ts";
import type { AppStore } from "../../lib/store/appStore.ts";
import type { AppCommands } from "../../lib/store/commands.ts";
import { showFace } from "../cell-kinds/faces.ts";

/**
 * Puts a chart, and the query that it needs, below a cell, or `inPlace` of it: one step of undo. Shows its builder, and
 * draws it.
 */
export function insertCharts(
  { store, commands }: { store: AppStore; commands: AppCommands },
  after: CellId,
  relation: string,
  chart: ChartToInsert,
  inPlace = false,
): void {
  const { document, sources, notebookId } = store.getState();
  const taken = sources.map((source) => source.relation);
  const cells = chartCells(document, taken, relation, chart);
  const last = cells.at(-1);
  if (!last) return;
  const index = document.cells.findIndex(({ id }) => id === after) + 1;
  showFace(notebookId, last.name, { builder: true, spec: false });
  const gone: DocumentCommand[] = inPlace ? [{ type: "delete", ids: [after] }] : [];
  commands.edit([{ type: "insert", index, cells }, ...gone]);
  commands.select(last.id, "command");
  void commands.run(last.id);
}
