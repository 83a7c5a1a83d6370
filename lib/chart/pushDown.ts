import type { AliasNames } from "./aliasNames.ts";
import { binRule } from "./binSql.ts";
import { channelDefs, mapChannelDefs, mapEncodings } from "./channelDefs.ts";
import type { BinEdges, PlannedRows } from "./chartPlan.ts";
import { drawnTitle } from "./defaultTitle.ts";
import { fieldColumn } from "./fieldColumn.ts";
import { fieldType, typeUse } from "./fieldType.ts";
import { type GroupedColumn, GroupedRows } from "./groupedRows.ts";
import { isBinned } from "./isBinned.ts";
import { asJsonObject, isJsonObject, type JsonObject } from "./jsonObject.ts";
import { needsEveryRow } from "./needsEveryRow.ts";
import { OnlyVega } from "./onlyVega.ts";
import { saidInZone } from "./saidInZone.ts";
import type { RowSource, SourceColumn } from "./transform/rowSource.ts";
import { unitViews } from "./unitViews.ts";
import { asDrawn } from "./utcTime.ts";

interface Rewritten {
  definition: JsonObject;
  column: GroupedColumn | null;
  role: "key" | "measure" | "value";
}

/**
 * A chart's own aggregation as one GROUP BY, and the specification that draws the groups with the same titles, types,
 * order and stacking; null where the chart draws rows, or asks for what SQL cannot say.
 */
export function pushDown(
  spec: JsonObject,
  source: RowSource,
  names?: AliasNames,
  held?: ReadonlyMap<string, BinEdges>,
): PlannedRows | null {
  const views = unitViews(spec);
  if (!views || needsEveryRow(spec, views)) return null;
  const { columns } = source;
  const rows = new GroupedRows(source, names, held);
  const done = new Map<JsonObject, Rewritten>();
  const rewrite = (definition: JsonObject, channel: string): JsonObject => {
    const known = done.get(definition) ?? rewriteDefinition(definition, channel, columns, rows, spec.config);
    done.set(definition, known);
    return known.definition;
  };
  try {
    const drawn = mapEncodings(spec, (encoding) => mapChannelDefs(encoding, rewrite));
    const groupings = views.map(({ encoding }) => groupingOf(encoding, done));
    const [first] = groupings;
    // Layers that group differently would each need rows of their own.
    if (!first || groupings.some(({ keys, hasMeasure }) => keys !== first.keys || !hasMeasure)) return null;
    const order = orderOf(
      views.map(({ encoding }) => encoding),
      done,
    );
    const { bins, fields } = rows;
    const origin = source.base ? { origin: { base: source.base, fields } } : {};
    return { sql: rows.sql(order), spec: drawn, rows: "grouped", bins, ...origin };
  } catch (error) {
    if (error instanceof OnlyVega) return null;
    throw error;
  }
}

function rewriteDefinition(
  given: JsonObject,
  channel: string,
  columns: readonly SourceColumn[],
  rows: GroupedRows,
  config: unknown,
): Rewritten {
  const { field, aggregate, timeUnit, bin } = given;
  if (field === undefined && aggregate === undefined)
    return { definition: given, column: null, role: "value" };
  const column = typeof field === "string" ? fieldColumn(field, columns) : null;
  if (!column && aggregate !== "count") throw new OnlyVega("a part of the encoding");
  const type = fieldType(given, channel, column);
  const definition = saidInZone(given, { channel, column, type, config });
  const { field: _field, aggregate: _aggregate, timeUnit: _timeUnit, bin: _bin, ...rest } = definition;
  if (type === "geojson") throw new OnlyVega("a part of the encoding");
  const { title, ...guide } = drawnTitle(definition, channel, config);
  const written = typeof field === "string" ? field : "";
  const sorted = { ...rest, ...guide, ...sortOf(definition, columns, rows) };

  if (aggregate !== undefined) {
    if (timeUnit !== undefined || isRealBin(bin)) throw new OnlyVega("an aggregate of units or bins");
    const use = type === "temporal" ? "temporal" : "quantitative";
    const measure =
      typeof aggregate === "string"
        ? rows.measure(aggregate, column, use, aggregate === "count" ? "count" : `${aggregate}_${written}`)
        : extremeRow(aggregate, column, use, columns, rows);
    if (!measure) throw new OnlyVega(`the aggregate ${aggregate}`);
    const drawn = { ...sorted, aggregate: measure.redraw, field: measure.alias, type, title };
    return { definition: asDrawn(drawn, channel), column: measure, role: "measure" };
  }
  if (!column) throw new OnlyVega("a part of the encoding");
  if (timeUnit !== undefined && timeUnit !== null) {
    if (typeof timeUnit !== "string" || isRealBin(bin)) throw new OnlyVega("a part of the encoding");
    const key = rows.timeKey(column, timeUnit, `${timeUnit}_${written}`);
    if (!key) throw new OnlyVega("a part of the encoding");
    const drawn = { ...sorted, field: key.alias, timeUnit, type, title };
    return { definition: asDrawn(drawn, channel), column: key, role: "key" };
  }
  if (isRealBin(bin)) {
    const rule = binRule(bin, channel);
    if (!rule) throw new OnlyVega("a part of the encoding");
    const key = rows.binKey(column, rule, `bin_${written}`);
    const drawn = { ...sorted, field: key.alias, bin: true, type, title };
    return { definition: asDrawn(drawn, channel), column: key, role: "key" };
  }
  const key = rows.plainKey(column, typeUse(type), written);
  const kept = { ...sorted, ...(bin === undefined ? {} : { bin }), field: key.alias, type };
  const drawn =
    key.alias !== written
      ? { ...kept, title }
      : definition.title === undefined
        ? kept
        : { ...kept, title: definition.title };
  return { definition: asDrawn(drawn, channel), column: key, role: "key" };
}

