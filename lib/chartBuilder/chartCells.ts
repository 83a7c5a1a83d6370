import { newCellId, uniqueCellName } from "../notebook/cellNames.ts";
import type { Cell, NotebookDocument } from "../notebook/document.ts";
import { prettyJson } from "./prettyJson.ts";

/** A chart to put into a notebook, with the query that makes what it draws where the relation itself is not drawn. */
export interface ChartToInsert {
  /** Ends the names: "chart", "funnel". */
  suffix: string;
  spec: unknown;
  sql: string | null;
}

/** The cells of a chart of a relation, to be inserted as one step: its query where it has one, and the chart. */
export function chartCells(
  document: NotebookDocument,
  taken: readonly string[],
  relation: string,
  { suffix, spec, sql }: ChartToInsert,
): Cell[] {
  const query = sql === null ? null : uniqueCellName(document, `${relation}_${suffix}`, taken);
  const name = uniqueCellName(document, `${query ?? relation}_chart`, [...taken, query ?? ""]);
  const cell = (kind: string, itsName: string, source: string, options: Cell["options"]): Cell => ({
    id: newCellId(),
    kind,
    name: itsName,
    source,
    options,
    layout: null,
  });
  const chart = cell("chart", name, prettyJson(spec), { from: query ?? relation });
  return query === null ? [chart] : [cell("sql", query, sql ?? "", {}), chart];
}
