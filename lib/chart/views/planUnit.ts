import type { EngineError } from "../../engine/protocol.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { AliasNames } from "../aliasNames.ts";
import type { BinEdges, PlannedRows } from "../chartPlan.ts";
import { isJsonObject, type JsonObject } from "../jsonObject.ts";
import { lineOutline } from "../lineOutline.ts";
import { pushDown } from "../pushDown.ts";
import { rawRows } from "../rawRows.ts";
import { filteredFrom, type RowSource, withClause } from "../transform/rowSource.ts";
import { markName } from "../unitViews.ts";
import { densePoints } from "./densePoints.ts";

/** What choosing rows goes by. */
export interface PlanContext {
  relation: string;
  widthPx: number;
  maxRows: number;
  /** Rows of the relation, where known. */
  rowCount: number | null;
  /** What `countSql` found, by its text. */
  counts: ReadonlyMap<string, number>;
  /** Counts that were looked for in vain. */
  missingCounts: Set<string>;
  /** Which rows of the relation are drawn; null for all. */
  where: string | null;
  /** Edges of bins and cells that stay, by the column's name. */
  held: ReadonlyMap<string, BinEdges>;
}

export type Planned = { ok: true; query: PlannedRows } | { ok: false; error: EngineError };

/** The rows of one view, or of layers that share theirs: groups, else what stands for too many rows, else the rows. */
export function planUnit(
  spec: JsonObject,
  source: RowSource,
  context: PlanContext,
  names?: AliasNames,
): Planned {
  const grouped = pushDown(spec, source, names, context.held);
  if (grouped) return { ok: true, query: grouped };
  const count = rowsOf(source, context);
  const planned = rowsOrLess(spec, source, count, context, names);
  if (!planned.ok || count === null || source.ctes.length === 0) return planned;
  return { ok: true, query: { ...planned.query, leftRows: count } };
}

function rowsOrLess(
  spec: JsonObject,
  source: RowSource,
  count: number | null,
  context: PlanContext,
  names?: AliasNames,
): Planned {
  const { relation, maxRows, widthPx, held } = context;
  if (count === null || count <= maxRows) return rawRows(spec, source, relation, names);
  const fewer = lineOutline(spec, source, widthPx, names) ?? densePoints(spec, source, widthPx, names, held);
  if (fewer) return { ok: true, query: fewer };
  if (!canBeSampled(spec)) return rawRows(spec, source, relation, names);
  const most = pointMarks.has(markName(spec.mark)) ? Math.min(mostPoints, maxRows) : maxRows;
  return sampled(rawRows(spec, { ...source, order: null }, relation, names), most);
}

/** How many rows a source has; null where that is not known, and then it is asked for if it may be too many. */
function rowsOf(source: RowSource, context: PlanContext): number | null {
  const { relation, where, rowCount, counts, missingCounts, maxRows } = context;
  if (source.ctes.length === 0) return rowCount;
  const own = `${withClause(source)}SELECT count(*)::DOUBLE AS n FROM ${source.from}`;
  // Fewer rows are drawn in the same manner as all of them.
  const sql = where === null ? own : own.replaceAll(filteredFrom(relation, where), quoteIdentifier(relation));
  const known = counts.get(sql);
  if (known !== undefined) return known;
  if (rowCount !== null && rowCount > maxRows) missingCounts.add(sql);
  return null;
}

const pointMarks = new Set(["point", "circle", "square", "tick"]);
/** Marks that sum up rows on their own. */
const summaryMarks = new Set(["boxplot", "errorbar", "errorband"]);
/** More points of several colours only hide each other. */
const mostPoints = 5_000;
const estimates = ["density", "regression", "loess", "quantile"];

/** Says whether a share of the rows gives nearly the same picture: marks that lie beside each other, and estimates. */
function canBeSampled(spec: JsonObject): boolean {
  const { transform = [] } = spec;
  if (!Array.isArray(transform)) return false;
  const kinds = transform.map((step) => (isJsonObject(step) ? step : {}));
  if (kinds.some((step) => estimates.some((key) => step[key] !== undefined))) return true;
  const mark = markName(spec.mark);
  return (
    (pointMarks.has(mark) || summaryMarks.has(mark)) && kinds.every((step) => step.calculate !== undefined)
  );
}

function sampled(planned: Planned, most: number): Planned {
  if (!planned.ok) return planned;
  const { query } = planned;
  // The same rows each time, so that a chart that is drawn again does not flicker.
  const sql = `${query.sql} USING SAMPLE reservoir(${most} ROWS) REPEATABLE (11)`;
  return { ok: true, query: { ...query, sql, rows: "sample" } };
}
