import { chartFacts } from "../../lib/chartBuilder/chartFacts.ts";
import { firstChart } from "../../lib/chartBuilder/firstChart.ts";
import { suggestCharts } from "../../lib/chartBuilder/suggestCharts.ts";
import type { KeptResult } from "../../lib/engine/protocol.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import type { AppStore } from "../../lib/store/appStore.ts";
import type { AppCommands, RowSource } from "../../lib/store/commands.ts";
import { insertCharts } from "./insertCharts.ts";

/** Puts the best chart of a cell's result below it: what its rows are decides which. */
export async function chartResult(
  app: { store: AppStore; commands: AppCommands; rows: RowSource },
  cell: Cell,
  { columns, rowCount }: Pick<KeptResult, "columns" | "rowCount">,
): Promise<void> {
  const select: RowSource["select"] = (sql, most) => app.rows.select(sql, most);
  const facts = await chartFacts(cell.name, columns, rowCount, select);
  const [best] = suggestCharts(columns, facts);
  const spec = best?.spec ?? firstChart(columns);
  const sql = best?.sql?.(cell.name) ?? null;
  insertCharts(app, cell.id, cell.name, { suffix: sql ? "top" : "chart", spec, sql });
}
