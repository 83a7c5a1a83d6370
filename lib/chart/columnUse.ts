import type { Column } from "../engine/protocol.ts";
import { type DuckType, parseDuckType } from "../table/duckType.ts";
import type { ColumnKnown } from "./columnKnown.ts";

/** A column, and what is known of its values. */
export interface DrawnColumn extends Column {
  known?: ColumnKnown;
}

/** What a column holds, as far as drawing cares. */
export type ColumnKind =
  | "whole"
  | "bigWhole"
  | "hugeWhole"
  | "decimal"
  | "float"
  | "boolean"
  | "time"
  | "text"
  | "other";

/** How a chart uses a column: as an amount, as a moment, or as one of several names. */
export type ColumnUse = "quantitative" | "temporal" | "discrete";

const kinds: Readonly<Record<string, ColumnKind>> = {
  TINYINT: "whole",
  SMALLINT: "whole",
  INTEGER: "whole",
  UTINYINT: "whole",
  USMALLINT: "whole",
  UINTEGER: "whole",
  BIGINT: "bigWhole",
  UBIGINT: "bigWhole",
  HUGEINT: "hugeWhole",
  UHUGEINT: "hugeWhole",
  FLOAT: "float",
  DOUBLE: "float",
  BOOLEAN: "boolean",
  DATE: "time",
  TIMESTAMP: "time",
  TIMESTAMP_S: "time",
  TIMESTAMP_MS: "time",
  TIMESTAMP_NS: "time",
  "TIMESTAMP WITH TIME ZONE": "time",
  TIMESTAMPTZ: "time",
  VARCHAR: "text",
};

/** What a column of a DuckDB type holds. */
export function columnKind({ type }: Column): ColumnKind {
  const parsed = parsedType(type);
  if (parsed?.kind === "decimal") return "decimal";
  if (parsed?.kind === "enum") return "text";
  if (parsed?.kind === "scalar") return kinds[parsed.name] ?? "other";
  return "other";
}

/** The Vega-Lite type that fits a column where the specification names none. */
export function fittingType(column: Column): "quantitative" | "temporal" | "nominal" {
  const kind = columnKind(column);
  if (kind === "time") return "temporal";
  return kind === "text" || kind === "other" || kind === "boolean" ? "nominal" : "quantitative";
}

/** A SQL expression whose values a chart can draw: DOUBLE, epoch milliseconds in UTC as DOUBLE, or something that reads as a name. */
export function drawnValue(sql: string, column: DrawnColumn, use: ColumnUse): string {
  const { key, drawn } = groupedValue(sql, column, use);
  return drawn(key);
}

/** What rows are grouped by, and what a chart can draw made of the few that are left of it: see `drawnValue`. */
export interface GroupedValue {
  key: string;
  drawn: (key: string) => string;
}

/**
 * A column's values as a key of groups: as narrow as they come, since two that are drawn alike are equal, and what is
 * drawn is made once for each group.
 */
export function groupedValue(sql: string, column: DrawnColumn, use: ColumnUse): GroupedValue {
  const kind = columnKind(column);
  const asDouble = { key: sql, drawn: (key: string) => `${key}::DOUBLE` };
  const asText = { key: sql, drawn: (key: string) => `${key}::VARCHAR` };
  const asItIs = (key: string) => ({ key, drawn: (same: string) => same });
  if (use === "temporal" || (use === "quantitative" && kind === "time")) {
    const key = momentSql(sql, column);
    const isCoarse = ["DATE", "TIMESTAMP_S", "TIMESTAMP_MS"].includes(column.type);
    // Below a millisecond moments differ that are drawn alike.
    return isCoarse ? { key, drawn: epochMs } : { key: `epoch_ms(${key})`, drawn: asDouble.drawn };
  }
  if (use === "quantitative") {
    if (kind === "whole" || (kind === "bigWhole" && safeRange(column))) return asDouble;
    return asItIs(amountSql(sql, kind, column));
  }
  switch (kind) {
    case "whole":
      return asDouble;
    case "float":
      return asItIs(column.type === "DOUBLE" ? sql : `${sql}::DOUBLE`);
    case "decimal":
      // Up to 15 digits a double shows every decimal as it is written.
      return decimalWidth(column) <= 15 ? asDouble : asText;
    // Whole numbers past 2^53 become text when they are decoded, so that two ids never look like one.
    case "bigWhole":
    case "boolean":
      return asItIs(sql);
    case "text":
      return column.type === "VARCHAR" ? asItIs(sql) : asText;
    case "time":
    case "hugeWhole":
      return asText;
    default:
      // Equal to DuckDB may still be written differently, as `1 month` and `30 days` are.
      return asItIs(`${sql}::VARCHAR`);
  }
}

