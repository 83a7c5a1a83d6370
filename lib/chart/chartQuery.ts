import type { Column, Outcome } from "../engine/protocol.ts";
import type { ColumnStats } from "../sql/columnStats.ts";
import { isZone } from "../sql/time/zoneOffsets.ts";
import { channelDefs, mapEncodings } from "./channelDefs.ts";
import type { BinEdges, ChartQuery, ChartWork, PlannedRows, RowOrigin } from "./chartPlan.ts";
import { knownOf } from "./columnKnown.ts";
import { columnKind } from "./columnUse.ts";
import { asJsonObject, type JsonObject } from "./jsonObject.ts";
import { aheadMs, asksForUtc, onLocalClock } from "./localTime.ts";
import { mentionedColumns, showsAllColumns } from "./mentionedColumns.ts";
import { unlessOnlyVega } from "./onlyVega.ts";
import { pushDown } from "./pushDown.ts";
import { rawRows } from "./rawRows.ts";
import { pushTransforms } from "./transform/pushTransforms.ts";
import { type RowSource, relationSource, type SourceColumn } from "./transform/rowSource.ts";
import { chartInUtc } from "./utcTime.ts";
import { expandRepeat } from "./views/expandRepeat.ts";
import { type PlanContext, planUnit } from "./views/planUnit.ts";
import { planViews } from "./views/planViews.ts";

export interface ChartQueryOptions {
  /** Width of the chart, in CSS pixels: how finely a long line is worth drawing. */
  widthPx: number;
  /** The most rows to fetch; 20,000 unless told. */
  maxRows?: number;
  /** Rows of the relation, where known. */
  rowCount?: number | null;
  /** What the `missingCounts` of an earlier answer gave, by their text. */
  counts?: ReadonlyMap<string, number>;
  /** Which rows of the relation are drawn: a condition in SQL; all rows unless told. They are drawn as all would be. */
  where?: string | null;
  /** Edges of bins and cells that stay as they were when all rows were drawn; see `BinColumns`. */
  held?: ReadonlyMap<string, BinEdges>;
  /** The engine's statistics of columns, which spare tests for what they do not hold. */
  stats?: readonly ColumnStats[];
  /** The zone whose clock instants are drawn on, by its IANA name; UTC unless told, and where it is not known. */
  timezone?: string | null;
  /** Leaves all transforms to Vega: for when what was made of them failed. */
  keepsTransforms?: boolean;
}

export const defaultMaxRows = 20_000;

/**
 * What to ask the engine for a Vega-Lite chart over a relation, and the specification that draws the answer.
 * Transforms and grouping are done by DuckDB as far as SQL can say them; what is left is done by Vega over rows that
 * are fetched up to `maxRows`, or over what stands for them. An error where the chart names a column that is not there.
 */
export function chartQuery(
  spec: unknown,
  columns: readonly Column[],
  relation: string,
  options: ChartQueryOptions,
): Outcome<ChartQuery> {
  const { widthPx, maxRows = defaultMaxRows, rowCount = null, counts = new Map(), keepsTransforms } = options;
  const { where = null, held = new Map() } = options;
  const { data, usermeta: _usermeta, ...written } = asJsonObject(spec);
  const { timezone = null } = options;
  // The zone that instants are drawn in: a chart that asks for UTC by itself gets it.
  const zone = timezone !== null && asksForUtc(written) ? "UTC" : timezone;
  const known = inZone(withStats(columns, options.stats ?? []), written, zone);
  const chart = chartInUtc(written, zone === null ? 0 : aheadMs(zone, Date.now()));
  const missingCounts = new Set<string>();
  const context = { relation, widthPx, maxRows, rowCount, counts, missingCounts, where, held };
  const planned = keepsTransforms
    ? wholeRows(chart, relationSource(relation, inZone(columns, written, zone), where), relation)
    : planChart(chart, known, context);
  if (!planned.ok) return planned;
  const { work, views } = planned;
  const { origin, ...query } = planned.query;
  const { unknown, ...said } = zoneWords(mentionedColumns(written, known), query.spec, timezone);
  const origins = views?.origins ?? (origin ? [query.groupsLater ? regrouped(origin) : origin] : []);
  const pushedDown = query.rows === "grouped" || query.rows === "outline" || query.rows === "density";
  return {
    ok: true,
    value: {
      ...query,
      pushedDown,
      maxRows: views ? (maxRows + 1) * views.rows.length : maxRows,
      notes: [...dataNotes(data, relation), ...unknown],
      ...said,
      work,
      origins,
      ...(views ? { views } : {}),
      ...(missingCounts.size > 0 ? { missingCounts: [...missingCounts] } : {}),
    },
  };
}

type Plan =
  | {
      ok: true;
      query: PlannedRows;
      work: ChartWork;
      views?: ChartQuery["views"];
    }
  | Extract<Outcome<never>, { ok: false }>;

/** What is asked of a chart's columns before it is planned: the names of those that it may read. */
export function askedColumns(spec: unknown, columns: readonly Column[]): string[] {
  const { data: _data, usermeta: _usermeta, ...written } = asJsonObject(spec);
  return mentionedColumns(written, columns).map(({ name }) => name);
}

