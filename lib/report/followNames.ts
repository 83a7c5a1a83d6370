import type { DocumentCommand } from "../notebook/commands.ts";
import type { NotebookDocument } from "../notebook/document.ts";
import { cellFinder, itemFor } from "./findCells.ts";
import { reportOf } from "./parseReport.ts";
import { withReport } from "./printReport.ts";
import type { ReportItem, ReportRow } from "./report.ts";

/**
 * What an edit leaves to be done in the report: cells that it names go on being shown when their names, or the first
 * lines of their texts, become others. A cell that is deleted stays written there.
 */
export function followNames(before: NotebookDocument, after: NotebookDocument): DocumentCommand[] {
  // An edit of the front matter itself says what it says.
  if (before.cells === after.cells || before.frontMatter !== after.frontMatter) return [];
  const report = reportOf(before);
  if (!report) return [];
  const [was, is] = [cellFinder(before.cells), cellFinder(after.cells)];
  const byId = new Map(after.cells.map((cell) => [cell.id, cell]));
  let isChanged = false;
  const renamed = (item: ReportItem): ReportItem => {
    const id = was(item)?.id;
    const cell = id === undefined ? undefined : byId.get(id);
    if (!cell || is(item)?.id === id) return item;
    const { kind, name, nr } = itemFor(cell, after.cells);
    isChanged = true;
    return { ...item, kind, name, nr };
  };
  const rows = report.rows.map((row): ReportRow => {
    const items = row.items.map(renamed);
    return items.every((item, i) => item === row.items[i]) ? row : { items };
  });
  const frontMatter = isChanged ? withReport(after, rows) : null;
  return frontMatter === null ? [] : [{ type: "setFrontMatter", frontMatter }];
}
