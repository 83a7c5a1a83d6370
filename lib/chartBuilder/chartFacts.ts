import { arrowColumns } from "../chart/arrowColumns.ts";
import { epochMs, momentSql } from "../chart/columnUse.ts";
import type { Column, EngineApi } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { columnRole } from "./columnRole.ts";

/** What a part of the rows says of a column. */
export interface ColumnFacts {
  /** Distinct values among the rows that were looked at, NULL not counted. */
  distinct: number;
  /** Rows that were looked at. */
  seen: number;
  /** For moments: the milliseconds from the first to the last. */
  spanMs: number | null;
}
export type ChartFacts = ReadonlyMap<string, ColumnFacts>;

export const noFacts: ChartFacts = new Map();

const mostColumns = 60;
const mostRows = 20_000;
/** A guess is better than a wait. */
const shortPatienceMs = 1_500;

/** Looks at some rows of a relation; nothing is known where the engine is slow or refuses. */
export async function chartFacts(
  relation: string,
  columns: readonly Column[],
  rowCount: number | null,
  select: EngineApi["select"],
  patienceMs = shortPatienceMs,
): Promise<ChartFacts> {
  const known = factColumns(columns);
  if (known.length === 0) return noFacts;
  const waited = new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs));
  const answer = await Promise.race([select(factsSql(relation, known, rowCount), 1), waited]);
  if (!answer?.ok) return noFacts;
  const values = new Map(arrowColumns(answer.value.ipc).map(({ name, values: [value] }) => [name, value]));
  const seen = Number(values.get("seen"));
  // One row says nothing of what changes.
  if (!(seen > 1)) return noFacts;
  return new Map(
    known.map(({ name }, at) => {
      const span = values.get(`span${at}`);
      const spanMs = typeof span === "number" && Number.isFinite(span) ? span : null;
      return [name, { distinct: Number(values.get(`distinct${at}`)), seen, spanMs }];
    }),
  );
}

/** The columns whose facts are worth asking for. */
export function factColumns(columns: readonly Column[]): Column[] {
  return columns.filter((column) => columnRole(column) !== "other").slice(0, mostColumns);
}

/** One row: `seen`, `distinct0`, `span0` … in the order of the columns, as DOUBLE. */
export function factsSql(relation: string, columns: readonly Column[], rowCount: number | null): string {
  const parts = columns.flatMap((column, at) => {
    const name = quoteIdentifier(column.name);
    const distinct = `count(DISTINCT ${name})::DOUBLE AS distinct${at}`;
    if (columnRole(column) !== "time") return [distinct];
    const moment = epochMs(momentSql(name, column));
    return [distinct, `max(${moment}) - min(${moment}) AS span${at}`];
  });
  const names = columns.map(({ name }) => quoteIdentifier(name)).join(", ");
  // Whole blocks from all over the table: its first rows are often of one day or one name.
  const percent = rowCount !== null && rowCount > 4 * mostRows ? (100 * mostRows) / rowCount : null;
  const some =
    percent === null
      ? ` LIMIT ${4 * mostRows}`
      : ` TABLESAMPLE system(${Math.max(percent, 0.1).toFixed(3)} PERCENT) REPEATABLE (7) LIMIT ${4 * mostRows}`;
  return `SELECT count(*)::DOUBLE AS seen, ${parts.join(", ")}
FROM (SELECT ${names} FROM ${quoteIdentifier(relation)}${some}) AS part`;
}