/** Ends between which a column's whole numbers lie, where a double holds each of them; null where it may not. */
export function safeRange(column: DrawnColumn): readonly [number, number] | null {
  const { range } = column.known ?? {};
  if (range && range[0] >= Number.MIN_SAFE_INTEGER && range[1] <= Number.MAX_SAFE_INTEGER) return range;
  return typeRanges[column.type] ?? null;
}

/** Whether no number of a column is infinite or NaN, as far as is known. */
export function hasFiniteRange({ known }: DrawnColumn): boolean {
  return known?.range?.every(Number.isFinite) === true;
}

const typeRanges: Readonly<Record<string, readonly [number, number]>> = {
  TINYINT: [-(2 ** 7), 2 ** 7 - 1],
  SMALLINT: [-(2 ** 15), 2 ** 15 - 1],
  INTEGER: [-(2 ** 31), 2 ** 31 - 1],
  UTINYINT: [0, 2 ** 8 - 1],
  USMALLINT: [0, 2 ** 16 - 1],
  UINTEGER: [0, 2 ** 32 - 1],
};

/** Numbers that aggregates take as they stand in the column: exact, and read without a cast of each; null for others. */
export function exactSql(sql: string, column: DrawnColumn): string | null {
  const kind = columnKind(column);
  if (kind === "whole" || kind === "bigWhole") return sql;
  // A sum of wider ones may have more digits than there are.
  return kind === "decimal" && decimalWidth(column) <= 18 ? sql : null;
}

/** A column as a finite UTC TIMESTAMP, or the DATE that it is; NULL where it is none. */
export function momentSql(sql: string, column: DrawnColumn): string {
  switch (columnKind(column)) {
    case "time": {
      if (column.known?.mayBeNaN === false)
        return column.type === "TIMESTAMP" || column.type === "DATE" ? sql : `${sql}::TIMESTAMP`;
      const moment = column.type === "TIMESTAMP" ? sql : `TRY_CAST(${sql} AS TIMESTAMP)`;
      return `CASE WHEN isfinite(${moment}) THEN ${moment} END`;
    }
    case "whole":
    case "bigWhole":
    case "hugeWhole":
    case "decimal":
    case "float":
      return `make_timestamp(TRY_CAST(${sql} * 1000 AS BIGINT))`;
    default: {
      // Straight from text to TIMESTAMP would drop a zone offset in silence.
      const moment = `TRY_CAST(TRY_CAST(${sql}::VARCHAR AS TIMESTAMPTZ) AS TIMESTAMP)`;
      return `CASE WHEN isfinite(${moment}) THEN ${moment} END`;
    }
  }
}

/** Whether `momentSql` gives a column's NULL as it stands, so that the engine's statistics know of it. */
export function mayBeBareNull({ known }: DrawnColumn): boolean {
  return known?.mayBeNaN === false && known.nullable !== false;
}

/** A TIMESTAMP expression as milliseconds since 1970 in UTC. */
export function epochMs(moment: string): string {
  return `epoch_ms(${moment})::DOUBLE`;
}

function amountSql(sql: string, kind: ColumnKind, column: DrawnColumn): string {
  switch (kind) {
    case "whole":
    case "bigWhole":
    case "hugeWhole":
    case "decimal":
      return `${sql}::DOUBLE`;
    case "float": {
      const number = column.type === "DOUBLE" ? sql : `${sql}::DOUBLE`;
      // Vega leaves NaN out of every aggregate, as it does NULL.
      return column.known?.mayBeNaN === false ? number : `nullif(${number}, 'NaN'::DOUBLE)`;
    }
    case "boolean":
      return `${sql}::INTEGER::DOUBLE`;
    default:
      return `TRY_CAST(${sql}::VARCHAR AS DOUBLE)`;
  }
}

function decimalWidth({ type }: Column): number {
  const parsed = parsedType(type);
  return parsed?.kind === "decimal" ? parsed.width : 38;
}

function parsedType(type: string): DuckType | null {
  try {
    return parseDuckType(type);
  } catch {
    // A type this parser does not know is drawn as text.
    return null;
  }
}