function withStats(columns: readonly Column[], stats: readonly ColumnStats[]): SourceColumn[] {
  const found = new Map(stats.map((one) => [one.name, one]));
  return columns.map((column) => {
    const known = knownOf(column, found.get(column.name));
    return known ? { ...column, known } : column;
  });
}

/** Columns with their instants in a zone, of those that the chart may mention: fields are found without regard to case. */
function inZone<C extends SourceColumn>(
  columns: readonly C[],
  written: JsonObject,
  zone: string | null,
): C[] {
  if (zone === null) return [...columns];
  const bare = (text: string) => text.toLowerCase().replaceAll("\\", "");
  const text = bare(JSON.stringify(written));
  const isMentioned = ({ name }: C) =>
    showsAllColumns(written) || text.includes(bare(JSON.stringify(name).slice(1, -1)));
  return columns.map((column) => (isMentioned(column) ? onLocalClock(column, zone) : column));
}

/** What is not said on an axis: the zone that times are drawn in, and that the notebook's is not known. */
function zoneWords(
  columns: readonly SourceColumn[],
  drawn: JsonObject,
  timezone: string | null,
): { timesIn?: string; unknown: string[] } {
  const saidIn = columns.find((column) => column.saidIn !== undefined)?.saidIn;
  if (timezone === null || saidIn === undefined) return { unknown: [] };
  const unknown = isZone(timezone)
    ? []
    : [
        `The notebook's time zone "${timezone}" is not known here: times are in UTC. Choose one by "Set the time zone of charts" in the list of commands.`,
      ];
  const isSaid = JSON.stringify(drawn).includes(`(${saidIn})`);
  return { unknown, ...(isSaid ? {} : { timesIn: saidIn }) };
}

function planChart(written: JsonObject, columns: readonly SourceColumn[], context: PlanContext): Plan {
  const { relation } = context;
  const expanded = expandRepeat(written);
  const { transform = [], ...untransformed } = expanded;
  const steps = Array.isArray(transform) ? transform : [];
  const hasSteps = JSON.stringify(expanded).includes('"transform":');
  const known = hasSteps ? mentionedColumns(expanded, columns) : columns;
  const start = relationSource(relation, withConversions(expanded, known), context.where);
  const { source, rest, pushed } = pushTransforms(steps, start);
  const chart = rest.length > 0 ? { ...untransformed, transform: rest } : untransformed;
  const workOf = ({ rows, groupsLater }: PlannedRows): ChartWork => ({
    pushed: pushed + (rows === "grouped" ? 1 : 0),
    left: rest.length + (groupsLater ? 1 : 0),
  });
  if (chart.mark !== undefined) {
    const planned = planUnit(chart, source, context);
    return planned.ok ? { ...planned, work: workOf(planned.query) } : planned;
  }
  const grouped = pushDown(chart, source, undefined, context.held);
  if (grouped) return { ok: true, query: grouped, work: workOf(grouped) };
  const separate = rest.length > 0 ? null : unlessOnlyVega(() => planViews(chart, source, context));
  if (separate && (separate.work.pushed > 0 || separate.views.rows.some((rows) => rows !== "raw"))) {
    const { views, work: below, ...query } = separate;
    return { ok: true, query, views, work: { pushed: pushed + below.pushed, left: below.left } };
  }
  // Views that all draw the rows themselves share them, and a repeated chart stays as it is written.
  const whole = expanded === written || pushed > 0 ? chart : { ...written };
  const planned = rawRows(whole, source, relation);
  return planned.ok ? { ...planned, work: workOf(planned.query) } : planned;
}

function wholeRows(chart: JsonObject, source: RowSource, relation: string): Plan {
  const planned = rawRows(chart, source, relation);
  return planned.ok ? { ...planned, work: { pushed: 0, left: 1 } } : planned;
}

/** Columns of text or truth that the chart draws as amounts or moments: Vega converts them before all transforms. */
function withConversions(spec: JsonObject, columns: readonly SourceColumn[]): SourceColumn[] {
  const converted = new Set<unknown>();
  mapEncodings(spec, (encoding) => {
    for (const { definition } of channelDefs(encoding))
      if (definition.type === "quantitative" || definition.type === "temporal")
        converted.add(definition.field);
    return encoding;
  });
  return columns.map((column) =>
    converted.has(column.name) && ["text", "boolean", "other"].includes(columnKind(column))
      ? { ...column, isConverted: true }
      : column,
  );
}

/** Rows that the drawing groups further, so that no mark tells which are its. */
function regrouped(origin: RowOrigin): RowOrigin {
  const lost = origin.base.lost ?? "the chart itself groups its rows";
  return { ...origin, base: { ...origin.base, lost } };
}

/** What is said of data that a specification brought along. */
function dataNotes(data: unknown, relation: string): string[] {
  const { url, values } = asJsonObject(data);
  if (url !== undefined) return [`Remote data is not loaded: the chart draws ${relation}.`];
  if (values !== undefined) return [`The data inside the chart is not drawn: the chart draws ${relation}.`];
  return [];
}
