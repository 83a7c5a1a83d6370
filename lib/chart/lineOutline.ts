import { quoteIdentifier } from "../sql/quote.ts";
import { AliasNames } from "./aliasNames.ts";
import { channelDefs, mapChannelDefs, mapEncodings } from "./channelDefs.ts";
import type { PlannedRows } from "./chartPlan.ts";
import { drawnValue } from "./columnUse.ts";
import { fieldColumn } from "./fieldColumn.ts";
import { type FieldType, fieldType, typeUse } from "./fieldType.ts";
import { asJsonObject, type JsonObject } from "./jsonObject.ts";
import { needsEveryRow } from "./needsEveryRow.ts";
import { saidInZone } from "./saidInZone.ts";
import { columnId, type RowSource, type SourceColumn, withClause } from "./transform/rowSource.ts";
import { type UnitView, unitViews } from "./unitViews.ts";
import { asDrawn } from "./utcTime.ts";

const seriesChannels = new Set(["color", "stroke", "detail", "strokeDash"]);

/**
 * A line or an area through more rows than can be drawn: of each pixel column the first, last, lowest and highest point, which
 * draw the same pixels as all of them. null where the chart is none such.
 */
export function lineOutline(
  spec: JsonObject,
  source: RowSource,
  widthPx: number,
  names = new AliasNames(),
): PlannedRows | null {
  const { columns } = source;
  const views = unitViews(spec);
  const [only] = views ?? [];
  if (!views || !only || views.length > 1 || !canBeOutlined(only) || needsEveryRow(spec, views)) return null;
  const parts = new Map<JsonObject, Part & { type: FieldType; channel: string; column: SourceColumn }>();
  for (const { channel, definition } of channelDefs(only.encoding)) {
    if (definition.field === undefined && definition.aggregate === undefined) continue;
    const column = typeof definition.field === "string" ? fieldColumn(definition.field, columns) : null;
    const type = fieldType(definition, channel, column);
    if (
      !column ||
      definition.aggregate !== undefined ||
      definition.bin !== undefined ||
      definition.timeUnit !== undefined
    )
      return null;
    const isAxis = channel === "x" || channel === "y";
    if (isAxis ? type !== "quantitative" && type !== "temporal" : !seriesChannels.has(channel)) return null;
    const value = drawnValue(columnId(column), column, typeUse(type));
    const known = [...parts.values()].find((part) => part.value === value && !isAxis);
    parts.set(definition, {
      alias: known?.alias ?? names.take(column.name, `key ${typeUse(type)} ${column.name}`),
      value,
      type,
      channel,
      column,
    });
  }
  const x = [...parts.values()].find(({ channel }) => channel === "x");
  const y = [...parts.values()].find(({ channel }) => channel === "y");
  if (!x || !y || y.type !== "quantitative") return null;

  const drawn = mapEncodings(spec, (encoding) =>
    mapChannelDefs(encoding, (definition, channel) => {
      const part = parts.get(definition);
      if (!part) return definition;
      const title =
        definition.title === undefined && part.alias !== definition.field ? { title: definition.field } : {};
      const said = saidInZone(definition, { ...part, channel, config: spec.config });
      return asDrawn({ ...title, ...said, field: part.alias, type: part.type }, channel);
    }),
  );
  const series = new Map(
    [...parts.values()].filter((part) => part !== x && part !== y).map((part) => [part.alias, part]),
  );
  const sql = outlineSql(source, x, y, [...series.values()], Math.max(1, Math.round(widthPx)));
  const fields = [...parts.values()].map(({ alias, column, type }) => ({
    alias,
    column: column.name,
    how: { kind: "value" as const },
    use: typeUse(type),
  }));
  const origin = source.base ? { origin: { base: source.base, fields } } : {};
  return { sql, spec: drawn, rows: "outline", bins: [], ...origin };
}

/** A line, or an area that does not stand on other areas. */
function canBeOutlined({ mark, encoding }: UnitView): boolean {
  if (mark === "line") return true;
  if (mark !== "area") return false;
  const isSplit = Object.keys(encoding).some((channel) => seriesChannels.has(channel));
  const { stack } = asJsonObject(encoding.y);
  return !isSplit || stack === null || stack === false;
}

interface Part {
  alias: string;
  value: string;
}

function outlineSql(from: RowSource, x: Part, y: Part, series: readonly Part[], widthPx: number): string {
  const keys = series.map((_, index) => `k${index}`);
  const keyList = keys.map((key) => `${key}, `).join("");
  const source = [
    `${x.value} AS x`,
    `${y.value} AS y`,
    ...series.map(({ value }, index) => `${value} AS k${index}`),
  ];
  const output = [
    `point.x AS ${quoteIdentifier(x.alias)}`,
    `point.y AS ${quoteIdentifier(y.alias)}`,
    ...series.map(({ alias }, index) => `k${index} AS ${quoteIdentifier(alias)}`),
  ];
  return `${withClause(from, [`points AS (SELECT ${source.join(", ")} FROM ${from.from})`]).trimEnd()},
extent AS (SELECT min(x) AS low, max(x) AS high FROM points WHERE isfinite(x) AND isfinite(y)),
placed AS (
  SELECT points.*, CASE WHEN high > low THEN least(floor((x - low) / (high - low) * ${widthPx}), ${widthPx - 1}) ELSE 0 END AS px
  FROM points, extent WHERE isfinite(x) AND isfinite(y)),
chosen AS (
  SELECT ${keyList}unnest([
    {'x': min(x), 'y': arg_min(y, x)}, {'x': max(x), 'y': arg_max(y, x)},
    {'x': arg_min(x, y), 'y': min(y)}, {'x': arg_max(x, y), 'y': max(y)}]) AS point
  FROM placed GROUP BY ${keyList}px)
SELECT DISTINCT ${output.join(", ")} FROM chosen
ORDER BY ${[...series, x].map(({ alias }) => quoteIdentifier(alias)).join(", ")}`;
}
