import { quoteIdentifier } from "../../sql/quote.ts";
import { AliasNames } from "../aliasNames.ts";
import { channelDefs } from "../channelDefs.ts";
import type { BinColumns, BinEdges, PlannedRows } from "../chartPlan.ts";
import { type ColumnUse, drawnValue } from "../columnUse.ts";
import { doubleSql } from "../doubleSql.ts";
import { fieldColumn } from "../fieldColumn.ts";
import { fieldType, typeUse } from "../fieldType.ts";
import { asJsonObject, isJsonObject, type JsonObject } from "../jsonObject.ts";
import { saidInZone } from "../saidInZone.ts";
import { columnId, type RowSource, withClause } from "../transform/rowSource.ts";
import { markName } from "../unitViews.ts";
import { asDrawn } from "../utcTime.ts";

const pixelsPerCell = 8;
/** Cells are at most 80 by 48: fewer than 4,000 rows. */
const mostCells = { x: 80, y: 48 };

interface Side {
  value: string;
  column: string;
  use: ColumnUse;
  cells: number;
  edges: BinColumns;
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
  held: ReadonlyMap<string, BinEdges> = new Map(),
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
  const across = Math.max(10, Math.min(mostCells.x, Math.round(widthPx / pixelsPerCell)));
  const x = sideOf("x", encoding.x, source, names, across);
  const y = sideOf("y", encoding.y, source, names, mostCells.y);
  if (!x || !y) return null;
  const count = names.take("rows", "cell count");
  const fields = [x, y].map(({ low, column, use, cells }) => ({
    alias: low,
    column,
    how: { kind: "cell" as const, count: cells },
    use,
  }));
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
    sql: cellsSql(source, x, y, count, held),
    spec: {
      ...spec,
      // Cells overlap by half a pixel, or seams would show between them.
      mark: { type: "rect", tooltip: true, x2Offset: 0.5, y2Offset: -0.5 },
      encoding: { ...rest, ...sideEncoding(x), ...sideEncoding(y), color },
    },
    rows: "density",
    bins: [x.edges, y.edges],
    ...(source.base ? { origin: { base: source.base, fields } } : {}),
  };
}

function sideOf(
  channel: "x" | "y",
  written: unknown,
  source: RowSource,
  names: AliasNames,
  cells: number,
): Side | null {
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
  const { title = field.replace(/\\(.)/g, "$1") } = saidInZone(definition, {
    channel,
    column,
    type,
    config: null,
  });
  const use = typeUse(type);
  const value = drawnValue(columnId(column), column, use);
  const low = names.take(field, `cell low ${value}`);
  const high = names.take(`${field}_end`, `cell high ${value}`);
  const drawn = { ...definition, type, title, field: low, scale: { ...zero, ...asJsonObject(scale) } };
  const [start = "", stop = "", step = ""] = ["start", "stop", "step"].map((edge) =>
    names.take(`${low}_${edge}`, "edge"),
  );
  const edges = { alias: low, start, stop, step };
  return {
    channel,
    value,
    column: column.name,
    use,
    cells,
    edges,
    low,
    high,
    definition: asDrawn(drawn, channel),
  };
}

function sideEncoding({ channel, definition, high }: Side): JsonObject {
  return { [channel]: definition, [`${channel}2`]: { field: high } };
}

function cellsSql(
  source: RowSource,
  x: Side,
  y: Side,
  count: string,
  held: ReadonlyMap<string, BinEdges>,
): string {
  const cell = (side: "x" | "y", cells: number) =>
    `CASE WHEN ${side}1 > ${side}0 THEN least(floor((${side} - ${side}0) / (${side}1 - ${side}0) * ${cells}), ${cells - 1}) ELSE 0 END`;
  // A grid without an extent still has a cell that can be seen.
  const edge = (side: "x" | "y", cells: number, index: string) =>
    `${side}0 + ${index} * CASE WHEN ${side}1 > ${side}0 THEN (${side}1 - ${side}0) / ${cells} ELSE 1 END`;
  const list = [
    `${edge("x", x.cells, "i")} AS ${quoteIdentifier(x.low)}`,
    `${edge("x", x.cells, "(i + 1)")} AS ${quoteIdentifier(x.high)}`,
    `${edge("y", y.cells, "j")} AS ${quoteIdentifier(y.low)}`,
    `${edge("y", y.cells, "(j + 1)")} AS ${quoteIdentifier(y.high)}`,
    `n::DOUBLE AS ${quoteIdentifier(count)}`,
    ...[x, y].flatMap(({ channel: side, edges, cells }) => [
      `${side}0 AS ${quoteIdentifier(edges.start)}`,
      `${side}1 AS ${quoteIdentifier(edges.stop)}`,
      `(${side}1 - ${side}0) / ${cells} AS ${quoteIdentifier(edges.step)}`,
    ]),
  ];
  const [heldX, heldY] = [held.get(x.low), held.get(y.low)];
  // Cells stay where they are while rows come and go.
  const extent =
    heldX && heldY
      ? `SELECT ${doubleSql(heldX.start)} AS x0, ${doubleSql(heldX.stop)} AS x1, ${doubleSql(heldY.start)} AS y0, ${doubleSql(heldY.stop)} AS y1`
      : "SELECT min(x) AS x0, max(x) AS x1, min(y) AS y0, max(y) AS y1 FROM points WHERE isfinite(x) AND isfinite(y)";
  const ctes = [
    `points AS (SELECT ${x.value} AS x, ${y.value} AS y FROM ${source.from})`,
    `extent AS (${extent})`,
    `cells AS (
  SELECT ${cell("x", x.cells)} AS i, ${cell("y", y.cells)} AS j, count(*) AS n
  FROM points, extent WHERE isfinite(x) AND isfinite(y) GROUP BY 1, 2)`,
  ];
  return `${withClause(source, ctes)}SELECT ${list.join(", ")} FROM cells, extent ORDER BY j, i`;
}

function hasConditions(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasConditions);
  if (!isJsonObject(value)) return false;
  return value.condition !== undefined || Object.values(value).some(hasConditions);
}
