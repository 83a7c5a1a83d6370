import type { Column } from "../engine/protocol.ts";
import { type DuckType, parseDuckType } from "../table/duckType.ts";

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
export function drawnValue(sql: string, column: Column, use: ColumnUse): string {
  const kind = columnKind(column);
  if (use === "temporal") return epochMs(momentSql(sql, column));
  if (use === "quantitative") return amountSql(sql, kind, column);
  switch (kind) {
    case "whole":
    case "float":
      return `${sql}::DOUBLE`;
    case "decimal":
      // Up to 15 digits a double shows every decimal as it is written.
      return decimalWidth(column) <= 15 ? `${sql}::DOUBLE` : `${sql}::VARCHAR`;
    // Whole numbers past 2^53 become text when they are decoded, so that two ids never look like one.
    case "bigWhole":
    case "boolean":
      return sql;
    default:
      return `${sql}::VARCHAR`;
  }
}

/** A column as a finite UTC TIMESTAMP; NULL where it is none. */
export function momentSql(sql: string, column: Column): string {
  switch (columnKind(column)) {
    case "time": {
      const moment = `TRY_CAST(${sql} AS TIMESTAMP)`;
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

/** A TIMESTAMP expression as milliseconds since 1970 in UTC. */
export function epochMs(moment: string): string {
  return `epoch_ms(${moment})::DOUBLE`;
}

function amountSql(sql: string, kind: ColumnKind, column: Column): string {
  switch (kind) {
    case "whole":
    case "bigWhole":
    case "hugeWhole":
    case "decimal":
      return `${sql}::DOUBLE`;
    case "float":
      // Vega leaves NaN out of every aggregate, as it does NULL.
      return `nullif(${sql}::DOUBLE, 'NaN'::DOUBLE)`;
    case "boolean":
      return `${sql}::INTEGER::DOUBLE`;
    case "time":
      return epochMs(momentSql(sql, column));
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