/** The value of the row in which another column is at its least or greatest. */
function extremeRow(
  aggregate: unknown,
  column: SourceColumn | null,
  use: "temporal" | "quantitative",
  columns: readonly SourceColumn[],
  rows: GroupedRows,
): ReturnType<GroupedRows["measure"]> {
  const { argmin, argmax } = asJsonObject(aggregate);
  const by = argmax ?? argmin;
  const other = typeof by === "string" ? fieldColumn(by, columns) : null;
  return column && other ? rows.extremeRow(argmax === undefined ? "min" : "max", column, use, other) : null;
}

function isRealBin(bin: unknown): boolean {
  return bin !== undefined && bin !== null && bin !== false && !isBinned(bin);
}

/** A sort by another field's aggregate, over the groups: only for aggregates whose parts make up the whole. */
function sortOf(
  definition: JsonObject,
  columns: readonly SourceColumn[],
  rows: GroupedRows,
): { sort?: unknown } {
  const { sort } = definition;
  if (!isJsonObject(sort) || sort.encoding !== undefined) return {};
  const { op, field } = sort;
  if (op !== "sum" && op !== "count" && op !== "min" && op !== "max")
    throw new OnlyVega("a part of the encoding");
  const column = typeof field === "string" ? fieldColumn(field, columns) : null;
  const measure = rows.measure(op, column, "quantitative", `sort_${op}`);
  if (!measure) throw new OnlyVega("a part of the encoding");
  return { sort: { ...sort, op: measure.redraw, field: measure.alias } };
}

function groupingOf(
  encoding: JsonObject,
  done: Map<JsonObject, Rewritten>,
): { keys: string; hasMeasure: boolean } {
  const parts = channelDefs(encoding).map(({ definition }) => done.get(definition));
  const keys = new Set(
    parts.flatMap((part) => (part?.role === "key" && part.column ? [part.column.signature] : [])),
  );
  return { keys: [...keys].sort().join("\n"), hasMeasure: parts.some((part) => part?.role === "measure") };
}

/** Which groups come first, which is also which are kept where there are too many to draw. */
function orderOf(
  encodings: readonly JsonObject[],
  done: Map<JsonObject, Rewritten>,
): "appearance" | string | null {
  const definitions = encodings.flatMap(channelDefs);
  // `"sort": null` means the order of the data.
  if (definitions.some(({ definition }) => definition.sort === null && definition.field !== undefined))
    return "appearance";
  const isNamed = definitions.some(({ channel, definition }) => {
    const { type } = asJsonObject(done.get(definition)?.definition);
    return (
      (channel === "x" || channel === "y" || channel === "theta") &&
      (type === "nominal" || type === "ordinal")
    );
  });
  const measure = definitions
    .map(({ definition }) => done.get(definition))
    .find((part) => part?.role === "measure");
  return isNamed && measure?.column ? measure.column.alias : null;
}
