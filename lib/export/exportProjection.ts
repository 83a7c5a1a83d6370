import type { Column, ExportFormat } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { parseDuckType } from "../table/duckType.ts";
import { textProjection } from "../table/textProjection.ts";
import { jsonCarrier } from "./jsonCarrier.ts";
import { type StoredType, storedType } from "./storedType.ts";

/** How columns are read for an export: one SQL expression each, and what had to be written as something else. */
export interface ExportProjection {
  select: string[];
  notes: string[];
}

/**
 * The SELECT list under which a format holds every value exactly. `wideIntegers` are HUGEINT columns with values
 * beyond 38 digits; the others become DECIMAL(38,0).
 */
export function exportProjection(
  format: ExportFormat,
  columns: readonly Column[],
  wideIntegers: ReadonlySet<string> = new Set(),
): ExportProjection {
  switch (format) {
    case "csv":
    case "tsv":
    case "sql":
      return { select: textProjection(columns), notes: [] };
    case "xlsx":
      return { select: textProjection(columns), notes: columns.flatMap(inExcel) };
    case "ndjson":
    case "json":
      return { select: columns.map(({ name, type }) => cast(name, jsonCarrier(type))), notes: [] };
    case "parquet":
    case "arrow":
      return typed(format, columns, wideIntegers);
  }
}

const toExcel =
  /^(U?(TINYINT|SMALLINT|INTEGER)|FLOAT|DOUBLE|BOOLEAN|DATE|TIME|VARCHAR|TIMESTAMP_S|TIMESTAMP_MS|ENUM\(.*\))$/;

/** What becomes of a column whose values a sheet of Excel may not hold as they are. */
function inExcel({ name, type }: Column): string[] {
  if (toExcel.test(type)) return [];
  if (/^(U?(BIGINT|HUGEINT)|DECIMAL\(.*\))$/.test(type))
    return [`${name} (${type}): numbers of more than 15 digits are written as text.`];
  if (/^TIMESTAMP(_NS)?$/.test(type))
    return [`${name} (${type}): times with more than milliseconds are written as text.`];
  return [`${name} (${type}) is written as text.`];
}

function typed(
  format: "parquet" | "arrow",
  columns: readonly Column[],
  wideIntegers: ReadonlySet<string>,
): ExportProjection {
  const stored = columns.map(({ name, type }): StoredType => {
    if (type === "HUGEINT" && !wideIntegers.has(name)) return { type: "DECIMAL(38,0)", isBent: false };
    try {
      return storedType(format, parseDuckType(type));
    } catch {
      return { type: "VARCHAR", isBent: true };
    }
  });
  const bent = columns.filter((_, i) => stored[i]?.isBent);
  const notes = bent.map(
    ({ name, type }) =>
      `${name} (${type}) is written as ${stored[columns.findIndex((c) => c.name === name)]?.type}.`,
  );
  return { select: columns.map(({ name }, i) => cast(name, stored[i]?.type ?? null)), notes };
}

function cast(name: string, type: string | null): string {
  const quoted = quoteIdentifier(name);
  return type === null ? quoted : `CAST(${quoted} AS ${type}) AS ${quoted}`;
}
