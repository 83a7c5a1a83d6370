import type { Column, EngineApi, Outcome } from "../engine/protocol.ts";
import { arrowColumns } from "./arrowColumns.ts";
import type { ChartQuery } from "./chartPlan.ts";
import { askedColumns, chartQuery } from "./chartQuery.ts";
import { chartSummary } from "./chartSummary.ts";
import type { JsonObject } from "./jsonObject.ts";
import { type ChartColumn, rowsOfView, type SettledChart, settleChart } from "./settleChart.ts";

/** All that a chart needs to be drawn and described. */
export interface AskedChart {
  query: ChartQuery;
  spec: JsonObject;
  columns: ChartColumn[];
  /** Rows that came back, and whether there were more. */
  fetched: number;
  truncated: boolean;
  /** Rows that the chart's transforms leave, where they were counted. */
  leftRows?: number;
  /** Views with rows of their own; none where all share theirs. */
  views?: SettledChart["views"];
  summary: string;
}

interface Request {
  spec: unknown;
  columns: readonly Column[];
  relation: string;
  rowCount: number | null;
  widthPx: number;
}

/** What a chart asks of the engine. */
export type ChartEngine = Pick<EngineApi, "select" | "columnStats">;

/** Asks the engine for just what a chart draws. Failures are answers. */
export async function askChart(request: Request, engine: ChartEngine): Promise<Outcome<AskedChart>> {
  const planned = await planKnowing(request, engine);
  if (!planned.ok) return planned;
  const answer = await ask(planned.value, request, engine);
  if (answer.ok || answer.error.code !== "sql" || !planned.value.work?.pushed) return answer;
  // What Vega makes NaN of, such as a number that is too great, can be an error to DuckDB.
  const plain = chartQuery(request.spec, request.columns, request.relation, {
    ...request,
    keepsTransforms: true,
  });
  return plain.ok ? ask(plain.value, request, engine) : plain;
}

/** The query, made with what is known of its columns, and with the counts that it turned out to depend on. */
async function planKnowing(request: Request, engine: ChartEngine): Promise<Outcome<ChartQuery>> {
  const { spec, columns, relation } = request;
  const names = askedColumns(spec, columns);
  const known = names.length > 0 ? await engine.columnStats(relation, names) : null;
  const options = { ...request, stats: known?.ok ? known.value : [] };
  const planned = chartQuery(spec, columns, relation, options);
  const missing = planned.ok ? (planned.value.missingCounts ?? []) : [];
  if (missing.length === 0) return planned;
  const list = missing.map((sql, index) => `(${sql}) AS n${index}`);
  const answer = await engine.select(`SELECT ${list.join(", ")}`, 1);
  if (!answer.ok) return planned;
  const counts = new Map<string, number>();
  for (const [index, { values }] of arrowColumns(answer.value.ipc).entries()) {
    const [count] = values;
    const sql = missing[index];
    if (typeof count === "number" && sql !== undefined) counts.set(sql, count);
  }
  return chartQuery(spec, columns, relation, { ...options, counts });
}

async function ask(
  query: ChartQuery,
  { columns }: Request,
  engine: ChartEngine,
): Promise<Outcome<AskedChart>> {
  const answer = await engine.select(query.sql, query.maxRows);
  if (!answer.ok) return answer;
  const rows = arrowColumns(answer.value.ipc);
  const { views, ...settled } = settleChart(query, rows);
  return {
    ok: true,
    value: {
      query,
      ...settled,
      fetched: settled.columns[0]?.values.length ?? 0,
      truncated: answer.value.truncated || views.some(({ truncated }) => truncated),
      ...(query.leftRows === undefined ? {} : { leftRows: query.leftRows }),
      ...(views.length > 0 ? { views } : {}),
      summary: chartSummary(settled.spec, columns, rowsOfView(query, settled.columns, 0)),
    },
  };
}
