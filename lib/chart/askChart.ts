import type { Column, EngineApi, Outcome } from "../engine/protocol.ts";
import { arrowColumns } from "./arrowColumns.ts";
import type { ChartQuery } from "./chartPlan.ts";
import { chartQuery } from "./chartQuery.ts";
import { chartSummary } from "./chartSummary.ts";
import type { JsonObject } from "./jsonObject.ts";
import { type ChartColumn, settleChart } from "./settleChart.ts";

/** All that a chart needs to be drawn and described. */
export interface AskedChart {
  query: ChartQuery;
  spec: JsonObject;
  columns: ChartColumn[];
  /** Rows that came back, and whether there were more. */
  fetched: number;
  truncated: boolean;
  summary: string;
}

/** Asks the engine for just what a chart draws. Failures are answers. */
export async function askChart(
  request: {
    spec: unknown;
    columns: readonly Column[];
    relation: string;
    rowCount: number | null;
    widthPx: number;
  },
  select: EngineApi["select"],
): Promise<Outcome<AskedChart>> {
  const { spec, columns, relation, rowCount, widthPx } = request;
  const asked = chartQuery(spec, columns, relation, { widthPx, rowCount });
  if (!asked.ok) return asked;
  const query = asked.value;
  const answer = await select(query.sql, query.maxRows);
  if (!answer.ok) return answer;
  const rows = arrowColumns(answer.value.ipc);
  const settled = settleChart(query, rows);
  return {
    ok: true,
    value: {
      query,
      ...settled,
      fetched: rows[0]?.values.length ?? 0,
      truncated: answer.value.truncated,
      summary: chartSummary(settled.spec, columns, settled.columns),
    },
  };
}
