import type { Column, Outcome } from "../engine/protocol.ts";
import type { ChartQuery } from "./chartPlan.ts";
import { asJsonObject } from "./jsonObject.ts";
import { lineOutline } from "./lineOutline.ts";
import { pushDown } from "./pushDown.ts";
import { rawRows } from "./rawRows.ts";

export interface ChartQueryOptions {
  /** Width of the chart, in CSS pixels: how finely a long line is worth drawing. */
  widthPx: number;
  /** The most rows to fetch; 20,000 unless told. */
  maxRows?: number;
  /** Rows of the relation, where known. */
  rowCount?: number | null;
}

export const defaultMaxRows = 20_000;

/**
 * What to ask the engine for a Vega-Lite chart over a relation, and the specification that draws the answer.
 * Grouping is done by DuckDB where SQL can say it; otherwise rows are fetched up to `maxRows`.
 * An error where the chart names a column that is not there.
 */
export function chartQuery(
  spec: unknown,
  columns: readonly Column[],
  relation: string,
  { widthPx, maxRows = defaultMaxRows, rowCount = null }: ChartQueryOptions,
): Outcome<ChartQuery> {
  const { data, usermeta: _usermeta, ...chart } = asJsonObject(spec);
  const notes = dataNotes(data, relation);
  const grouped = pushDown(chart, columns, relation);
  if (grouped) return { ok: true, value: { ...grouped, maxRows, notes } };
  if (rowCount !== null && rowCount > maxRows) {
    const outline = lineOutline(chart, columns, relation, widthPx);
    if (outline) return { ok: true, value: { ...outline, maxRows, notes } };
  }
  const raw = rawRows(chart, columns, relation);
  return raw.ok ? { ok: true, value: { ...raw.query, maxRows, notes } } : raw;
}

/** What is said of data that a specification brought along. */
function dataNotes(data: unknown, relation: string): string[] {
  const { url, values } = asJsonObject(data);
  if (url !== undefined) return [`Remote data is not loaded: the chart draws ${relation}.`];
  if (values !== undefined) return [`The data inside the chart is not drawn: the chart draws ${relation}.`];
  return [];
}
