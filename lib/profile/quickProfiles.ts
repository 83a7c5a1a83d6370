import { quoteIdentifier } from "../sql/quote.ts";
import { type AnswerRow, type AskRows, numberAt, textAt } from "./askRows.ts";
import type { ColumnProfile, Picture } from "./columnProfile.ts";
import { isNumeric, isTemporal } from "./family.ts";
import { filledBins, hugeBinSql, numberBinSql, numberEdge, numberStep } from "./numberBins.ts";
import { profileSizes } from "./profileSizes.ts";
import { type AskedColumn, binCountsSql, countsSql, topValuesSql } from "./profileSql.ts";
import { timeBinSql, timeEdge, timeStep } from "./timeBins.ts";

/** How the picture of a column is asked for, and what the answer's rows make. */
interface Drawing {
  sql: string;
  read(rows: readonly AnswerRow[]): Picture;
}

/**
 * Profiles of a few columns by two statements: counts with least and greatest, then what fills the bins that these
 * give. `from` is what stands behind FROM. Rejects where a statement fails.
 */
export async function quickProfiles(
  ask: AskRows,
  from: string,
  columns: readonly AskedColumn[],
): Promise<ColumnProfile[]> {
  const [counts] = await ask(countsSql(from, columns), 1);
  const rows = numberAt(counts, "n");
  const drawings = columns.map((column) => drawingOf(from, column, counts, rows));
  const asked = drawings.flatMap((drawing) => (drawing ? [`(${drawing.sql})`] : []));
  const named = asked.map((sql) => `select c, k, n, cut, groups, total from ${withAll(sql)}`);
  const filled = asked.length === 0 ? [] : await ask(named.join(" union all "), 10_000);
  return columns.map((column, index) => {
    const { name, type, family, at } = column;
    const drawing = drawings[index];
    return {
      name,
      type,
      family,
      rows,
      nulls: rows - numberAt(counts, `c${at}_n`),
      min: textAt(counts, `c${at}_min`),
      max: textAt(counts, `c${at}_max`),
      nan: numberAt(counts, `c${at}_nan`),
      infinite: numberAt(counts, `c${at}_inf`),
      picture: drawing ? drawing.read(filled.filter((row) => row.c === at)) : { kind: "none" },
    };
  });
}

/** Bins and values are asked for together, so that both have the columns of either. */
function withAll(sql: string): string {
  return sql.includes(" as cut, ")
    ? sql
    : `(select c, k, n, false as cut, 0::DOUBLE as groups, 0::DOUBLE as total from ${sql})`;
}

function drawingOf(
  from: string,
  column: AskedColumn,
  counts: AnswerRow | undefined,
  rows: number,
): Drawing | null {
  const { family, at } = column;
  if (numberAt(counts, `c${at}_n`) === 0) return null;
  if (family === "text" || family === "boolean" || family === "enum")
    return valueDrawing(from, column, family === "text" ? rows : 0);
  const low = textAt(counts, isNumeric(family) ? `c${at}_min` : `c${at}_lo`);
  const high = textAt(counts, isNumeric(family) ? `c${at}_max` : `c${at}_hi`);
  if (low === null || high === null) return null;
  if (isTemporal(family)) return timeDrawing(from, column, BigInt(low), BigInt(high));
  if (isNumeric(family)) return numberDrawing(from, column, low, high);
  return family === "list" || family === "map" ? lengthDrawing(from, column, low, high) : null;
}

function valueDrawing(from: string, column: AskedColumn, rows: number): Drawing {
  const isSampled = rows > profileSizes.countedTexts;
  const percent = isSampled ? Number(((100 * profileSizes.textSample) / rows).toPrecision(4)) : 100;
  return {
    sql: topValuesSql(from, column, { top: profileSizes.topValues, percent }),
    read(found) {
      const of = numberAt(found[0], "total");
      const values = found.map((row) => ({
        value: textAt(row, "k") ?? "",
        isCut: row.cut === true,
        count: numberAt(row, "n"),
      }));
      const others = values.reduce((left, { count }) => left - count, of);
      const groups = numberAt(found[0], "groups");
      return { kind: "values", values, others, of, groups, sampled: isSampled ? of : null };
    },
  };
}

function numberDrawing(from: string, column: AskedColumn, low: string, high: string): Drawing {
  const { family, type, name } = column;
  const finest = family === "whole" ? 0 : family === "decimal" ? -scaleOf(type) : -300;
  const step = numberStep(Number(low), Number(high), profileSizes.bins, finest);
  const value = quoteIdentifier(name);
  const isHuge =
    family === "whole" &&
    type !== "UHUGEINT" &&
    Math.max(Math.abs(Number(low)), Math.abs(Number(high))) > Number.MAX_SAFE_INTEGER &&
    Number(high) - Number(low) < 1e38;
  const bin = isHuge ? hugeBinSql(value, step, BigInt(low)) : numberBinSql(value, step);
  return binDrawing(from, column, bin, "values", (index) => numberEdge(index, step));
}

function timeDrawing(from: string, column: AskedColumn, low: bigint, high: bigint): Drawing {
  const { family, name } = column;
  const step = timeStep(low, high, profileSizes.bins, family);
  const value = quoteIdentifier(name);
  const bin = timeBinSql(value, step, low, family);
  return binDrawing(from, column, bin, "values", (index) => timeEdge(index, step, family));
}

function lengthDrawing(from: string, column: AskedColumn, low: string, high: string): Drawing {
  const value = quoteIdentifier(column.name);
  const length = column.family === "map" ? `cardinality(${value})` : `len(${value})`;
  const step = numberStep(Number(low), Number(high), profileSizes.bins, 0);
  return binDrawing(from, column, numberBinSql(length, step), "lengths", (index) => numberEdge(index, step));
}

function binDrawing(
  from: string,
  column: AskedColumn,
  bin: string,
  counts: "values" | "lengths",
  edge: (index: bigint) => string,
): Drawing {
  return {
    sql: binCountsSql(from, column, bin),
    read(found) {
      const counted = new Map(found.map((row) => [wholeOf(textAt(row, "k") ?? "0"), numberAt(row, "n")]));
      const bins = filledBins(counted, edge);
      const of = found.reduce((sum, row) => sum + numberAt(row, "n"), 0);
      return bins.length === 0 ? { kind: "none" } : { kind: "bins", bins, of, counts };
    },
  };
}

/** A whole number that DuckDB printed as a whole number or as a DOUBLE: "12", "12.0", "1.2e+20". */
function wholeOf(text: string): bigint {
  return /^-?\d+$/.test(text) ? BigInt(text) : BigInt(Number(text));
}

function scaleOf(type: string): number {
  return Number(/,\s*(\d+)\)/.exec(type)?.[1] ?? 0);
}
