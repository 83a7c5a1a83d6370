import { quoteIdentifier } from "../../sql/quote.ts";
import { AliasNames } from "../aliasNames.ts";
import { channelDefs } from "../channelDefs.ts";
import type { PlannedRows } from "../chartPlan.ts";
import { drawnValue } from "../columnUse.ts";
import { fieldColumn } from "../fieldColumn.ts";
import { fieldType, typeUse } from "../fieldType.ts";
import { asJsonObject, isJsonObject, type JsonObject } from "../jsonObject.ts";
import { saidInUtc } from "../saidInUtc.ts";
import { columnId, type RowSource, withClause } from "../transform/rowSource.ts";
import { markName } from "../unitViews.ts";
import { asDrawn } from "../utcTime.ts";

const pixelsPerCell = 8;
/** Cells are at most 80 by 48: fewer than 4,000 rows. */
const mostCells = { x: 80, y: 48 };

interface Side {
  value: string;
  definition: JsonObject;
  channel: "x" | "y";
  low: string;
  high: string;
}

/**
 * More points than can be told apart, as how many there are in each cell of a grid; null where the points say more
 * than where they are, or their scales are not even.
 */
export function densePoints(
  spec: JsonObject,
  source: RowSource,
  widthPx: number,
  names = new AliasNames(),
): PlannedRows | null {
  const encoding = asJsonObject(spec.encoding);
  const hasMore = channelDefs(encoding).some(
    ({ channel, definition }) =>
      channel !== "x" &&
      channel !== "y" &&
      (definition.field !== undefined || definition.aggregate !== undefined),
  );
  if (!["point", "circle", "square"].includes(markName(spec.mark)) || hasMore) return null;
  if (spec.transform !== undefined || spec.params !== undefined || hasConditions(encoding)) return null;
  const x = sideOf("x", encoding.x, source, names);
  const y = sideOf("y", encoding.y, source, names);
  if (!x || !y) return null;
  const count = names.take("rows", "cell count");
  const across = Math.max(10, Math.min(mostCells.x, Math.round(widthPx / pixelsPerCell)));
  const {
    x2: _x2,
    y2: _y2,
    size: _size,
    shape: _shape,
    color: _color,
    fill: _fill,
    opacity: _opacity,
    ...rest
  } = encoding;
  const color = {
    field: count,
    type: "quantitative",
    title: "Rows",
    // A few crowded cells would leave all others pale.
    scale: { type: "pow", exponent: 0.35, zero: true },
  };
  return {
    sql: cellsSql(source, x, y, across, count),
    spec: {
      ...spec,
      // Cells overlap by half a pixel, or seams would show between them.
      mark: { type: "rect", tooltip: true, x2Offset: 0.5, y2Offset: -0.5 },
      encoding: { ...rest, ...sideEncoding(x), ...sideEncoding(y), color },
    },
    rows: "density",
    bins: [],
  };
}

function sideOf(channel: "x" | "y", written: unknown, source: RowSource, names: AliasNames): Side | null {
  const definition = asJsonObject(written);
  const { field, aggregate, bin, timeUnit, scale } = definition;
  if (typeof field !== "string" || [aggregate, bin, timeUnit].some((part) => part !== undefined)) return null;
  const column = fieldColumn(field, source.columns);
  if (!column) return null;
  const type = fieldType(definition, channel, column);
  if (type !== "quantitative" && type !== "temporal") return null;
  const { type: scaleType, domain } = asJsonObject(scale);
  const isEven = scaleType === undefined || ["linear", "time", "utc"].includes(String(scaleType));
  if (scale === null || !isEven || domain !== undefined) return null;
  // Vega-Lite begins the axis of a point at zero, and that of a cell at its first edge.
  const zero = type === "quantitative" ? { zero: true } : {};
  const { title = field.replace(/\\(.)/g, "$1") } = saidInUtc(definition, {
    channel,
    column,
    type,
    config: null,
  });
  const value = drawnValue(columnId(column), column, typeUse(type));
  const low = names.take(field, `cell low ${value}`);
  const high = names.take(`${field}_end`, `cell high ${value}`);
  const drawn = { ...definition, type, title, field: low, scale: { ...zero, ...asJsonObject(scale) } };
  return { channel, value, low, high, definition: asDrawn(drawn, channel) };
}

function sideEncoding({ channel, definition, high }: Side): JsonObject {
  return { [channel]: definition, [`${channel}2`]: { field: high } };
}

function cellsSql(source: RowSource, x: Side, y: Side, across: number, count: string): string {
  const cell = (side: "x" | "y", cells: number) =>
    `CASE WHEN ${side}1 > ${side}0 THEN least(floor((${side} - ${side}0) / (${side}1 - ${side}0) * ${cells}), ${cells - 1}) ELSE 0 END`;
  // A grid without an extent still has a cell that can be seen.
  const edge = (side: "x" | "y", cells: number, index: string) =>
    `${side}0 + ${index} * CASE WHEN ${side}1 > ${side}0 THEN (${side}1 - ${side}0) / ${cells} ELSE 1 END`;
  const list = [
    `${edge("x", across, "i")} AS ${quoteIdentifier(x.low)}`,
    `${edge("x", across, "(i + 1)")} AS ${quoteIdentifier(x.high)}`,
    `${edge("y", mostCells.y, "j")} AS ${quoteIdentifier(y.low)}`,
    `${edge("y", mostCells.y, "(j + 1)")} AS ${quoteIdentifier(y.high)}`,
    `n::DOUBLE AS ${quoteIdentifier(count)}`,
  ];
  const ctes = [
    `points AS (SELECT ${x.value} AS x, ${y.value} AS y FROM ${source.from})`,
    "extent AS (SELECT min(x) AS x0, max(x) AS x1, min(y) AS y0, max(y) AS y1 FROM points WHERE isfinite(x) AND isfinite(y))",
    `cells AS (
  SELECT ${cell("x", across)} AS i, ${cell("y", mostCells.y)} AS j, count(*) AS n
  FROM points, extent WHERE isfinite(x) AND isfinite(y) GROUP BY 1, 2)`,
  ];
  return `${withClause(source, ctes)}SELECT ${list.join(", ")} FROM cells, extent ORDER BY j, i`;
}

function hasConditions(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasConditions);
  if (!isJsonObject(value)) return false;
  return value.condition !== undefined || Object.values(value).some(hasConditions);
}
