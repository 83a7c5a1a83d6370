import type { Column, EngineApi, Outcome } from "../engine/protocol.ts";
import { arrowColumns } from "./arrowColumns.ts";
import type { ChartQuery } from "./chartPlan.ts";
import { askedColumns, type ChartQueryOptions, chartQuery } from "./chartQuery.ts";
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
  /** What draws some of its rows as all were drawn; see `askFiltered`. */
  again: Again;
}

interface Again {
  options: Pick<ChartQueryOptions, "widthPx" | "rowCount" | "counts" | "keepsTransforms" | "timezone">;
  edges: SettledChart["edges"];
}

export interface ChartRequest {
  spec: unknown;
  columns: readonly Column[];
  relation: string;
  rowCount: number | null;
  widthPx: number;
  /** The notebook's time zone, where it names one. */
  timezone?: string | undefined;
}

/** What a chart asks of the engine. */
export type ChartEngine = Pick<EngineApi, "select" | "columnStats">;

/** Asks the engine for just what a chart draws. Failures are answers. */
export async function askChart(request: ChartRequest, engine: ChartEngine): Promise<Outcome<AskedChart>> {
  const options = await optionsOf(request, engine);
  const { spec, columns, relation } = request;
  const planned = chartQuery(spec, columns, relation, options);
  if (!planned.ok) return planned;
  const answer = await ask(planned.value, request, { options, edges: new Map() }, engine);
  if (answer.ok || answer.error.code !== "sql" || !planned.value.work?.pushed) return answer;
  // What Vega makes NaN of, such as a number that is too great, can be an error to DuckDB.
  const plainly = { ...options, keepsTransforms: true };
  const plain = chartQuery(spec, columns, relation, plainly);
  return plain.ok ? ask(plain.value, request, { options: plainly, edges: new Map() }, engine) : plain;
}

/**
 * Asks for what the chart draws of the rows for which a condition in SQL holds: in the same manner and with the same bins
 * and cells, so that marks change in place.
 */
export async function askFiltered(
  { again }: Pick<AskedChart, "again">,
  request: ChartRequest,
  where: string,
  engine: Pick<ChartEngine, "select">,
): Promise<Outcome<AskedChart>> {
  const { spec, columns, relation } = request;
  const planned = chartQuery(spec, columns, relation, { ...again.options, where, held: again.edges });
  return planned.ok ? ask(planned.value, request, again, engine) : planned;
}

/** The options of the query: what is known of its columns, and the counts that it turned out to depend on. */
async function optionsOf(request: ChartRequest, engine: ChartEngine): Promise<Again["options"]> {
  const { spec, columns, relation, widthPx, rowCount, timezone = null } = request;
  const names = askedColumns(spec, columns);
  const known = names.length > 0 ? await engine.columnStats(relation, names) : null;
  const options = { widthPx, rowCount, timezone, stats: known?.ok ? known.value : [] };
  const planned = chartQuery(spec, columns, relation, options);
  const missing = planned.ok ? (planned.value.missingCounts ?? []) : [];
  if (missing.length === 0) return options;
  const list = missing.map((sql, index) => `(${sql}) AS n${index}`);
  const answer = await engine.select(`SELECT ${list.join(", ")}`, 1);
  if (!answer.ok) return options;
  const counts = new Map<string, number>();
  for (const [index, { values }] of arrowColumns(answer.value.ipc).entries()) {
    const [count] = values;
    const sql = missing[index];
    if (typeof count === "number" && sql !== undefined) counts.set(sql, count);
  }
  return { ...options, counts };
}

async function ask(
  query: ChartQuery,
  { columns }: ChartRequest,
  { options, edges: held }: Again,
  engine: Pick<ChartEngine, "select">,
): Promise<Outcome<AskedChart>> {
  const answer = await engine.select(query.sql, query.maxRows);
  if (!answer.ok) return answer;
  const rows = arrowColumns(answer.value.ipc);
  const { views, edges, ...settled } = settleChart(query, rows, held);
  return {
    ok: true,
    value: {
      query,
      ...settled,
      fetched: settled.columns[0]?.values.length ?? 0,
      truncated: answer.value.truncated || views.some(({ truncated }) => truncated),
      ...(query.leftRows === undefined ? {} : { leftRows: query.leftRows }),
      ...(views.length > 0 ? { views } : {}),
      summary: `${chartSummary(settled.spec, columns, rowsOfView(query, settled.columns, 0))}${query.timesIn === undefined ? "" : `; times in ${query.timesIn}`}`,
      again: { options, edges },
    },
  };
}
